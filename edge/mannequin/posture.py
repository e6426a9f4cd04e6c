"""`Posture`: what the rig of the figure is told, channel by channel, over time.

A posture maps every channel's name to its values (N,). Lengths are metres in the room unless said
otherwise, angles degrees. Channels of a side end in `_l` or `_r`; both sides use the same sign:
positive turns away from the middle of the body.
"""

from collections.abc import Mapping

import numpy as np

from edge.mannequin.arrays import Array, min_jerk

Posture = dict[str, Array]

# Ending of a side's channels, and the direction of x that is outward there.
SIDES: tuple[tuple[str, float], ...] = (("l", 1.0), ("r", -1.0))
OUTWARD = dict(SIDES)

_CENTRAL: dict[str, float] = {
    "pelvis_x": 0.0,
    "pelvis_y": 0.9,
    "pelvis_z": 0.0,
    "lean": 0.0,  # pelvis forward
    "roll": 0.0,  # pelvis, left side up
    "heading": 0.0,  # pelvis, to the person's left
    "round": 0.0,  # spine forward, from pelvis to shoulders
    "side": 0.0,  # spine sideways, left shoulder up
    "twist": 0.0,  # spine, shoulders to the left
    "nod": 0.0,  # head forward
    "look": 0.0,  # head to the left
    "tilt": 0.0,  # head sideways
}
_SIDED: dict[str, float] = {
    # A planted foot stands in the room; a free one (planted = 0) follows hip, knee and ankle.
    "planted": 1.0,
    "foot_x": 0.0,
    "foot_y": 0.0,  # sole above the floor
    "foot_z": 0.0,
    "foot_yaw": 0.0,  # toes outward
    "foot_pitch": 0.0,  # heel up
    "knee_out": 0.0,  # knee outward of where the toes point
    "hip_flex": 0.0,
    "hip_out": 0.0,
    "knee_flex": 5.0,
    "ankle_flex": 20.0,  # toes away from the shin
    # An arm follows its joint angles, except for the shares that hold on to something.
    "arm_raise": 8.0,  # upper arm from straight down; 180 = overhead
    "arm_plane": 20.0,  # where to: 0 = sideways, 90 = forward
    "arm_roll": 0.0,
    "elbow_flex": 12.0,
    "grip": 0.0,  # thumb outward of where the elbow bends to
    "hand_fixed": 0.0,  # share that holds on to a point of the room
    "hand_x": 0.0,
    "hand_y": 0.0,
    "hand_z": 0.0,
    "hand_flat": 0.0,  # share of the hand that lies flat, fingers forward
    "hand_held": 0.0,  # share that holds on to a point of the chest's own axes
    "held_x": 0.0,  # outward of the shoulders' middle, share of the height
    "held_y": 0.0,
    "held_z": 0.0,
    "elbow_out": 30.0,  # where the elbow of a holding arm points: 0 = to the feet, 90 = sideways
}

CHANNELS: dict[str, float] = {
    **_CENTRAL,
    **{f"{name}_{side}": value for name, value in _SIDED.items() for side, _ in SIDES},
}
SIDED = frozenset(_SIDED)


def posture(count: int, values: Mapping[str, Array | float]) -> Posture:
    """A full posture of `count` frames: the values given, the resting value for the others.

    A sided channel without its ending is given to both sides.
    """
    both = {f"{n}_{s}": v for n, v in values.items() if n in SIDED for s, _ in SIDES}
    merged = {**CHANNELS, **both, **{n: v for n, v in values.items() if n in CHANNELS}}
    return {name: np.broadcast_to(np.float64(v), (count,)).copy() for name, v in merged.items()}


def frame_of(values: Posture, index: int) -> dict[str, float]:
    """One frame's channels."""
    return {name: float(column[index]) for name, column in values.items()}


def between(first: Mapping[str, float], last: Mapping[str, float], progress: Array) -> Posture:
    """The way from one posture to another without jerk; feet that move are lifted."""
    eased = min_jerk(progress)
    way = {name: first[name] + (last[name] - first[name]) * eased for name in CHANNELS}
    for side, _ in SIDES:
        moved = np.hypot(
            last[f"foot_x_{side}"] - first[f"foot_x_{side}"],
            last[f"foot_z_{side}"] - first[f"foot_z_{side}"],
        )
        way[f"foot_y_{side}"] += min(0.3 * float(moved), 0.08) * 4.0 * eased * (1.0 - eased)
    return way


def join(parts: list[Posture]) -> Posture:
    """Postures one after the other."""
    return {name: np.concatenate([part[name] for part in parts]) for name in CHANNELS}
