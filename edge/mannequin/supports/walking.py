"""On one's way."""

import numpy as np

from edge.mannequin.body import Body
from edge.mannequin.posture import Posture
from edge.mannequin.supports.parameters import Parameters, given
from edge.mannequin.walking import STEP_SHARE, Circle, walk

LAP_STRIDES = 8


def strolling(p: Parameters, body: Body) -> Posture:
    """Round a circle. laps: how often, since the beginning."""
    lap_m = LAP_STRIDES * 2.0 * STEP_SHARE * body.height_m
    return walk(given(p, "laps", 0.0) * lap_m, body, Circle(lap_m / (2.0 * np.pi)))
