"""The mannequin's landmarks as a pose recording: what a pose stage that makes no error would see.

With a trembling added it stands for a real one wherever only the time of things matters.
"""

import numpy as np

from edge.camera.recording import PoseRecording
from edge.mannequin import Scene
from edge.pose.skeleton import Landmark

HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


def ideal(scene: Scene, tremble_m: float = 0.0) -> PoseRecording:
    """The first person of a scene, wholly visible.

    tremble_m: standard deviation of what is added to every landmark in every frame, in metres, in
    each direction. The same for the same scene.
    """
    motion = scene.motion()
    projection = scene.projection(motion)
    pixels = projection.pixels(motion.landmarks)
    world = projection.world(motion.landmarks)
    px_per_m = projection.focal_px / pixels[:, HIPS, 2].mean(axis=1)[:, None, None]
    tremble = tremble_m * np.random.default_rng(scene.seed).standard_normal(world.shape)
    image = np.concatenate([pixels[..., :2], world[..., 2:] * px_per_m], axis=-1)
    width, height = scene.size
    landmarks = np.ones((*world.shape[:2], 4), np.float32)
    landmarks[..., :3] = (image + tremble * px_per_m) / (width, height, width)
    return PoseRecording(motion.time_s, landmarks, scene.size, (world + tremble).astype(np.float32))
