"""Names of points to rows of arrays: the 33 landmarks and the middles of their pairs."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from edge.config.measure import JOINTS
from edge.pose.skeleton import LANDMARK_COUNT, Landmark

Array = NDArray[np.float64]

SIDES = ("left", "right")


@cache
def rows(points: tuple[str, ...]) -> NDArray[np.intp]:
    """(2, K) rows of `with_middles` for K points, for the left side and for the right."""
    found = np.array([[_row(point, side) for point in points] for side in SIDES], dtype=np.intp)
    found.flags.writeable = False  # it is shared
    return found


def with_middles(points: Array) -> Array:
    """(..., 33, C) with the middles of the joint pairs appended as further rows."""
    middles = (points[..., _LEFT, :] + points[..., _RIGHT, :]) * 0.5
    return np.concatenate([points, middles], axis=-2)


def _row(point: str, side: str) -> int:
    if point.startswith("mid_"):
        return LANDMARK_COUNT + JOINTS.index(point.removeprefix("mid_"))
    return _landmark(f"{side}_{point}" if point in JOINTS else point)


def _landmark(point: str) -> int:
    side, _, joint = point.partition("_")
    name = f"mouth_{side}" if joint == "mouth" else point  # BlazePose says MOUTH_LEFT
    return Landmark[name.upper()]


_LEFT = [_landmark(f"left_{joint}") for joint in JOINTS]
_RIGHT = [_landmark(f"right_{joint}") for joint in JOINTS]
MID_SHOULDER = LANDMARK_COUNT + JOINTS.index("shoulder")
MID_HIP = LANDMARK_COUNT + JOINTS.index("hip")
