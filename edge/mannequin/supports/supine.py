"""On the back."""

import numpy as np

from edge.mannequin.arrays import chord
from edge.mannequin.body import Body
from edge.mannequin.posture import SIDES, Posture
from edge.mannequin.supports.parameters import Parameters, begun, count_of, given, moved

HIP_ABOVE_FLOOR = 0.055  # hip joint of somebody who lies or sits on the floor, share of the height


def supine(p: Parameters, body: Body) -> Posture:
    """On the back, feet flat, knees up; the head towards -z.

    trunk: shoulders above the hips, degrees from the floor: 0 lies, 90 sits upright. curl: share of
    that done by the spine. knee: inner angle of the knees.
    """
    c, tall = begun(p), body.height_m
    hip_y = HIP_ABOVE_FLOOR * tall
    c["pelvis_y"] = np.full(count_of(p), hip_y)
    reach = chord(body.thigh_m, body.shank_m, given(p, "knee", 80.0))
    for s, out in SIDES:
        aside = 0.09 * tall - body.hip_m
        c[f"foot_x_{s}"] = np.full(count_of(p), out * 0.09 * tall)
        c[f"foot_z_{s}"] = np.sqrt(reach**2 - (hip_y - body.ankle_m) ** 2 - aside**2)
    trunk, curl = given(p, "trunk", 0.0), given(p, "curl", 0.3)
    c["round"] = given(p, "round", 0.0) + curl * trunk * 1.3
    # The line from hips to shoulders bends less than the spine's whole curve.
    c["lean"] = trunk - 90.0 - curl * trunk * 0.75
    return moved(c, z=-0.1 * tall)
