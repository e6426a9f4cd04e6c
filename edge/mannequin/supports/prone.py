"""Hands and toes on the floor."""

from dataclasses import dataclass

import numpy as np

from edge.mannequin.arrays import Array, chord
from edge.mannequin.body import Body
from edge.mannequin.posture import SIDES, Posture
from edge.mannequin.rig import ankle_of
from edge.mannequin.supports.parameters import Parameters, begun, count_of, given, moved

_STRAIGHT_KNEE_DEG, _STRAIGHT_ELBOW_DEG = 179.0, 176.0
_HEEL_UP_DEG = 72.0
_SWITCH = 0.5  # `forearms` above this rests on the forearms


def prone(p: Parameters, body: Body) -> Posture:
    """Hands (or forearms) and toes on the floor, face down, head towards +z.

    elbow: inner angle. sag: bend at the hips, + lets them drop, - pikes them, degrees. hands: hand
    to middle, share of the height; hand_ahead: hand ahead of the shoulder, share of the height.
    forearms: 1 rests on the forearms.
    """
    c, tall = begun(p), body.height_m
    for s, out in SIDES:
        c[f"foot_pitch_{s}"] = np.full(count_of(p), _HEEL_UP_DEG)
        c[f"foot_x_{s}"] = np.full(count_of(p), out * 0.055 * tall)
    ankle = ankle_of(c, body, "l", 1.0)[0][0]
    hands = _hands(p, body, ankle)
    side = _side_view(p, body, ankle, hands)
    c["pelvis_y"], c["pelvis_z"] = side.hip_y, side.hip_z
    ahead, above = side.shoulder_z - side.hip_z, side.shoulder_y - side.hip_y
    c["lean"] = np.degrees(np.arctan2(ahead, above))
    for s, out in SIDES:
        c[f"hand_fixed_{s}"] = np.ones(count_of(p))
        c[f"hand_flat_{s}"] = np.ones(count_of(p))
        c[f"hand_x_{s}"] = out * np.where(hands.low, 0.6 * hands.wide, hands.wide)
        c[f"hand_y_{s}"] = hands.y
        c[f"hand_z_{s}"] = hands.z + hands.low * body.forearm_m
    return moved(c, z=-(ankle[2] + 0.55 * (_leg_m(body) + body.trunk_m)))


@dataclass(frozen=True, slots=True, eq=False)
class _Hands:
    """What carries the shoulders, (N,): hands, or elbows where `low`. wide: to the middle."""

    low: Array
    wide: Array
    y: Array
    z: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """The body seen from the side, (N,) metres."""

    hip_y: Array
    hip_z: Array
    shoulder_y: Array
    shoulder_z: Array


def _leg_m(body: Body) -> float:
    return float(chord(body.thigh_m, body.shank_m, np.array(_STRAIGHT_KNEE_DEG)))


def _hands(p: Parameters, body: Body, ankle: Array) -> _Hands:
    """On the floor under the shoulders of a straight body on straight arms, and `hand_ahead`."""
    low = (given(p, "forearms", 0.0) > _SWITCH).astype(np.float64)
    wide = given(p, "hands", 0.14) * body.height_m
    y = np.where(low > 0.0, 0.030, 0.035) * body.height_m
    straight = _arm_drop(body, np.full(len(wide), _STRAIGHT_ELBOW_DEG), wide)
    shoulder_y = y + np.where(low > 0.0, body.upper_arm_m, straight)
    length = _leg_m(body) + body.trunk_m
    under = ankle[2] + np.sqrt(length**2 - (shoulder_y - ankle[1]) ** 2)
    return _Hands(low, wide, y, under + given(p, "hand_ahead", 0.0) * body.height_m)


def _arm_drop(body: Body, elbow_deg: Array, wide: Array) -> Array:
    """Shoulder to hand as seen from the side."""
    arm = chord(body.upper_arm_m, body.forearm_m, elbow_deg)
    return np.sqrt(np.maximum(arm**2 - (wide - body.shoulder_m) ** 2, 0.0))


def _side_view(p: Parameters, body: Body, ankle: Array, hands: _Hands) -> _Side:
    """Hips and shoulders from the triangles ankle-shoulder-hand and ankle-hip-shoulder."""
    bend, leg = given(p, "sag", 0.0), _leg_m(body)
    line = chord(leg, body.trunk_m, 180.0 - np.abs(bend))
    free = _arm_drop(body, given(p, "elbow", _STRAIGHT_ELBOW_DEG), hands.wide)
    drop = np.where(hands.low > 0.0, body.upper_arm_m, free)
    up, ahead = hands.y - ankle[1], hands.z - ankle[2]
    shoulder = np.arctan2(up, ahead) + _corner(np.hypot(ahead, up), line, drop)
    hip = shoulder - np.sign(bend) * _corner(line, leg, body.trunk_m)
    return _Side(
        hip_y=ankle[1] + leg * np.sin(hip),
        hip_z=ankle[2] + leg * np.cos(hip),
        shoulder_y=ankle[1] + line * np.sin(shoulder),
        shoulder_z=ankle[2] + line * np.cos(shoulder),
    )


def _corner(a: Array, b: Array | float, opposite: Array | float) -> Array:
    """Radians between the sides `a` and `b` of a triangle."""
    cosine = (a**2 + b**2 - opposite**2) / np.maximum(2.0 * a * b, 1e-9)
    angle: Array = np.arccos(np.clip(cosine, -1.0, 1.0))
    return angle
