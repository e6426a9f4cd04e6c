"""The shape of a body, whatever it does: a few numbers a pose, and those at a fixed rate."""

from math import exp

import numpy as np
from numpy.typing import NDArray

from edge.pose.pose import Pose
from edge.pose.skeleton import Landmark

Array = NDArray[np.float64]

RATE_HZ = 10.0  # six samples of the fastest repetition
SMOOTHING_S = 0.08  # jitter of landmarks, and what the fixed rate could not show
LEFT = [
    Landmark.LEFT_SHOULDER,
    Landmark.LEFT_ELBOW,
    Landmark.LEFT_WRIST,
    Landmark.LEFT_KNEE,
    Landmark.LEFT_ANKLE,
]
RIGHT = [
    Landmark.RIGHT_SHOULDER,
    Landmark.RIGHT_ELBOW,
    Landmark.RIGHT_WRIST,
    Landmark.RIGHT_KNEE,
    Landmark.RIGHT_ANKLE,
]
HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
SIZE = 2 * len(LEFT) + 2


def shape_of(pose: Pose) -> Array | None:
    """Nose and middles of the paired joints against the hips, (12,), in sides of the body's box.

    The middle of left and right does the same whichever side moves: sides that take turns count
    each, and the legs of somebody who walks cancel out. The box is that of all landmarks, its side
    the longer one; None where it has no size.
    """
    points = pose.landmarks[:, :2].astype(np.float64)
    side = float((points.max(axis=0) - points.min(axis=0)).max())
    if side <= 0.0:
        return None
    middles = 0.5 * (points[LEFT] + points[RIGHT])
    shape: Array = np.concatenate([middles, points[[Landmark.NOSE]]])
    shape = (shape - points[HIPS].mean(axis=0)) / side
    return shape.ravel()


class Sampler:
    """Brings shapes at any times to RATE_HZ, so that the frame rate does not matter."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Start anew at the next shape."""
        self.began_s: float | None = None
        self._last_s = 0.0
        self._last: Array = np.zeros(SIZE)
        self._taken = 0

    def update(self, at_s: float, shape: Array) -> list[Array]:
        """Take the next shape; the samples that are now known. Times must increase."""
        if self.began_s is None:
            self.began_s, self._last_s, self._last = at_s, at_s, shape
            self._taken = 1
            return [shape]
        elapsed = at_s - self._last_s
        value = self._last + (1.0 - exp(-elapsed / SMOOTHING_S)) * (shape - self._last)
        samples = []
        while (due_s := self.began_s + self._taken / RATE_HZ) <= at_s:
            part = (due_s - self._last_s) / elapsed
            samples.append(self._last + part * (value - self._last))
            self._taken += 1
        self._last_s, self._last = at_s, value
        return samples
