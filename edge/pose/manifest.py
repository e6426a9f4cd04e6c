"""The manifest of the models: which files there are, and the hash each must have."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from edge.errors import ModelAlteredError, ModelError, ModelMissingError
from edge.resources import models_dir

MANIFEST_NAME = "manifest.yaml"
RESTORE = "install the station again, or restore the folder from its release"


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """What the manifest says about one model.

    path: the `.tflite` file. sha256: its hash, 64 hexadecimal digits.
    """

    name: str
    path: Path
    sha256: str


def load_manifest(folder: Path | None = None) -> Mapping[str, ModelEntry]:
    """Every model of the folder (the station's own `models/` by default), by name.

    Raises ModelMissingError without a manifest, ModelError for one that cannot be read.
    """
    folder = models_dir() if folder is None else folder
    path = folder / MANIFEST_NAME
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelMissingError(
            "there is no model manifest", where=str(path), remedy=RESTORE
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ModelError(
            f"the model manifest cannot be read: {error}", where=str(path), remedy=RESTORE
        ) from error
    models = document.get("models") if isinstance(document, dict) else None
    if not isinstance(models, dict):
        raise ModelError(
            "the model manifest has no mapping `models`", where=str(path), remedy=RESTORE
        )
    return {str(name): _entry(str(name), value, path) for name, value in models.items()}


def verified_model(name: str, folder: Path | None = None) -> Path:
    """The file of the model `name`, after its hash was compared with the manifest's.

    Raises ModelMissingError for an unknown name or absent file, ModelAlteredError for another hash.
    """
    folder = models_dir() if folder is None else folder
    entries = load_manifest(folder)
    if name not in entries:
        known = ", ".join(sorted(entries)) or "none"
        raise ModelMissingError(
            f"the manifest names no model {name!r} (it names: {known})",
            where=str(folder / MANIFEST_NAME),
            remedy=RESTORE,
        )
    entry = entries[name]
    try:
        with entry.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelMissingError(
            f"the model file cannot be read: {error.strerror}",
            where=str(entry.path),
            remedy=RESTORE,
        ) from error
    if digest != entry.sha256:
        raise ModelAlteredError(
            f"the model file is not the one of the manifest (sha256 {digest[:12]}…, "
            f"expected {entry.sha256[:12]}…)",
            where=str(entry.path),
            remedy=RESTORE,
        )
    return entry.path


def _entry(name: str, value: Any, manifest: Path) -> ModelEntry:
    sha256 = value.get("sha256") if isinstance(value, dict) else None
    if not isinstance(sha256, str):
        raise ModelError(f"model {name!r} has no sha256", where=str(manifest), remedy=RESTORE)
    file = value.get("file", f"{name}.tflite")
    return ModelEntry(name, manifest.parent / str(file), sha256.lower())
