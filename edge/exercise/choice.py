"""Which of several exercises is being done: the seat, and what takes it without a recogniser."""

from collections.abc import Sequence
from typing import Protocol

from edge.exercise.repetitions import Counter
from edge.exercise.values import PartialRep, Rep
from edge.pose.pose import Pose

BETTER = 1.5  # evidence that another exercise needs over the one followed
ENOUGH = 0.6  # evidence before anything is followed


class Choice(Protocol):
    """Says which exercise is being done."""

    def see(self, at_s: float, pose: Pose | None) -> None:
        """Take the pose of one frame, in order."""
        ...

    def forget(self) -> None:
        """Nobody was seen for a while: start anew."""
        ...

    def followed(self, at_s: float) -> Counter | None:
        """The counter of the exercise being done; None while nothing is known."""
        ...

    def credits(self, rep: Rep | PartialRep) -> bool:
        """Whether a repetition of the exercise followed belongs to the set."""
        ...


class MostEvidence:
    """Follows the exercise with the most evidence of its own counter, and does not flicker."""

    def __init__(self, counters: Sequence[Counter]) -> None:
        self._counters = counters
        self._current = 0 if len(counters) == 1 else None

    def see(self, at_s: float, pose: Pose | None) -> None:
        """See `Choice.see`; the counters see for themselves."""

    def forget(self) -> None:
        """See `Choice.forget`; evidence fades by itself."""

    def credits(self, rep: Rep | PartialRep) -> bool:  # noqa: ARG002 - its counter has checked it
        """See `Choice.credits`."""
        return True

    def followed(self, at_s: float) -> Counter | None:
        """See `Choice.followed`."""
        if len(self._counters) > 1:
            self._decide([counter.evidence(at_s) for counter in self._counters])
        return None if self._current is None else self._counters[self._current]

    def _decide(self, evidence: Sequence[float]) -> None:
        best = max(range(len(evidence)), key=evidence.__getitem__)
        needed = ENOUGH if self._current is None else BETTER * evidence[self._current]
        if best != self._current and evidence[best] > max(ENOUGH, needed):
            self._current = best
