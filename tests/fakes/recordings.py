"""Pose recordings of a mannequin: exact landmarks, without rendering a picture."""

import numpy as np

from edge.camera.recording import PoseRecording
from edge.mannequin import Performance, View
from edge.mannequin.casting import cast

SIZE = (640, 480)


def exact_recording(
    exercise: str = "squat", repetitions: int = 3, *, yaw_deg: float = 30.0, fps: float = 15.0
) -> PoseRecording:
    """What a perfect pose model would report."""
    scene = cast(
        Performance(exercise, repetitions), View(yaw_deg=yaw_deg), seed=7, size=SIZE, fps=fps
    )
    motion = scene.motion()
    projection = scene.projection(motion)
    pixels = projection.pixels(motion.landmarks).astype(np.float32)
    scale = np.array([SIZE[0], SIZE[1], SIZE[0]], np.float32)
    visibility = np.ones((*pixels.shape[:2], 1), np.float32)
    return PoseRecording(
        time_s=np.asarray(motion.time_s, np.float64),
        landmarks=np.concatenate([pixels / scale, visibility], axis=-1),
        image_size=SIZE,
        world=projection.world(motion.landmarks).astype(np.float32),
    )
