"""Change a file or a link in one step: whoever looks finds the old or the new one, whole."""

import os
import shutil
from pathlib import Path

from edge.errors import UpgradeError
from edge.files import write_atomically


def write(path: Path, content: bytes, mode: int) -> None:
    """The file with this content; owner and group of the old one stay. Raises UpgradeError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content, mode=mode)
        sync_folder(path.parent)
    except OSError as error:
        raise UpgradeError(f"cannot be written: {error.strerror}", where=str(path)) from error


def copy(source: Path, destination: Path) -> None:
    """A copy with the same owner and mode; raises UpgradeError."""
    try:
        shutil.copy2(source, destination)
        status = source.stat()
        os.chown(destination, status.st_uid, status.st_gid)
    except OSError as error:
        raise UpgradeError(f"cannot be backed up: {error.strerror}", where=str(source)) from error


def link(path: Path, target: str) -> None:
    """A symbolic link to the target, in place of the one there; raises UpgradeError."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.unlink(missing_ok=True)
        new.symlink_to(target)
        new.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise UpgradeError(f"cannot be switched: {error.strerror}", where=str(path)) from error


def sync_folder(folder: Path) -> None:
    """What was renamed in here outlasts a power cut from now on."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
