"""Walking along a line or in a circle: planted steps, swinging arms."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from edge.mannequin.arrays import Array, min_jerk
from edge.mannequin.body import Body
from edge.mannequin.posture import SIDES, Posture, posture

WALK_SPEED_MPS = 1.1
STEP_SHARE = 0.40  # length of one step, share of the height
_SWING = 0.40  # share of a stride in which a foot is in the air


class Path(Protocol):
    """Where a walk leads."""

    def at(self, way_m: Array) -> tuple[Array, Array, Array]:
        """x, z in room metres and the heading in degrees after `way_m` (N,)."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """Straight through the middle of the room, which it reaches at way 0."""

    heading_deg: float

    def at(self, way_m: Array) -> tuple[Array, Array, Array]:
        """See `Path.at`."""
        heading = np.radians(self.heading_deg)
        straight = np.full(len(way_m), self.heading_deg)
        return way_m * np.sin(heading), way_m * np.cos(heading), straight


@dataclass(frozen=True, slots=True)
class Circle:
    """Round the middle of the room, turning left."""

    radius_m: float

    def at(self, way_m: Array) -> tuple[Array, Array, Array]:
        """See `Path.at`."""
        angle = way_m / self.radius_m
        return -self.radius_m * np.cos(angle), self.radius_m * np.sin(angle), np.degrees(angle)


def walk(way_m: Array, body: Body, path: Path) -> Posture:
    """Postures of somebody who has come `way_m` (N,) along a path."""
    stride = 2.0 * STEP_SHARE * body.height_m
    cycle = way_m / stride
    c = posture(len(way_m), {"lean": 3.0, "arm_plane": 88.0})
    c["pelvis_x"], c["pelvis_z"], c["heading"] = path.at(way_m)
    heights = []
    for s, out in SIDES:
        shift = 0.0 if out > 0 else 0.5
        place, c[f"foot_y_{s}"], c[f"foot_pitch_{s}"] = _foot(cycle, stride, shift)
        x, z, heading = path.at(place)
        turned, aside = np.radians(heading), out * 0.04 * body.height_m
        c[f"foot_x_{s}"] = x + aside * np.cos(turned)
        c[f"foot_z_{s}"] = z - aside * np.sin(turned)
        c[f"foot_yaw_{s}"] = out * heading + 5.0
        swing = np.cos(2.0 * np.pi * (cycle + shift))
        c[f"arm_raise_{s}"] = 4.0 - 20.0 * swing
        c[f"elbow_flex_{s}"] = 18.0 - 8.0 * swing
        longest = 0.995 * (body.thigh_m + body.shank_m)
        reach = np.sqrt(np.maximum(longest**2 - (place - way_m) ** 2, 0.0))
        heights.append(c[f"foot_y_{s}"] + body.ankle_m + reach)
    # The hips are as high as the lower leg of both allows, without a corner between them.
    c["pelvis_y"] = -np.log(np.exp(-40.0 * heights[0]) + np.exp(-40.0 * heights[1])) / 40.0
    c["twist"] = 5.0 * np.cos(2.0 * np.pi * cycle)
    return c


def _foot(cycle: Array, stride: float, shift: float) -> tuple[Array, Array, Array]:
    """Place along the way, lift and heel pitch of a foot: planted, then swung one stride ahead."""
    phase = cycle + shift
    whole = np.floor(phase)
    part = phase - whole
    swing = np.clip((part - (1.0 - _SWING)) / _SWING, 0.0, 1.0)
    # Planted so that the hips pass over it half way through its stance.
    place = (whole + (1.0 - _SWING) / 2.0 - shift + min_jerk(swing)) * stride
    lift = 0.05 * np.sin(np.pi * swing) ** 2
    # The heel rises before the swing and strikes first after it.
    leave = np.clip((part - 0.42) / 0.18, 0.0, 1.0)
    pitch = 38.0 * min_jerk(leave) * (1.0 - min_jerk(swing)) - 14.0 * np.sin(np.pi * swing**3)
    return place, lift, pitch
