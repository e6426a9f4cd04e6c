"""Walking in a straight line: planted steps, swinging arms."""

import numpy as np

from edge.mannequin.arrays import Array, min_jerk
from edge.mannequin.body import Body
from edge.mannequin.posture import SIDES, Posture, posture

WALK_SPEED_MPS = 1.1
STEP_SHARE = 0.40  # length of one step, share of the height
_SWING = 0.40  # share of a stride in which a foot is in the air


def walk(time_s: Array, body: Body, heading_deg: float, from_m: float) -> Posture:
    """Postures of somebody who walks along `heading_deg` through the middle of the room.

    from_m: where on that line the walk begins (negative = before the middle).
    """
    stride = 2.0 * STEP_SHARE * body.height_m
    heading = np.radians(heading_deg)
    ahead = from_m + WALK_SPEED_MPS * time_s
    cycle = ahead / stride
    c = posture(len(time_s), {"heading": heading_deg, "lean": 3.0, "arm_plane": 88.0})
    c["pelvis_x"], c["pelvis_z"] = ahead * np.sin(heading), ahead * np.cos(heading)
    heights = []
    for s, out in SIDES:
        place, lift, pitch = _foot(cycle, stride, 0.0 if out > 0 else 0.5)
        aside = out * 0.04 * body.height_m
        c[f"foot_x_{s}"] = place * np.sin(heading) + aside * np.cos(heading)
        c[f"foot_z_{s}"] = place * np.cos(heading) - aside * np.sin(heading)
        c[f"foot_y_{s}"] = lift
        c[f"foot_pitch_{s}"] = pitch
        c[f"foot_yaw_{s}"] = np.full(len(time_s), out * heading_deg + 5.0)
        swing = np.cos(2.0 * np.pi * (cycle + (0.0 if out > 0 else 0.5)))
        c[f"arm_raise_{s}"] = 4.0 - 20.0 * swing
        c[f"elbow_flex_{s}"] = 18.0 - 8.0 * swing
        away = (place - ahead) ** 2
        longest = 0.995 * (body.thigh_m + body.shank_m)
        heights.append(lift + body.ankle_m + np.sqrt(np.maximum(longest**2 - away, 0.0)))
    # The leg that stands longest away carries least: the lower of both arcs, smoothed.
    c["pelvis_y"] = -np.log(np.exp(-40.0 * heights[0]) + np.exp(-40.0 * heights[1])) / 40.0
    c["twist"] = 5.0 * np.cos(2.0 * np.pi * cycle)
    return c


def _foot(cycle: Array, stride: float, shift: float) -> tuple[Array, Array, Array]:
    """Place along the way, lift and heel pitch of a foot: planted, then swung one stride ahead."""
    phase = cycle + shift
    whole = np.floor(phase)
    part = phase - whole
    swing = np.clip((part - (1.0 - _SWING)) / _SWING, 0.0, 1.0)
    # Planted half way through its stance under the hips.
    place = (whole + (1.0 - _SWING) / 2.0 - shift + min_jerk(swing)) * stride
    lift = 0.05 * np.sin(np.pi * swing) ** 2
    # The heel rises before the swing and strikes first after it.
    leave = np.clip((part - 0.42) / 0.18, 0.0, 1.0)
    pitch = 38.0 * min_jerk(leave) * (1.0 - min_jerk(swing)) - 14.0 * np.sin(np.pi * swing**3)
    return place, lift, pitch
