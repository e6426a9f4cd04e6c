"""What a trained model is told of a repetition: what each measure did in it.

Five numbers a measure: its 10th, 50th and 90th percentile (mean of both sides), how far left and
right are apart, and whether it goes with the first measure. Last comes how far the body is seen
from the side. No number depends on the frame rate, the size in the picture or the direction that
the body faces.
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from edge.config.condition import FormMeasure, Learned
from edge.exercise.judge.history import PoseWindow
from edge.exercise.judge.quantity import series
from edge.exercise.judge.robust import running_median
from edge.exercise.judge.view import BodyView

Array = NDArray[np.float64]

SMOOTHING_S = 0.15
WIDEST = 4.0  # features lie in -WIDEST..WIDEST
PER_MEASURE = 5
# What is about 1 for each unit, so that all features have one scale.
_UNIT = {"deg": 60.0, "torso": 0.75, "": 1.0}


class FormModel(Protocol):
    """A trained model: features (F,) in -WIDEST..WIDEST to the probability of a fault, 0..1."""

    def __call__(self, features: NDArray[np.float32]) -> float:
        """The probability that a coach calls the repetition wrong."""
        ...


def feature_count(learned: Learned) -> int:
    """How many numbers the model is told."""
    return PER_MEASURE * len(learned.measures) + 1


def features(learned: Learned, window: PoseWindow, view: BodyView) -> NDArray[np.float32]:
    """(F,) features of the poses in the window, see the module."""
    pairs = [_told(measure, window, view) for measure in learned.measures]
    first = pairs[0][0]
    numbers = [
        number
        for steady, apart in pairs
        for number in (*np.percentile(steady, (10.0, 50.0, 90.0)), apart, _together(first, steady))
    ]
    limited = np.clip([*numbers, abs(view.facing[0])], -WIDEST, WIDEST)
    told: NDArray[np.float32] = limited.astype(np.float32)
    return told


def _told(measure: FormMeasure, window: PoseWindow, view: BodyView) -> tuple[Array, float]:
    values = series(measure, window, view) / _UNIT[measure.kinds[measure.kind].unit]
    sound = np.isfinite(values)
    values = np.where(sound, values, np.median(values[sound]) if sound.any() else 0.0)
    steady = running_median(values.mean(axis=1), window.time_s, SMOOTHING_S)
    return steady, float(np.median(np.abs(values[:, 0] - values[:, 1])))


def _together(first: Array, other: Array) -> float:
    """Pearson's correlation; 0 where one of them does not move."""
    spread = float(first.std() * other.std())
    if spread < 1e-9:  # noqa: PLR2004
        return 0.0
    return float(((first - first.mean()) * (other - other.mean())).mean() / spread)
