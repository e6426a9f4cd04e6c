"""The files that a gym changes: made where they are missing, migrated with a backup, restored."""

import os
from dataclasses import dataclass
from pathlib import Path

from edge.config import edit
from edge.errors import UpgradeError
from edge.upgrade.places import Part, Places
from edge.upgrade.program import Programs
from edge.upgrade.releases import Release
from edge.upgrade.replace import copy, write

MODE = 0o640  # it may hold a password of a network camera


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a release needs otherwise. backup: a copy of what it was."""

    path: Path
    text: str
    backup: Path

    def make(self) -> None:
        """Back the file up and write the new text; raises UpgradeError."""
        copy(self.path, self.backup)
        write(self.path, self.text.encode(), MODE)

    def undo(self) -> None:
        """The file as it was; raises UpgradeError."""
        write(self.path, self.backup.read_bytes(), MODE)


def new_file(part: Part, release: Release, places: Places) -> bool:
    """Write the part's example where it has no file; whether there was none."""
    path = places.config(part)
    if path.exists():
        return False
    example = release.share / "config" / part.config_name
    try:
        text = example.read_text(encoding="utf-8")
    except OSError as error:
        raise UpgradeError(f"cannot be read: {error.strerror}", where=str(example)) from error
    write(path, installed(part, text, places).encode(), MODE)
    os.chown(path, -1, path.parent.stat().st_gid)  # the service's, which may read it
    return True


def installed(part: Part, text: str, places: Places) -> str:
    """The example with the places of an installed part, so that every command finds them."""
    if part is Part.HUB:
        return text
    text = edit.put(text, ("data_dir",), f"/{places.state(part).relative_to(places.root)}")
    for key, name in (("key_file", "gallery.key"), ("site_key_file", "site.key")):
        place = f"/{places.credential(part, name).relative_to(places.root)}"
        text = edit.put(text, ("members", key), place)
    return text


def change_for(
    release: Release, old: Release | None, places: Places, programs: Programs
) -> Change | None:
    """What the station's file must become for a release; None where it may stay.

    Raises UpgradeError where the release cannot use it; nothing was changed then.
    """
    path = places.config(Part.STATION)
    if not path.exists():
        return None
    text = programs.migrated(release, path)
    if text == path.read_text(encoding="utf-8"):
        return None
    return Change(path, text, backup_of(path, old))


def backup_of(path: Path, release: Release | None) -> Path:
    """Where the file is kept as a release had it."""
    return path.with_name(f"{path.name}.{release.name if release else 'before'}")
