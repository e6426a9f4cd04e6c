"""The sliding window: poses of any frame rate on a fixed grid of time."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from edge.pose.pose import Pose
from edge.pose.skeleton import LANDMARK_COUNT

Array = NDArray[np.float32]

RATE_HZ = 8.0
FRAMES = 32  # 4 s
LONGEST_GAP_S = 1.5  # nobody seen for longer: what comes next is another movement
FAR_S = 0.2  # a grid time further from any pose is guessed, not measured


class WindowArrays(NamedTuple):
    """A whole window, oldest first, as `window_features` takes it."""

    points: Array
    image: Array
    visibility: Array
    measured: Array


class PoseWindow:
    """The last `FRAMES` poses at `RATE_HZ`, interpolated between the poses that came.

    The grid begins with the first pose, so the same movement seen at 8 and at 30 frames a second
    fills the same window.
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._last: tuple[float, Array, Array] | None = None
        self._first_s = 0.0
        self._made = 0
        self._points = np.zeros((FRAMES, LANDMARK_COUNT, 3), np.float32)
        self._flat = np.zeros((FRAMES, LANDMARK_COUNT, 3), np.float32)  # x, y pixels, visibility
        self._measured = np.zeros(FRAMES, np.float32)

    @property
    def filled(self) -> int:
        """Frames of the window that were made so far, 0..FRAMES."""
        return min(self._made, FRAMES)

    @property
    def begins_s(self) -> float:
        """Time of the oldest frame made."""
        return self._first_s + (self._made - self.filled) / RATE_HZ

    @property
    def ends_s(self) -> float:
        """Time of the newest frame."""
        return self._first_s + (self._made - 1) / RATE_HZ

    def append(self, captured_s: float, pose: Pose) -> int:
        """Take the next pose, later than all before; returns how many frames that made."""
        points = pose.landmarks if pose.world is None else pose.world
        flat = pose.landmarks.copy()
        flat[:, 2] = pose.visibility
        if self._last is not None and captured_s - self._last[0] > LONGEST_GAP_S:
            self.clear()
        before, self._last = self._last, (captured_s, points, flat)
        if before is None:
            self._first_s = captured_s
            self._push(points, flat, measured=True)
            return 1
        made = 0
        while (next_s := self._first_s + self._made / RATE_HZ) <= captured_s:
            part = np.float32((next_s - before[0]) / (captured_s - before[0]))
            near = min(next_s - before[0], captured_s - next_s) <= FAR_S
            self._push(
                before[1] + part * (points - before[1]),
                before[2] + part * (flat - before[2]),
                measured=near,
            )
            made += 1
        return made

    def arrays(self) -> WindowArrays:
        """The window; frames not made yet repeat the oldest and are not measured."""
        order = (np.arange(FRAMES) + self._made) % FRAMES
        missing = FRAMES - self.filled
        if missing:
            order = np.maximum(np.arange(FRAMES) - missing, 0)
        flat, measured = self._flat[order], self._measured[order]
        measured[:missing] = 0.0
        return WindowArrays(self._points[order], flat[..., :2], flat[..., 2], measured)

    def _push(self, points: Array, flat: Array, *, measured: bool) -> None:
        at = self._made % FRAMES
        self._points[at], self._flat[at], self._measured[at] = points, flat, measured
        self._made += 1
