"""The hub's file of sessions: kept as the old release had it until the new one is well.

A newer hub brings its tables up to date, after which the older one cannot read them.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from edge.errors import UpgradeError
from edge.upgrade.places import Part, Places
from edge.upgrade.replace import copy

FILES = ("hub.db", "hub.db-wal", "hub.db-shm")
_SPARE = 1.1  # of the room that the copy takes


@dataclass(frozen=True, slots=True)
class StoreCopy:
    """source: the hub's data folder. folder: where the copy lies."""

    source: Path
    folder: Path

    @classmethod
    def make(cls, places: Places, name: str) -> "StoreCopy | None":
        """A copy, with the hub stopped; None where it keeps no such file. Raises UpgradeError."""
        source = places.state(Part.HUB)
        found = [source / each for each in FILES if (source / each).is_file()]
        if not found:
            return None
        size = sum(path.stat().st_size for path in found)
        if shutil.disk_usage(source).free < size * _SPARE:
            raise UpgradeError(
                f"no room for a copy of {size / 1e6:.0f} MB, without which nothing can be put back",
                where=str(source),
                remedy="make room and try again",
            )
        kept = cls(source, source / f"before-{name}")
        kept.folder.mkdir(mode=0o700, exist_ok=True)
        for path in found:
            copy(path, kept.folder / path.name)
        return kept

    def restore(self) -> None:
        """The files as they were; what stations said since is sent by them again for a while."""
        for name in FILES:
            (self.source / name).unlink(missing_ok=True)
        for path in self.folder.iterdir():
            copy(path, self.source / path.name)

    def drop(self) -> None:
        """The copy is needed no longer."""
        shutil.rmtree(self.folder, ignore_errors=True)
