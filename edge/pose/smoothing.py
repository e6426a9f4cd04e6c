"""The One-Euro filter: steady when a landmark rests, quick when it moves.

After Casiez, Roussel and Vogel, "1 Euro Filter: A Simple Speed-based Low-pass Filter for Noisy
Input in Interactive Systems", CHI 2012.
"""

from dataclasses import dataclass
from math import pi
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

# Cut-off of the speed estimate; the paper's own value.
SPEED_CUTOFF_HZ = 1.0
# After a longer gap the past says nothing about the present: the filter starts anew.
LONGEST_GAP_S = 0.5


@dataclass(frozen=True, slots=True)
class OneEuroSettings:
    """min_cutoff_hz: cut-off at rest, lower = steadier. beta: added Hz for each unit of speed."""

    min_cutoff_hz: float
    beta: float


class OneEuroFilter:
    """Filters an array of coordinates, each by its own speed, in time units.

    A repeated time stamp returns the last result; one that goes back, or a gap of more than
    `LONGEST_GAP_S`, starts the filter anew.
    """

    def __init__(self, settings: OneEuroSettings) -> None:
        self._settings = settings
        self._past: _Past | None = None

    def reset(self) -> None:
        """Forget the past."""
        self._past = None

    def __call__(self, value: FloatArray, time_s: float, unit: FloatArray | float) -> FloatArray:
        """The filtered value; its array is not to be changed.

        value: any shape. time_s: seconds. unit: how much of `value` one unit of speed covers in a
        second (pixels in a metre, say), so that `beta` means the same for people near and far.
        """
        past = self._past
        step_s = 0.0 if past is None else time_s - past.time_s
        if past is None or not 0 <= step_s <= LONGEST_GAP_S:
            self._past = _Past(time_s, value, value, np.zeros_like(value))
            return value
        if step_s == 0:
            return past.result
        speed = (value - past.value) / step_s
        speed = past.speed + _share(SPEED_CUTOFF_HZ, step_s) * (speed - past.speed)
        cutoff_hz = self._settings.min_cutoff_hz + self._settings.beta * np.abs(speed) / unit
        result: FloatArray = past.result + _share(cutoff_hz, step_s) * (value - past.result)
        self._past = _Past(time_s, value, result, speed)
        return result


@dataclass(frozen=True, slots=True, eq=False)
class _Past:
    time_s: float
    value: FloatArray
    result: FloatArray
    speed: FloatArray


def _share(cutoff_hz: Any, step_s: float) -> Any:
    """How much of a change a first-order low-pass takes on in one step; number or array."""
    turns = (2 * pi * step_s) * cutoff_hz
    return turns / (1 + turns)
