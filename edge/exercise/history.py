"""The last seconds of readings, so that a complete repetition can be looked at as a whole."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from edge.exercise.measures import Readings

Array = NDArray[np.float64]

LEAST_WEIGHT = 0.001  # of a hidden side: it speaks only where both are hidden


class History:
    """Readings of the last `longest_s` seconds, at most `most` of them, oldest first."""

    def __init__(self, longest_s: float, most: int = 8192) -> None:
        self._longest_s = longest_s
        self._most = most
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._times: list[float] = []
        self._rows: list[Readings] = []

    def append(self, at_s: float, readings: Readings) -> None:
        """Keep one more. Times must increase."""
        self._times.append(at_s)
        self._rows.append(readings)
        # Cut in pieces, not row by row: removing from the front of a list moves the rest.
        if self._times[0] < at_s - 2.0 * self._longest_s or len(self._rows) > 2 * self._most:
            first = max(
                bisect_left(self._times, at_s - self._longest_s), len(self._rows) - self._most
            )
            del self._times[:first], self._rows[:first]

    def between(self, first_s: float, last_s: float) -> Sequence[Readings]:
        """Readings from first_s to last_s, both included."""
        first, last = bisect_left(self._times, first_s), bisect_right(self._times, last_s)
        return self._rows[first:last]

    def around(self, at_s: float, each_side_s: float) -> Sequence[Readings]:
        """Readings near a time; at least the one that is nearest before it."""
        rows = self.between(at_s - each_side_s, at_s + each_side_s)
        last = bisect_right(self._times, at_s)
        return rows or self._rows[max(0, last - 1) : last]

    def seen_s(self, first_s: float, last_s: float, longest_s: float) -> float:
        """Seconds between two times that had poses, where one speaks for at most `longest_s`."""
        first, last = bisect_left(self._times, first_s), bisect_right(self._times, last_s)
        times = self._times[first:last]
        return sum(min(after - before, longest_s) for before, after in pairwise(times))

    @property
    def newest(self) -> Readings:
        """The last readings; there must be some."""
        return self._rows[-1]


def column(rows: Sequence[Readings], number: int, side: int | None) -> tuple[Array, Array]:
    """One measure over time and how well its points were seen, (N,) each.

    side: 0 left, 1 right, None = both, weighted by how well each is seen.
    """
    values = np.array([row.values[:, number] for row in rows]).reshape(-1, 2)
    seen = np.array([row.visibility[:, number] for row in rows]).reshape(-1, 2)
    if side is not None:
        return values[:, side], seen[:, side]
    weights = seen**2 + LEAST_WEIGHT
    return (values * weights).sum(axis=1) / weights.sum(axis=1), seen.max(axis=1)
