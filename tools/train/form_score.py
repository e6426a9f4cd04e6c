"""How well clips are told apart: balanced accuracy and the area under the curve."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Outcome:
    """Clips told apart.

    balanced: mean of the shares of right and of wrong clips that are told; low, high: its 95 %
    bootstrap interval over clips. area: under the receiver operating curve.
    """

    balanced: float
    low: float
    high: float
    area: float

    def __str__(self) -> str:
        interval = f"{self.low:.2f}-{self.high:.2f}"
        return f"balanced accuracy {self.balanced:.3f} ({interval}), area {self.area:.3f}"


def outcome(wrong: Sequence[bool], probability: NDArray[np.floating]) -> Outcome:
    """wrong: the labels. probability: (N,) of each clip to be wrong."""
    truth, told = np.array(wrong), probability > 0.5  # noqa: PLR2004
    rng = np.random.default_rng(0)
    chosen = rng.integers(len(truth), size=(RESAMPLES, len(truth)))
    resampled = [_balanced(truth[pick], told[pick]) for pick in chosen]
    low, high = np.nanpercentile(resampled, (2.5, 97.5))
    higher = probability[truth][:, None] - probability[~truth][None]
    area = float((higher > 0).mean() + 0.5 * (higher == 0).mean())
    return Outcome(_balanced(truth, told), float(low), float(high), area)


def _balanced(truth: NDArray[np.bool_], told: NDArray[np.bool_]) -> float:
    if truth.all() or not truth.any():
        return float("nan")
    return 0.5 * float(told[truth].mean() + (~told[~truth]).mean())
