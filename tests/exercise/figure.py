"""Poses of the mannequin's motion, as a camera at a given angle sees them, with their truth."""

from dataclasses import dataclass

import numpy as np

from edge.camera.recording import PoseRecording
from edge.mannequin import Performance, View
from edge.mannequin.casting import cast
from edge.pose.pose import Pose
from edge.pose.skeleton import Landmark, mirrored

SIZE = (640, 480)
MIRROR = [mirrored(landmark) for landmark in Landmark]


@dataclass(frozen=True)
class Filmed:
    time_s: np.ndarray
    pixels: np.ndarray  # (N, 33, 3)
    world: np.ndarray  # (N, 33, 3)
    ends_s: tuple[float, ...]

    def poses(self) -> list[tuple[float, Pose | None]]:
        return [
            (float(t), make_pose(p, w, float(t)))
            for t, p, w in zip(self.time_s, self.pixels, self.world, strict=True)
        ]

    def mirrored(self) -> "Filmed":
        world = self.world[:, MIRROR] * np.array([-1.0, 1.0, 1.0])
        pixels = self.pixels[:, MIRROR] * np.array([-1.0, 1.0, 1.0]) + np.array([SIZE[0], 0, 0])
        return Filmed(self.time_s, pixels, world, self.ends_s)

    def noisy(self, metres: float) -> "Filmed":
        noise = np.random.default_rng(1).normal(0.0, metres, self.world.shape)
        return Filmed(self.time_s, self.pixels, self.world + noise, self.ends_s)

    def recording(self) -> PoseRecording:
        landmarks = np.ones((len(self.time_s), 33, 4), np.float32)
        landmarks[..., :3] = self.pixels / (SIZE[0], SIZE[1], SIZE[0])
        return PoseRecording(self.time_s, landmarks, SIZE, self.world.astype(np.float32))


def joined(*parts: Filmed) -> Filmed:
    """One after the other, as of the same person."""
    starts_s = np.cumsum([0.0, *(part.time_s[-1] + 1.0 / 15.0 for part in parts[:-1])])
    return Filmed(
        np.concatenate([part.time_s + at_s for part, at_s in zip(parts, starts_s, strict=True)]),
        np.concatenate([part.pixels for part in parts]),
        np.concatenate([part.world for part in parts]),
        tuple(
            end_s + float(at_s)
            for part, at_s in zip(parts, starts_s, strict=True)
            for end_s in part.ends_s
        ),
    )


def make_pose(pixels: np.ndarray, world: np.ndarray, at_s: float) -> Pose:
    return Pose.from_blazepose(
        pixels.astype(np.float32),
        world.astype(np.float32),
        np.full(33, 0.95, np.float32),
        presence=1.0,
        captured_s=at_s,
        image_size=SIZE,
    )


def film(
    exercise: str, yaw_deg: float = 40.0, *, fps: float = 15.0, seed: int = 3, **performance: object
) -> Filmed:
    settings = {"repetitions": 3, **performance}
    scene = cast(Performance(exercise, **settings), View(yaw_deg=yaw_deg), seed=seed, fps=fps)
    motion = scene.motion()
    projection = scene.projection(motion)
    pixels = projection.pixels(motion.landmarks)
    pixels[..., 2] -= pixels[:, [23, 24], 2].mean(axis=1, keepdims=True)
    pixels[..., 2] *= 100.0
    ends_s = tuple(each.end_s for each in motion.repetitions)
    return Filmed(motion.time_s, pixels, projection.world(motion.landmarks), ends_s)
