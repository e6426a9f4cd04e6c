"""Whether something covers the lens: a towel, a hand, tape."""

import numpy as np

from edge.athlete.light import thumb_of
from edge.camera.frame import Frame, RecordedLandmarks

LOOK_EVERY_S = 1.0
AFTER_S = 3.0
# A room has edges even in poor light; what lies on the lens has none.
FLAT = 0.06  # brightness, 0..1, between the 5th and the 95th percentile


class Blockage:
    """Told every frame; looks at one a second. Works in the frames' own time."""

    def __init__(self) -> None:
        self._looked_s: float | None = None
        self._flat_since_s: float | None = None
        self._is_blocked = False

    def see(self, frame: Frame, *, seen: bool) -> bool:
        """Whether the picture has been flat for some seconds. seen: whether somebody is in it."""
        if isinstance(frame.content, RecordedLandmarks):
            return False
        now_s = frame.captured_s
        if self._looked_s is not None and 0.0 <= now_s - self._looked_s < LOOK_EVERY_S:
            return self._is_blocked
        self._looked_s = now_s
        if seen or not _is_flat(frame):
            self._flat_since_s = None
        elif self._flat_since_s is None or self._flat_since_s > now_s:
            self._flat_since_s = now_s
        since_s = self._flat_since_s
        self._is_blocked = since_s is not None and now_s - since_s >= AFTER_S
        return self._is_blocked


def _is_flat(frame: Frame) -> bool:
    if isinstance(frame.content, RecordedLandmarks):
        return False
    low, high = np.percentile(thumb_of(frame.content), (5.0, 95.0))
    return bool(high - low < FLAT)
