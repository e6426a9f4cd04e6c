"""Keys of model packs, PEM files: private ones that sign, public ones that are trusted."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edge.errors import ModelPackError, RuntimeMissingError
from edge.resources import share_dir

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

SITE_KEYS = Path("/etc/gymstation/model-keys.d")
PUBLIC_SUFFIX = ".pub.pem"
LARGEST_BYTES = 4096
ID_DIGITS = 16


def key_folders() -> tuple[Path, ...]:
    """Where trusted public keys lie: those of the software, and those of this site."""
    return share_dir() / "config" / "model-keys", SITE_KEYS


def trusted_keys(folders: Iterable[Path]) -> Mapping[str, "Ed25519PublicKey"]:
    """Every public key (`*.pub.pem`) of the folders, by its id; a folder may be missing.

    Raises ModelPackError for a file that is no Ed25519 public key, RuntimeMissingError where
    `cryptography` is not installed.
    """
    ed25519, serialization = _cryptography()
    keys: list[Ed25519PublicKey] = [
        _loaded(path, serialization.load_pem_public_key, ed25519.Ed25519PublicKey)
        for folder in folders
        for path in sorted(folder.glob(f"*{PUBLIC_SUFFIX}"))
    ]
    return {key_id(key): key for key in keys}


def key_id(key: "Ed25519PublicKey") -> str:
    """The first digits of the key's SHA-256: enough to find it by."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:ID_DIGITS]


def private_key(path: Path) -> "Ed25519PrivateKey":
    """The private key of a file; raises ModelPackError for anything else."""
    ed25519, serialization = _cryptography()

    def load(content: bytes) -> Any:
        return serialization.load_pem_private_key(content, password=None)

    key: Ed25519PrivateKey = _loaded(path, load, ed25519.Ed25519PrivateKey)
    return key


def new_key(path: Path) -> Path:
    """Make a key pair: `path` the private key, for its owner alone; returns the public one's path.

    Raises ModelPackError where the file is there already or cannot be written.
    """
    ed25519, serialization = _cryptography()
    key = ed25519.Ed25519PrivateKey.generate()
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo)
    beside = path.with_name(path.name + PUBLIC_SUFFIX)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(private)
        beside.write_bytes(public)
    except OSError as error:
        raise ModelPackError(
            f"the key cannot be written: {error.strerror}",
            where=str(path),
            remedy="name a new file in a folder that is yours",
        ) from error
    return beside


def _loaded(path: Path, load: Callable[[bytes], Any], kind: type) -> Any:
    why = "it is of another kind"
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES)
    except OSError as error:
        why = str(error.strerror)
    else:
        # cryptography refuses what it does not know by an exception of its own.
        with suppress(ValueError, TypeError, _unsupported()):
            key = load(content)
            if isinstance(key, kind):
                return key
    raise ModelPackError(
        f"this is no Ed25519 key: {why}",
        where=str(path),
        remedy="remove the file, or give a PEM key as `gymstation models key` makes it",
    )


def _unsupported() -> type[Exception]:
    error: type[Exception] = import_module("cryptography.exceptions").UnsupportedAlgorithm
    return error


def _cryptography() -> tuple[Any, Any]:
    """Ed25519 and serialisation; raises RuntimeMissingError where they are not installed."""
    try:
        return (
            import_module("cryptography.hazmat.primitives.asymmetric.ed25519"),
            import_module("cryptography.hazmat.primitives.serialization"),
        )
    except ImportError as error:
        raise RuntimeMissingError(
            "signatures cannot be checked: cryptography is not installed",
            remedy="pip install gymstation[members]",
        ) from error
