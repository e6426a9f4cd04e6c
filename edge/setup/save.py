"""Writes what was decided: one file, a password, a drop-in. Nothing is lost without a copy."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from edge.resources import share_dir
from edge.upgrade.places import Part, Places
from edge.upgrade.replace import copy, write
from edge.upgrade.settings import MODE, installed

PRIVATE = 0o600
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the settings go. places: None where the station is not installed as a service."""

    path: Path
    places: Places | None

    def text(self) -> str:
        """What the file holds, or the example to begin with."""
        if self.path.exists():
            return self.path.read_text(encoding="utf-8")
        example = (share_dir() / "config/station.yaml").read_text(encoding="utf-8")
        return installed(Part.STATION, example, self.places) if self.places else example

    @property
    def password_file(self) -> Path:
        """Where the broker's password lies."""
        if self.places is not None:
            return self.places.credential(Part.STATION, "mqtt-password")
        return self.path.with_name("mqtt-password")

    def save(self, text: str) -> Path | None:
        """Write the file; a copy of the one that was there, None where there was none."""
        backup: Path | None = None
        if self.path.exists():
            if self.path.read_text(encoding="utf-8") == text:
                return None
            stamp = datetime.now(UTC).strftime(_STAMP)
            backup = self.path.with_name(f"{self.path.name}.{stamp}")
            copy(self.path, backup)
        write(self.path, text.encode(), MODE)
        if backup is None and self.places is not None:
            os.chown(self.path, -1, self.path.parent.stat().st_gid)  # the service's, to read it
        return backup

    def save_password(self, password: str) -> None:
        """Write the password, for its owner alone."""
        write(self.password_file, f"{password}\n".encode(), PRIVATE)

    def save_reboot(self, *, wanted: bool) -> bool:
        """Lay or remove the drop-in that restarts the board; whether anything changed."""
        if self.places is None:
            return False
        drop_in = self.places.drop_in(Part.STATION, "reboot.conf")
        if wanted == drop_in.exists():
            return False
        if wanted:
            write(drop_in, (share_dir() / "systemd/reboot.conf").read_bytes(), 0o644)
        else:
            drop_in.unlink()
        return True
