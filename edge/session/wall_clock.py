"""The wall clock as the station knows it, which may be set or step at any time."""

from datetime import UTC, datetime
from math import isfinite

STEP_S = 0.5  # by less a clock is only being steered
LATEST_S = 253_402_300_799.0  # the end of the year 9999


class WallClock:
    """The offset from the monotonic clock to Unix time, by the best knowledge so far.

    A clock that was set from outside is believed against one that was not; of two alike, the later.
    """

    def __init__(self) -> None:
        self.synced = False
        self._offset_s: float | None = None

    def note(self, captured_s: float, wall_time_s: float, *, synced: bool) -> bool:
        """Take both clocks' readings of one instant; True if the times of before were wrong."""
        if not isfinite(wall_time_s) or (self.synced and not synced):
            return False
        offset_s = wall_time_s - captured_s
        if self._offset_s is None:
            self._offset_s, self.synced = offset_s, synced
            return False
        corrected = abs(offset_s - self._offset_s) > STEP_S or synced is not self.synced
        if corrected:
            self._offset_s, self.synced = offset_s, synced
        return corrected

    def unix_s(self, captured_s: float) -> float:
        """Unix time of an instant of the monotonic clock."""
        return captured_s + (self._offset_s or 0.0)

    def utc(self, captured_s: float) -> datetime:
        """The same as a date, to the millisecond, within 1970 to 9999."""
        milliseconds = round(min(max(self.unix_s(captured_s), 0.0), LATEST_S) * 1000)
        seconds, rest = divmod(milliseconds, 1000)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)
