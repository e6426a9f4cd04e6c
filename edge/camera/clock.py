"""Times of frames: strictly increasing for recordings, monotonic for devices."""

from math import isfinite

DEFAULT_PERIOD_S = 1 / 30
SLOWEST_FPS, FASTEST_FPS = 0.1, 1000.0
# A step back of less than this is disorder among neighbours (AVI files with reordered frames);
# a longer one, or a gap longer than LONGEST_GAP_S, is another time line: joined recordings, or a
# counter that wrapped around.
LARGEST_DISORDER_S = 1.0
LONGEST_GAP_S = 60.0
OLDEST_STAMP_S = 2.0


class RecordingClock:
    """Turns a recording's own time stamps into seconds that strictly increase.

    fps: the nominal rate; 0, negative or absurd = unknown, 30 is assumed. It serves where stamps
    are missing, stand still or go back.
    """

    def __init__(self, fps: float) -> None:
        known = SLOWEST_FPS <= fps <= FASTEST_FPS
        self.period_s = 1 / fps if known else DEFAULT_PERIOD_S
        self._offset_s = 0.0
        self._last_s: float | None = None

    def stamp(self, presented_s: float) -> float:
        """The time of the next frame. presented_s: its stamp; NaN = it has none."""
        self._last_s = self._next(presented_s)
        return self._last_s

    def _next(self, presented_s: float) -> float:
        expected_s = 0.0 if self._last_s is None else self._last_s + self.period_s
        if not isfinite(presented_s):
            return expected_s
        last_s = 0.0 if self._last_s is None else self._last_s
        step_s = presented_s + self._offset_s - last_s
        if not -LARGEST_DISORDER_S <= step_s <= LONGEST_GAP_S:
            self._offset_s = expected_s - presented_s
            return expected_s
        if step_s > 0 or (step_s == 0 and self._last_s is None):
            return last_s + step_s
        return expected_s


def device_time_s(stamp_s: float, now_s: float) -> float:
    """When a device took a frame: its own stamp where that is the monotonic clock, else now."""
    return stamp_s if 0 <= now_s - stamp_s <= OLDEST_STAMP_S else now_s
