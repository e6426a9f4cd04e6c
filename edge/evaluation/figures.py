"""The figures of counting: exact, off by one, mean absolute error, with 95 % intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, sqrt

import numpy as np

Z_95 = 1.959964  # standard normal quantile of 0.975
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % interval; not a number where nothing was measured."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        if isnan(self.value):
            return "-"
        return f"{self.value:.3f} ({self.low:.2f}-{self.high:.2f})"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counting over some clips. exact, obo: shares of clips. mae: |error| / max(reps, 1)."""

    clips: int
    exact: Estimate
    obo: Estimate
    mae: Estimate


def wilson(successes: int, trials: int) -> Estimate:
    """A share with Wilson's score interval (E. B. Wilson, JASA 22, 1927)."""
    if trials == 0:
        return Estimate(float("nan"), 0.0, 1.0)
    share = successes / trials
    spread = Z_95**2 / trials
    middle = (share + spread / 2.0) / (1.0 + spread)
    half = Z_95 * sqrt(share * (1.0 - share) / trials + spread / (4.0 * trials)) / (1.0 + spread)
    return Estimate(share, max(0.0, middle - half), min(1.0, middle + half))


def bootstrap(values: Sequence[float]) -> Estimate:
    """A mean with its percentile bootstrap interval; always the same for the same values."""
    if not values:
        return Estimate(float("nan"), float("nan"), float("nan"))
    array = np.asarray(values, dtype=np.float64)
    chosen = np.random.default_rng(0).integers(len(array), size=(RESAMPLES, len(array)))
    low, high = np.percentile(array[chosen].mean(axis=1), (2.5, 97.5))
    return Estimate(float(array.mean()), float(low), float(high))


def figures(errors: Sequence[int], reps: Sequence[int]) -> Figures:
    """errors: signed, of each clip. reps: as a person counted them."""
    sizes = [abs(error) for error in errors]
    return Figures(
        clips=len(sizes),
        exact=wilson(sum(size == 0 for size in sizes), len(sizes)),
        obo=wilson(sum(size <= 1 for size in sizes), len(sizes)),
        mae=bootstrap([s / max(n, 1) for s, n in zip(sizes, reps, strict=True)]),
    )
