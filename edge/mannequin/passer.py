"""A second person in the scene."""

import numpy as np

from edge.mannequin.arrays import Array
from edge.mannequin.posture import Posture
from edge.mannequin.rig import Joints, solve
from edge.mannequin.scene import Scene
from edge.mannequin.supports.standing import standing
from edge.mannequin.sway import swaying
from edge.mannequin.walking import WALK_SPEED_MPS, Line, walk

_PATH_M = 4.0


def passing(scene: Scene, time_s: Array) -> Joints | None:
    """The second person's joints at every frame; None where the scene has none."""
    passer = scene.passer
    if passer is None:
        return None
    rng = np.random.default_rng((scene.seed, 2))
    yaw = np.radians(scene.view.yaw_deg)
    away = passer.behind_m * np.array([-np.sin(yaw), -np.cos(yaw)])
    if passer.walks:
        later = np.maximum(time_s - passer.start_s, 0.0)
        way_m = later * WALK_SPEED_MPS - _PATH_M
        channels = walk(way_m, passer.body, Line(90.0 + scene.view.yaw_deg))
    else:
        channels = standing({"heading": np.full(len(time_s), 0.0)}, passer.body)
        away = away + 0.9 * np.array([np.cos(yaw), -np.sin(yaw)])
    return solve(_placed(swaying(channels, time_s, rng), away), passer.body)


def _placed(channels: Posture, away: Array) -> Posture:
    moved = dict(channels)
    for part in ("pelvis_{}", "foot_{}_l", "foot_{}_r"):
        for axis, metres in zip("xz", away, strict=True):
            moved[part.format(axis)] = channels[part.format(axis)] + metres
    return moved
