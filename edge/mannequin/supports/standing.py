"""Feet on the floor."""

import numpy as np

from edge.mannequin.arrays import Array, chord
from edge.mannequin.body import Body
from edge.mannequin.posture import SIDES, Posture
from edge.mannequin.rig import ankle_of
from edge.mannequin.supports.parameters import Parameters, begun, given


def standing(p: Parameters, body: Body) -> Posture:
    """Feet on the floor.

    knee: inner angle of the knee, exact for the leg that leads. shin: shin forward of vertical;
    together they place the hips. lead: which leg defines them, 1 left, -1 right, 0 both.
    stance: ankle to middle, step_l and step_r: foot forward, shift: hips to the left, hop: the
    whole body above the floor, lift_l and lift_r: that foot above the floor; shares of the height.
    """
    c, tall = begun(p), body.height_m
    hop = given(p, "hop", 0.0) * tall
    for s, out in SIDES:
        c[f"foot_x_{s}"] = out * given(p, "stance", 0.075) * tall
        c[f"foot_z_{s}"] = given(p, f"step_{s}", 0.0) * tall
    ankles = {s: ankle_of(c, body, s, out)[0] for s, out in SIDES}
    left = (1.0 + given(p, "lead", 0.0)) / 2.0
    weight = {"l": left, "r": 1.0 - left}
    knee, shin = given(p, "knee", 174.0), np.radians(given(p, "shin", 2.0))
    thigh = np.radians(180.0 - knee) - shin
    ahead = body.shank_m * np.sin(shin) - body.thigh_m * np.sin(thigh)
    c["pelvis_x"] = given(p, "shift", 0.0) * tall
    c["pelvis_z"] = sum(weight[s] * ankles[s][:, 2] for s, _ in SIDES) + ahead
    reach = chord(body.thigh_m, body.shank_m, knee)
    longest = (body.thigh_m + body.shank_m) * 0.9999
    target, ceiling = np.zeros(len(knee)), np.full(len(knee), np.inf)
    for s, out in SIDES:
        away = _away(c, ankles[s], body, out)
        target += weight[s] * _height(ankles[s], reach, away)
        ceiling = np.minimum(ceiling, _height(ankles[s], longest, away))
    c["pelvis_y"] = np.minimum(target, ceiling) + hop
    for s, _ in SIDES:
        c[f"foot_y_{s}"] = hop + given(p, f"lift_{s}", 0.0) * tall
    return c


def _away(c: Posture, ankle: Array, body: Body, out: float) -> Array:
    """Squared horizontal distance from the hip joint to the ankle."""
    hip_x = c["pelvis_x"] + out * body.hip_m * np.cos(np.radians(c["roll"]))
    away: Array = (hip_x - ankle[:, 0]) ** 2 + (c["pelvis_z"] - ankle[:, 2]) ** 2
    return away


def _height(ankle: Array, reach: Array | float, away: Array) -> Array:
    """Height of a hip joint at this distance from its ankle."""
    height: Array = ankle[:, 1] + np.sqrt(np.maximum(reach**2 - away, 0.0))
    return height
