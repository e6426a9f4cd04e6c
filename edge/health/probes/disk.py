"""Room on the disk, and whether what is kept can still be written."""

import os
from collections.abc import Callable
from pathlib import Path

from edge.health.finding import Finding
from edge.health.words.all import NOT_TOLD

FULL_BYTES = 50_000_000  # SQLite, the journal and the log need some to go on at all
_MB = 1_000_000


class Disk:
    """Check `disk`. folder: the data folder. low_mb: megabytes below which it is nearly full.

    look: asks the file system, as `os.statvfs`.
    """

    def __init__(
        self,
        folder: Path,
        low_mb: int,
        look: Callable[[Path], os.statvfs_result] = os.statvfs,
    ) -> None:
        self._folder = folder
        self._low_mb = low_mb
        self._look = look

    def __call__(self) -> Finding:
        """Ask the file system; nothing is written."""
        try:
            system = self._look(self._folder)
        except OSError as error:
            return Finding.of("disk", "read_only", f"{self._folder}: {error.strerror}")
        free = system.f_bavail * system.f_frsize
        detail = f"{self._folder}: {free / _MB:,.0f} MB free"
        if system.f_flag & os.ST_RDONLY or not os.access(self._folder, os.W_OK):
            return Finding.of("disk", "read_only", f"{self._folder} cannot be written")
        state = "full" if free < FULL_BYTES else "low" if free < self._low_mb * _MB else "ok"
        return Finding.of("disk", state, detail)


class Card:
    """Check `sd_card`: what kernel and card count, for every file system and card there is.

    sys: the kernel's tree. A count that was there before stays until the file system is checked.
    """

    def __init__(self, sys: Path) -> None:
        self._sys = sys

    def __call__(self) -> Finding:
        """Read the counters."""
        counters = sorted(self._sys.glob("fs/ext4/*/errors_count"))
        wear = sorted(self._sys.glob("block/mmcblk*/device/pre_eol_info"))
        if not counters and not wear:
            return Finding.of("sd_card", NOT_TOLD)
        errors = {path.parent.name: _number(path) for path in counters}
        broken = [f"{name}: {count} errors" for name, count in errors.items() if count]
        if broken:
            return Finding.of("sd_card", "errors", ", ".join(broken))
        worn = [path.parent.parent.name for path in wear if _number(path) > _NORMAL]
        if worn:
            return Finding.of("sd_card", "worn", ", ".join(worn))
        return Finding.of("sd_card", "ok")


_NORMAL = 1  # JESD84-B51, PRE_EOL_INFO: 1 = normal, 2 = 80 % of the reserve is used, 3 = 90 %


def _number(path: Path) -> int:
    """A counter of the kernel, decimal or with 0x; 0 where it cannot be read."""
    try:
        return int(path.read_text(encoding="ascii").strip(), base=0)
    except (OSError, ValueError):
        return 0
