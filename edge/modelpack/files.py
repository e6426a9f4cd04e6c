"""The files of a pack: taken over, and checked against the manifest."""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from edge.errors import ModelAlteredError, ModelPackError
from edge.modelpack.manifest import PackFile, PackManifest
from edge.modelpack.source import CHUNK_BYTES, Source, chunks

AGAIN = "fetch the pack again"


def take_over(source: Source, manifest: PackManifest, folder: Path) -> None:
    """Copy the files that the manifest names into an empty folder, and nothing else.

    Raises ModelPackError for a file that is missing or cannot be read, ModelAlteredError for one
    that is not the one signed. Everything is on the card when this returns.
    """
    for name, stated in manifest.files.items():
        digest, size = hashlib.sha256(), 0
        with (folder / name).open("xb") as file:
            for chunk in chunks(source, name, stated.size_bytes + 1):
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            _keep(file)
        _compare(stated, size, digest.hexdigest(), f"{source.where}: {name}")


def check_files(folder: Path, manifest: PackManifest) -> None:
    """Compare every file of an installed pack with its manifest.

    Raises ModelPackError for a missing file, ModelAlteredError for another one.
    """
    for name, stated in manifest.files.items():
        digest, size = hashlib.sha256(), 0
        try:
            with (folder / name).open("rb") as file:
                while chunk := file.read(CHUNK_BYTES):
                    digest.update(chunk)
                    size += len(chunk)
        except OSError as error:
            raise ModelPackError(
                f"a file of the model pack cannot be read: {error.strerror}",
                where=str(folder / name),
                remedy="run `gymstation models rollback`, or install the pack again",
            ) from error
        _compare(stated, size, digest.hexdigest(), str(folder / name))


def write(path: Path, content: bytes) -> None:
    """Write a small file so that it is on the card when this returns; raises OSError."""
    with path.open("xb") as file:
        file.write(content)
        _keep(file)


def _keep(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def stated_file(path: Path) -> PackFile:
    """What a manifest states of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return PackFile(digest, path.stat().st_size)


def _compare(stated: PackFile, size: int, digest: str, where: str) -> None:
    if size == stated.size_bytes and digest == stated.sha256:
        return
    raise ModelAlteredError(
        "the file is not the one that was signed "
        f"(sha256 {digest[:12]}…, expected {stated.sha256[:12]}…)",
        where=where,
        remedy=AGAIN,
    )
