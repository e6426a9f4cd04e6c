"""Leaves out poses to which no body can have moved: landmarks that jumped for a frame."""

import numpy as np
from numpy.typing import NDArray

from edge.pose.pose import Pose
from edge.pose.skeleton import Landmark

Array = NDArray[np.float64]

JOINTS = np.array([each for each in Landmark if each >= Landmark.LEFT_SHOULDER])
FASTEST = 8.0  # torso lengths a second that half of a body's joints can move against the hips
LEAST = 0.4  # torso lengths that an estimate may be off from one frame to the next
PERSISTS_S = 0.25  # a jump that stays so long is a new position (or person), not a jump


class Plausible:
    """Compares each pose with the last one believed."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Believe the next two poses that agree."""
        self._last: Array | None = None
        self._last_s = 0.0
        self._confirmed = False
        self._doubted_s: float | None = None

    def believes(self, at_s: float, pose: Pose) -> bool:
        """True unless half of the joints jumped; times must increase."""
        body = _body(pose)
        if body is None:
            return False
        last, near = self._last, True
        if last is not None:
            near = _moved(body, last) <= max(LEAST, FASTEST * (at_s - self._last_s))
        if self._confirmed and not near:
            if self._doubted_s is None:
                self._doubted_s = at_s
            if at_s - self._doubted_s < PERSISTS_S:
                return False
        self._last, self._last_s, self._doubted_s = body, at_s, None
        self._confirmed = self._confirmed or (last is not None and near)
        return self._confirmed


def _moved(body: Array, last: Array) -> float:
    """How far the middle one of the joints moved, torso lengths."""
    step = body - last
    return float(np.median(np.sqrt((step * step).sum(axis=1))))


def _body(pose: Pose) -> Array | None:
    """Joints against the middle of the hips, (22, 3) torso lengths; None without a torso."""
    points = pose.landmarks if pose.world is None else pose.world
    joints = points[JOINTS].astype(np.float64)
    first = int(JOINTS[0])
    hips = 0.5 * (joints[Landmark.LEFT_HIP - first] + joints[Landmark.RIGHT_HIP - first])
    joints -= hips
    shoulders = 0.5 * (joints[0] + joints[1])
    torso = float(np.sqrt((shoulders * shoulders).sum()))
    return joints / torso if torso > 0.0 else None
