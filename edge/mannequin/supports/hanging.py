"""On a bar."""

import numpy as np

from edge.mannequin.arrays import chord
from edge.mannequin.body import Body
from edge.mannequin.posture import SIDES, Posture
from edge.mannequin.rig import SHRUG
from edge.mannequin.supports.parameters import Parameters, begun, count_of, given


def hanging(p: Parameters, body: Body) -> Posture:
    """Hands on a bar that does not move, feet off the floor.

    elbow: inner angle. hands: hand to middle, share of the height. behind: shoulders behind the
    bar, share of the height. swing: body forward of vertical, degrees.
    """
    c, tall = begun(p), body.height_m
    wide = given(p, "hands", 0.16) * tall
    bar = bar_height_m(body)
    arm = chord(body.upper_arm_m, body.forearm_m, given(p, "elbow", 172.0))
    behind = given(p, "behind", 0.0) * tall
    rise = np.full(count_of(p), 0.0)
    for _ in range(8):
        # The shoulder rises towards the hand, which brings the body lower, until both agree.
        aside = wide - body.shoulder_m
        upright = np.sqrt(np.maximum(arm**2 - aside**2 - behind**2, 1e-6))
        share = np.clip(((upright + rise) / np.hypot(arm, rise) + 0.2) / 1.2, 0.0, 1.0)
        rise = SHRUG * tall * share**2
    swing = np.radians(given(p, "swing", 0.0))
    shoulder_y, shoulder_z = bar - upright - rise, -behind
    c["lean"] = given(p, "lean", 0.0) - np.degrees(swing)
    c["pelvis_y"] = shoulder_y - body.trunk_m * np.cos(np.radians(c["lean"]))
    c["pelvis_z"] = shoulder_z - body.trunk_m * np.sin(np.radians(c["lean"]))
    for s, out in SIDES:
        c[f"planted_{s}"] = np.zeros(count_of(p))
        c[f"hand_fixed_{s}"] = np.ones(count_of(p))
        c[f"hand_x_{s}"] = out * wide
        c[f"hand_y_{s}"] = np.full(count_of(p), bar)
        c[f"hand_z_{s}"] = np.zeros(count_of(p))
    return c


def bar_height_m(body: Body) -> float:
    """A bar under which this body hangs with its toes clear of the floor."""
    arm = body.upper_arm_m + body.forearm_m
    leg = body.thigh_m + body.shank_m + body.ankle_m
    return leg + body.trunk_m + arm + (SHRUG + 0.12) * body.height_m
