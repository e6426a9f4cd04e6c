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
STILL = 1e-9
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
    steady, apart = np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])
    spread = np.percentile(steady, (10.0, 50.0, 90.0), axis=1)
    each = np.vstack([spread, apart, _together(steady)]).T.ravel()
    limited = np.clip([*each, abs(view.facing[0])], -WIDEST, WIDEST)
    told: NDArray[np.float32] = limited.astype(np.float32)
    return told


def _told(measure: FormMeasure, window: PoseWindow, view: BodyView) -> tuple[Array, float]:
    values = series(measure, window, view) / _UNIT[measure.kinds[measure.kind].unit]
    sound = np.isfinite(values)
    values = np.where(sound, values, np.median(values[sound]) if sound.any() else 0.0)
    steady = running_median(values.mean(axis=1), window.time_s, SMOOTHING_S)
    return steady, float(np.median(np.abs(values[:, 0] - values[:, 1])))


def _together(steady: Array) -> Array:
    """(M, T) to Pearson's correlation (M,) of each with the first; 0 where one does not move."""
    moved = steady - steady.mean(axis=1, keepdims=True)
    spread = np.sqrt((moved * moved).mean(axis=1))
    both = spread * spread[0]
    found: Array = np.where(both < STILL, 0.0, (moved * moved[0]).mean(axis=1) / (both + STILL))
    return found
