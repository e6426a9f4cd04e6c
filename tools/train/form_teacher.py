"""A smooth judge for few clips: kernel ridge regression on the labels, weighted by clip.

Few people and noisy labels: a kernel machine does better here than a network trained on the labels
themselves, and a small network can then be taught to agree with it (`form_network`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

GAMMA = 0.04  # width of the Gaussian kernel, for standardised features
RIDGE = 1.0
STEEPNESS = 3.0  # of the probability against the regression's value -1..1


@dataclass(frozen=True, slots=True, eq=False)
class Teacher:
    """mean, spread: (F,) of the features. known: (N, F) standardised. weights: (N,)."""

    mean: Array
    spread: Array
    known: Array
    weights: Array

    def __call__(self, told: Array) -> Array:
        """(M, F) features to probabilities (M,) of a fault."""
        value = _kernel(self._standard(told), self.known) @ self.weights
        probability: Array = 1.0 / (1.0 + np.exp(-STEEPNESS * value))
        return probability

    def _standard(self, told: Array) -> Array:
        return _squashed(told, self.mean, self.spread)


def taught(told: Array, wrong: NDArray[np.bool_], clip: NDArray[np.intp]) -> Teacher:
    """The teacher of windows (N, F). clip: (N,) which clip each belongs to.

    Every clip weighs the same within its class, and both classes weigh the same.
    """
    mean, spread = told.mean(axis=0), told.std(axis=0) + 1e-3
    known = _squashed(told, mean, spread)
    share = 1.0 / np.bincount(clip)[clip]
    for label in (False, True):
        share[wrong == label] /= share[wrong == label].sum()
    share *= len(told) / share.sum()
    target = np.where(wrong, 1.0, -1.0)
    system = _kernel(known, known) + RIDGE * np.diag(1.0 / share)
    weights = np.asarray(np.linalg.solve(system, target), dtype=np.float64)
    return Teacher(np.asarray(mean), np.asarray(spread), known, weights)


def _squashed(told: Array, mean: Array, spread: Array) -> Array:
    """Standardised, with outliers drawn in."""
    standard: Array = 2.0 * np.tanh(0.5 * (told - mean) / spread)
    return standard


def _kernel(a: Array, b: Array) -> Array:
    squares = (a * a).sum(axis=1)[:, None] + (b * b).sum(axis=1)[None] - 2.0 * a @ b.T
    kernel: Array = np.exp(-GAMMA * np.maximum(squares, 0.0))
    return kernel
