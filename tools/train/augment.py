"""Real recordings seen again: from another side, another body, a worse estimate."""

import numpy as np
from numpy.typing import NDArray

from edge.pose.skeleton import Landmark
from tools.train.observe import Track, rotation, wander

Array = NDArray[np.float64]

YAW_RAD, PITCH_RAD, ROLL_RAD = 0.45, 0.08, 0.04  # more than a model's depth bears is no use
BACKWARDS = 0.3  # share of the clips played from end to beginning: a repetition goes both ways
PANNED = 0.2  # share of the clips whose camera moves
STRETCH = (0.06, 0.05, 0.15)  # of width, height and depth
_SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


def augmented(track: Track, rng: np.random.Generator) -> Track:
    """The same movement as it might have been estimated elsewhere."""
    hips = track.points[:, _HIPS].mean(1, keepdims=True)
    shoulders = track.points[:, _SHOULDERS].mean(1, keepdims=True)
    torso = float(np.median(np.linalg.norm(shoulders - hips, axis=-1)))
    points = (track.points - hips).astype(np.float64) @ _turn(rng).T
    points *= np.exp(rng.normal(0.0, STRETCH))
    error = 0.03 * wander(len(points), 99, 1.5, rng).reshape(-1, 33, 3)
    error += 0.025 * rng.standard_normal((1, 33, 3))
    points += torso * error * [1.0, 1.0, 2.0]
    image = track.image.astype(np.float64)
    if rng.random() < PANNED:
        image += rng.uniform(0.01, 0.15) * _height(image) * wander(len(image), 2, 1.0, rng)[:, None]
    visibility = np.clip(track.visibility * rng.uniform(0.7, 1.1, (1, 33)), 0.0, 1.0)
    way = -1 if rng.random() < BACKWARDS else 1
    return Track(
        points=points[::way].astype(np.float32),
        image=image[::way].astype(np.float32),
        visibility=visibility[::way].astype(np.float32),
        measured=track.measured[::way],
        activity=track.activity[::way],
    )


def _turn(rng: np.random.Generator) -> Array:
    """A small rotation: mostly about the vertical."""
    yaw, pitch, roll = rng.normal(0.0, (YAW_RAD, PITCH_RAD, ROLL_RAD))
    return rotation(yaw, 1) @ rotation(pitch, 0) @ rotation(roll, 2)


def _height(image: Array) -> float:
    """Median distance of the ends of the body in the picture, pixels."""
    return float(np.median(np.linalg.norm(image.max(1) - image.min(1), axis=-1)))
