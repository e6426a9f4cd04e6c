"""From tracks to labelled windows of features."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edge.exercise.recognise.features import window_features
from edge.exercise.recognise.window import FRAMES, RATE_HZ
from tools.train.observe import Track

Floats = NDArray[np.float32]

LEAST_FRAMES = 12  # a window begins to be judged when so much of it is filled
LATEST = slice(FRAMES * 3 // 8, None)  # what a window is named after
STILL = 0.05  # share of the windows that stand still
MOSTLY, HARDLY = 0.65, 0.05  # share of the latest part in which the exercise is being done


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """features (W, FRAMES, F) float16 or float32, labels (W,) class indices."""

    features: NDArray[Any]
    labels: NDArray[np.int64]


def cut(track: Track, ends: NDArray[np.float64], speed: float) -> tuple[Floats, ...]:
    """Windows of a track that end at frames `ends`, played `speed` times as fast.

    Returns points, image, visibility, measured and activity, each with leading axes (W, FRAMES).
    Frames before the beginning repeat the first one and are not measured.
    """
    at = ends[:, None] + speed * np.arange(1 - FRAMES, 1)[None, :]
    inside = (at >= 0.0).astype(np.float32)
    at = np.clip(at, 0.0, len(track.points) - 1.0)
    low = np.minimum(at.astype(np.intp), len(track.points) - 2)
    part = (at - low).astype(np.float32)

    def between(values: Floats) -> Floats:
        share = part.reshape(*part.shape, *([1] * (values.ndim - 1)))
        mixed: Floats = values[low] * (1.0 - share) + values[low + 1] * share
        return mixed

    near = np.rint(at).astype(np.intp)
    return (
        between(track.points),
        between(track.image),
        between(track.visibility),
        track.measured[near] * inside,
        track.activity[near] * inside,
    )


def labelled(
    track: Track, label: int, count: int, rng: np.random.Generator, *, other: int, held: int
) -> Windows:
    """At most `count` windows of a track, those that are neither one nor the other left out.

    Some stand still: whatever the posture, that is no exercise, unless it is one that is held.

    other, held: labels of no exercise, and of the exercise that is held still.
    """
    still = rng.random() < STILL
    if still and label != held:
        label = other
    speed = 0.02 if still else float(np.exp(rng.uniform(-0.35, 0.35)))
    last = len(track.points) - 1.0
    first = min(LEAST_FRAMES * speed, last)
    ends = rng.uniform(first, last, count)
    points, image, visibility, measured, activity = cut(track, ends, speed)
    filled = np.maximum(measured[:, LATEST].sum(1), 1.0)
    active = activity[:, LATEST].sum(1) / filled
    labels = np.where(active >= MOSTLY, label, other)
    clear = (active >= MOSTLY) | (activity.mean(1) <= HARDLY) | (label == other)
    features = window_features(points, image, visibility, measured, RATE_HZ)
    return Windows(features[clear], labels[clear].astype(np.int64))
