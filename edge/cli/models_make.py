"""`gymstation models key|pack|sign`: for whoever makes packs."""

from pathlib import Path
from typing import Annotated

import typer

from edge import __version__
from edge.modelpack.keys import new_key
from edge.modelpack.make import make_pack, sign_pack
from edge.modelpack.manifest import BUNDLED, PackManifest

KeyFile = Annotated[Path, typer.Argument(help="The file of the private key.")]


def key(file: KeyFile) -> None:
    """Make a key pair; the public key is for /etc/gymstation/model-keys.d of the stations."""
    public = new_key(file)
    print(f"{file}: the private key; keep it away from stations and repositories")
    print(f"{public}: the public key, for /etc/gymstation/model-keys.d")


def pack(
    models: Annotated[Path, typer.Argument(help="A folder of models with its manifest.yaml.")],
    output: Annotated[Path, typer.Argument(help="The new folder of the pack.")],
    *,
    name: Annotated[str, typer.Option(help="The pack's name: lower case, digits, hyphens.")],
    version: Annotated[str, typer.Option(help="Its version: numbers and dots.")],
    replaces: Annotated[
        list[str] | None, typer.Option(help="A pack it may replace; bundled unless given.")
    ] = None,
    least_software: Annotated[
        str, typer.Option(help="The oldest software it works with.")
    ] = __version__,
) -> None:
    """Make a pack, not signed yet, out of a folder of models."""
    wanted = PackManifest(name, version, tuple(replaces or (BUNDLED,)), least_software, {})
    made = make_pack(models, output, wanted)
    print(f"{output}: {made.label}, {len(made.files)} files, {made.size_bytes / 1e6:.1f} MB")


def sign(
    pack: Annotated[Path, typer.Argument(help="The folder of the pack.")], key_file: KeyFile
) -> None:
    """Sign a pack with a private key."""
    print(f"{pack}: {sign_pack(pack, key_file).label} is signed")
