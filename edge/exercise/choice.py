"""Which of several exercises is being done, as far as their own counters can tell.

The exercise recogniser will take this seat: anything with `followed(at_s)` fits.
"""

from collections.abc import Sequence

from edge.exercise.repetitions import Counter

BETTER = 1.5  # evidence that another exercise needs over the one followed
ENOUGH = 0.6  # evidence before anything is followed


class Choice:
    """Follows the exercise with the most evidence, and does not flicker."""

    def __init__(self, counters: Sequence[Counter]) -> None:
        self._counters = counters
        self._current = 0 if len(counters) == 1 else None

    def followed(self, at_s: float) -> Counter | None:
        """The counter of the exercise being done; None while nothing is known."""
        if len(self._counters) > 1:
            self._decide([counter.evidence(at_s) for counter in self._counters])
        return None if self._current is None else self._counters[self._current]

    def _decide(self, evidence: Sequence[float]) -> None:
        best = max(range(len(evidence)), key=evidence.__getitem__)
        needed = ENOUGH if self._current is None else BETTER * evidence[self._current]
        if best != self._current and evidence[best] > max(ENOUGH, needed):
            self._current = best
