"""Where a key lies: in a systemd credential, or in a file that only its owner can read."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from edge.errors import GalleryKeyError
from edge.member.gallery.seal import SecretKey

GALLERY_KEY = "gallery.key"
SITE_KEY = "site.key"
_LARGEST_BYTES = 1024
_OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where a key is looked for.

    path: the file. credential: whether systemd put it there (LoadCredential), on a file system of
    its own that other users cannot read.
    """

    path: Path
    credential: bool


def key_place(
    name: str, configured: Path | None, *, environ: Mapping[str, str] = os.environ
) -> KeyPlace:
    """Where the key `name` lies: systemd's credential, else the file of the configuration.

    Without either it is $XDG_CONFIG_HOME/gymstation/NAME, else ~/.config/gymstation/NAME.
    """
    if folder := environ.get("CREDENTIALS_DIRECTORY"):
        credential = Path(folder) / name
        if credential.is_file():
            return KeyPlace(credential, credential=True)
    if configured is not None:
        return KeyPlace(configured.expanduser(), credential=False)
    base = environ.get("XDG_CONFIG_HOME") or str(Path("~/.config").expanduser())
    return KeyPlace(Path(base) / "gymstation" / name, credential=False)


def read_key(place: KeyPlace, *, data_dir: Path) -> SecretKey:
    """The key at its place; raises GalleryKeyError when it is missing, open to others or no key.

    data_dir: a key in there would be stolen, backed up and sent along with what it seals.
    """
    where = str(place.path)
    if not place.credential:
        _refuse_inside(place.path, data_dir)
    try:
        with place.path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = file.read(_LARGEST_BYTES).decode("ascii", errors="replace")
    except FileNotFoundError:
        raise GalleryKeyError(
            "the key is missing", where=where, remedy="gymstation members key make, or restore it"
        ) from None
    except OSError as error:
        raise GalleryKeyError(f"the key cannot be read: {error.strerror}", where=where) from None
    if not place.credential and mode & _OPEN_TO_OTHERS:
        raise GalleryKeyError(
            f"other users may read or change the key (mode {stat.S_IMODE(mode):04o})",
            where=where,
            remedy=f"chmod 600 {where}",
        )
    try:
        return SecretKey.from_text(text)
    except GalleryKeyError as error:
        raise GalleryKeyError(error.what, where=where, remedy=error.remedy) from None


def write_key(path: Path, key: SecretKey, *, data_dir: Path) -> None:
    """Write a key that is not there yet, for its owner alone; raises GalleryKeyError."""
    _refuse_inside(path, data_dir)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise GalleryKeyError(
            "there is a key already",
            where=str(path),
            remedy="what it sealed would be lost: keep it",
        ) from None
    except OSError as error:
        raise GalleryKeyError(f"cannot be written: {error.strerror}", where=str(path)) from None
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.to_text())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise GalleryKeyError(f"cannot be written: {error.strerror}", where=str(path)) from None


def on_the_same_disk(path: Path, data_dir: Path) -> bool:
    """Whether whoever takes the disk with the data takes the key along."""
    return path.stat().st_dev == data_dir.stat().st_dev


def _refuse_inside(path: Path, data_dir: Path) -> None:
    if path.resolve().is_relative_to(data_dir.resolve()):
        raise GalleryKeyError(
            "the key lies in the data folder, next to what it seals",
            where=str(path),
            remedy="move it, and set members.key_file or members.site_key_file",
        )
