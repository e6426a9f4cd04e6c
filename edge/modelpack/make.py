"""Makes a pack out of a folder of models: for whoever trains or quantises them."""

import shutil
from pathlib import Path

import numpy as np

from edge.errors import ModelPackError
from edge.modelpack.files import stated_file
from edge.modelpack.keys import private_key
from edge.modelpack.manifest import (
    FILE_NAME,
    LARGEST_MANIFEST_BYTES,
    MANIFEST,
    SIGNATURE,
    PackManifest,
)
from edge.modelpack.signature import sign
from edge.modelpack.source import Folder, read
from edge.modelpack.trial import TWIN
from edge.pose.golden import load_golden
from edge.pose.selftest import recorded_golden
from edge.resources import bundled_models_dir


def make_pack(models: Path, output: Path, manifest: PackManifest) -> PackManifest:
    """Copy a folder of models into a new folder, record its golden frame, and write its manifest.

    manifest: all but the files. The golden picture is the one of the bundled models; what must be
    seen in it is what these models see now. The twins for measuring stay out. Raises
    ModelPackError where the folder is there already, ModelError for models that cannot be run.
    """
    if not models.is_dir():
        raise ModelPackError("there is no such folder", where=str(models))
    try:
        output.mkdir(parents=True)
        for path in sorted(models.iterdir()):
            if path.is_file() and FILE_NAME.fullmatch(path.name) and not path.stem.endswith(TWIN):
                shutil.copyfile(path, output / path.name)
    except OSError as error:
        raise ModelPackError(
            f"the pack cannot be written: {error.strerror}",
            where=str(output),
            remedy="name a new folder",
        ) from error
    for name in (MANIFEST, SIGNATURE):
        (output / name).unlink(missing_ok=True)
    picture = load_golden(bundled_models_dir())
    recorded_golden(picture.image, picture.truth.astype(np.float32), output).save(output)
    files = {path.name: stated_file(path) for path in sorted(output.iterdir())}
    made = PackManifest(
        manifest.name, manifest.version, manifest.replaces, manifest.least_software, files
    )
    content = made.to_bytes()
    PackManifest.from_bytes(content, str(output / MANIFEST))  # what would be refused is not made
    (output / MANIFEST).write_bytes(content)
    return made


def sign_pack(pack: Path, key: Path) -> PackManifest:
    """Write `pack.sig` beside `pack.json`; raises ModelPackError. key: the private key's file."""
    content = read(Folder(pack), MANIFEST, LARGEST_MANIFEST_BYTES)
    manifest = PackManifest.from_bytes(content, str(pack / MANIFEST))
    (pack / SIGNATURE).write_bytes(sign(content, private_key(key)))
    return manifest
