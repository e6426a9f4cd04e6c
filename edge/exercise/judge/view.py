"""From where the camera sees the body: the yaw of the hips and shoulders.

The line from the right to the left hip and shoulder is level in everything that we judge, standing,
prone or supine, and its direction in the floor plane is the view. See
docs/adr/0081-view-from-the-line-across.md.
"""

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

import numpy as np
from numpy.typing import NDArray

from edge.exercise.judge.history import PoseWindow
from edge.exercise.points import MID_HIP, MID_SHOULDER
from edge.pose.skeleton import Landmark

Array = NDArray[np.float64]

LEAST_LEVEL = 0.5  # of the line across that lies in the floor plane, else the body lies on its side
LEAST_AGREEMENT = 0.7  # length of the mean of unit vectors: below, the views of the frames disagree
WORLD_SHARE = 2.0  # against 1 of the picture's depth: their errors then cancel (rendered bodies)
LYING_DEG = 50.0  # the trunk's angle to upright from which a body lies


@dataclass(frozen=True, slots=True)
class BodyView:
    """The view of a body over some time.

    yaw_deg: -180..180, 0 = the body faces the camera, 90 = it faces the right edge of the picture,
    180 = its back. For a prone body this is where the head points, for a supine one the feet.
    agreement: 0..1, how well the frames agree. lying: the trunk is nearer to level than to upright.
    """

    yaw_deg: float
    agreement: float
    lying: bool

    @property
    def facing(self) -> tuple[float, float]:
        """Unit vector (x, z) in the floor plane to where the body faces."""
        yaw = radians(self.yaw_deg)
        return sin(yaw), -cos(yaw)

    @property
    def near_side(self) -> int:
        """The side that is nearer to the camera: 0 left, 1 right."""
        return 1 if self.yaw_deg > 0.0 else 0


def estimate_view(window: PoseWindow) -> BodyView | None:
    """The view in a window, or None where it cannot be told.

    World and image landmarks are two estimates of the same line, and err to opposite sides: the
    world sees a body that stands obliquely too frontal, the picture's depth too sideways. Of a
    lying body the latter makes every view a side view; there the world alone is asked.
    """
    lies = _lies(window)
    units = _level(_across(window.world))
    if units is None:
        return None
    direction = np.median(units, axis=0)
    if window.proportions_known and not lies:
        pictured = _level(_across(window.image))
        if pictured is not None:
            direction = WORLD_SHARE * direction + np.median(pictured, axis=0)
    agreement = hypot(*units.mean(axis=0))
    if agreement < LEAST_AGREEMENT:
        return None
    return BodyView(degrees(atan2(direction[1], direction[0])), agreement, lies)


def _level(lines: Array) -> Array | None:
    """(T, 2) unit vectors x, z of the lines across; None where they are not level."""
    length = np.linalg.norm(lines, axis=1)
    level = np.hypot(lines[:, 0], lines[:, 2])
    sound = np.isfinite(length) & (length > 0.0)
    if not sound.any() or np.median(level[sound] / length[sound]) < LEAST_LEVEL:
        return None
    units: Array = lines[sound][:, [0, 2]] / level[sound][:, None].clip(1e-9)
    return units


def _across(points: Array) -> Array:
    shoulders = points[:, Landmark.LEFT_SHOULDER] - points[:, Landmark.RIGHT_SHOULDER]
    hips = points[:, Landmark.LEFT_HIP] - points[:, Landmark.RIGHT_HIP]
    trunk = np.linalg.norm(points[:, MID_SHOULDER] - points[:, MID_HIP], axis=1)
    lines: Array = (shoulders + hips) / trunk[:, None].clip(1e-9)
    return lines


def _lies(window: PoseWindow) -> bool:
    trunk = np.median(window.world[:, MID_SHOULDER] - window.world[:, MID_HIP], axis=0)
    return bool(degrees(atan2(hypot(trunk[0], trunk[2]), -trunk[1])) > LYING_DEG)
