"""The mannequin's motion as poses: what a perfect pose stage would see, from any side."""

from collections.abc import Sequence

import numpy as np

from edge.mannequin.body import Body
from edge.mannequin.motion import Motion, move
from edge.mannequin.performance import Performance
from edge.pose.pose import Pose

FOCAL_PX, DISTANCE_M = 600.0, 3.2
SIZE = (640, 480)


def perform(
    exercise: str, faults: Sequence[str] = (), *, repetitions: int = 2, fps: float = 15.0
) -> Motion:
    """Every repetition with the same faults."""
    named = {index: tuple(faults) for index in range(1, repetitions + 1)} if faults else {}
    return move(
        Performance(exercise, repetitions=repetitions, faults=named), Body(), fps=fps, seed=1
    )


def poses(motion: Motion, yaw_deg: float, *, metric: bool = True) -> list[Pose]:
    """yaw_deg: 0 = faces the camera, 90 = faces the right edge. metric: with world landmarks."""
    yaw = np.radians(yaw_deg)
    turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    room = motion.landmarks @ turn.T
    hips = room[:, 23:25].mean(axis=1, keepdims=True)
    world = (room - hips) * [1, -1, -1]
    centre = room.mean(axis=(0, 1))
    away = DISTANCE_M - (room[..., 2] - centre[2])
    x = SIZE[0] / 2 + FOCAL_PX * (room[..., 0] - centre[0]) / away
    y = SIZE[1] / 2 - FOCAL_PX * (room[..., 1] - centre[1]) / away
    z = world[..., 2] * FOCAL_PX / DISTANCE_M
    image = np.stack([x, y, z], axis=-1)
    return [
        Pose.from_blazepose(
            image[at].astype(np.float32),
            world[at].astype(np.float32) if metric else None,
            np.full(33, 0.95, np.float32),
            presence=1.0,
            captured_s=float(motion.time_s[at]),
            image_size=SIZE,
        )
        for at in range(len(image))
    ]
