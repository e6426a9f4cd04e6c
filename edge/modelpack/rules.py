"""What a pack must meet before it may become the active one."""

from dataclasses import dataclass, field
from pathlib import Path

from edge import __version__
from edge.errors import ModelPackError, PackRefusedError
from edge.modelpack.keys import key_folders
from edge.modelpack.manifest import BUNDLED, PackManifest, order
from edge.modelpack.store import PackStore
from edge.modelpack.trial import Test, golden
from edge.resources import bundled_models_dir


@dataclass(frozen=True, slots=True)
class Rules:
    """What an installation is measured by.

    keys: folders of trusted public keys. test: looks at the golden frame of a folder. software: the
    version that runs. bundled: the models that came with it. allow_older: whether a pack may
    replace a newer one of its name.
    """

    keys: tuple[Path, ...] = field(default_factory=key_folders)
    test: Test = golden
    software: str = __version__
    bundled: Path = field(default_factory=bundled_models_dir)
    allow_older: bool = False


def check_fit(manifest: PackManifest, store: PackStore, rules: Rules, where: str) -> None:
    """Raise PackRefusedError where the pack is not for this station."""
    if order(manifest.least_software) > order(rules.software):
        raise PackRefusedError(
            f"{manifest.label} needs version {manifest.least_software} of the software, this is "
            f"{rules.software}",
            where=where,
            remedy="upgrade the software first",
        )
    active = _active_manifest(store)
    name = BUNDLED if active is None else active.name
    if name not in {manifest.name, *manifest.replaces}:
        raise PackRefusedError(
            f"{manifest.label} replaces {', '.join(manifest.replaces) or 'nothing'}, and the "
            f"active models are {name}",
            where=where,
            remedy="ask its maker, or take the active pack back first",
        )
    if active is None or active.name != manifest.name or rules.allow_older:
        return
    if order(manifest.version) < order(active.version):
        raise PackRefusedError(
            f"{manifest.label} is older than the active {active.label}",
            where=where,
            remedy="use `gymstation models rollback`, or --allow-older if you mean it",
        )


def _active_manifest(store: PackStore) -> PackManifest | None:
    """The active pack; None for the bundled models, and for a pack that is broken."""
    try:
        return None if store.current is None else store.manifest(store.current)
    except ModelPackError:
        return None
