"""Poses of a figure that squats, from the mannequin's kinematics."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from edge.mannequin.body import Body
from edge.mannequin.motion import move
from edge.mannequin.performance import Performance
from edge.pose.pose import Pose
from edge.pose.skeleton import Landmark, mirrored

TORSO_PX = 120.0


@cache
def room(exercise: str, repetitions: int, fps: float) -> tuple[np.ndarray, np.ndarray]:
    motion = move(Performance(exercise, repetitions, variation=0.0), Body(), fps=fps)
    return motion.time_s, motion.landmarks


def poses(
    exercise: str,
    fps: float = 30.0,
    repetitions: int = 4,
    yaw_deg: float = 30.0,
    *,
    mirror: bool = False,
) -> Iterator[tuple[float, Pose]]:
    time_s, landmarks = room(exercise, repetitions, fps)
    for at_s, points in zip(time_s.tolist(), landmarks, strict=True):
        yield at_s, pose_of(points, at_s, yaw_deg, mirror=mirror)


def pose_of(points: np.ndarray, at_s: float, yaw_deg: float, *, mirror: bool = False) -> Pose:
    yaw = np.radians(yaw_deg)
    turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    seen = (points * [1.0, -1.0, -1.0]) @ turn.T
    if mirror:
        seen = (seen * [-1.0, 1.0, 1.0])[[mirrored(landmark) for landmark in Landmark]]
    hips = seen[[23, 24]].mean(0)
    image = seen * TORSO_PX / 0.5 + [320.0, 400.0, 0.0]
    return Pose.from_blazepose(
        image.astype(np.float32),
        (seen - hips).astype(np.float32),
        np.ones(33, np.float32),
        presence=1.0,
        captured_s=at_s,
        image_size=(640, 480),
    )
