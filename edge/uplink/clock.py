"""The two clocks: one that never jumps, for durations, and the wall's, which may be wrong."""

import ctypes
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

_KERNEL_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# adjtimex(2): the call's answer while nobody disciplines the clock.
_TIME_ERROR = 5
_TIMEX_BYTES = 208  # struct timex on 64-bit Linux


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment on both clocks.

    monotonic_s: comparable only within one `era` (a boot of the machine). wall_s: seconds since
    1970 UTC. synced: whether something (NTP, GPS) keeps the wall clock right.
    """

    monotonic_s: float
    wall_s: float
    synced: bool
    era: str

    @property
    def iso(self) -> str:
        """The wall time as RFC 3339 in UTC with milliseconds."""
        return iso_time(self.wall_s)

    def as_known_at(self, later: "Instant") -> "Instant | None":
        """This moment by the clock of a later one that knows better.

        None where nothing better is known: `later` is not synchronised or of another boot, or this
        moment was right already.
        """
        if self.synced or not later.synced or self.era != later.era:
            return None
        wall_s = later.wall_s - (later.monotonic_s - self.monotonic_s)
        return Instant(self.monotonic_s, wall_s, synced=True, era=self.era)


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> Instant:
        """This moment."""
        ...


class SystemClock:
    """The machine's clocks."""

    def __init__(self) -> None:
        self._era = _era()
        self._libc = ctypes.CDLL(None, use_errno=True)

    def now(self) -> Instant:
        """See `Clock.now`."""
        return Instant(time.monotonic(), time.time(), self._synced(), self._era)

    def _synced(self) -> bool:
        # A zeroed structure asks without setting anything, which needs no rights.
        state: int = self._libc.adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
        return 0 <= state < _TIME_ERROR


def iso_time(wall_s: float) -> str:
    """Seconds since 1970 UTC as RFC 3339 with milliseconds, such as 2026-11-20T18:03:00.250Z."""
    moment = datetime.fromtimestamp(wall_s, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _era() -> str:
    try:
        return _KERNEL_BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return "unknown"
