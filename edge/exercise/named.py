"""Which of several exercises is being done, as the recogniser names it."""

from collections.abc import Sequence

from edge.exercise.recognise.decision import OTHER, Recognition
from edge.exercise.recognise.recogniser import ExerciseRecogniser
from edge.exercise.repetitions import Counter
from edge.exercise.support import Support
from edge.exercise.values import PartialRep, Rep
from edge.pose.pose import Pose


class Named:
    """Follows the exercise that the recogniser names; `other` is followed by no counter.

    What the counters saw up to the last frame weighs in the name.
    """

    def __init__(self, counters: Sequence[Counter], recogniser: ExerciseRecogniser) -> None:
        self._counters = {counter.pack.id: counter for counter in counters}
        self._recogniser = recogniser
        self._support = Support(counters)
        self._recognition = Recognition(OTHER, 1.0, None, 0.0)

    def see(self, at_s: float, pose: Pose | None) -> None:
        """See `Choice.see`."""
        if pose is not None:
            self._support.see(at_s)
        self._recognition = self._recogniser.update(at_s, pose, self._support.odds)

    def forget(self) -> None:
        """See `Choice.forget`."""
        self._recogniser.forget()
        self._support.forget()

    def followed(self, at_s: float) -> Counter | None:  # noqa: ARG002 - the last name stands
        """See `Choice.followed`."""
        return self._counters.get(self._recognition.exercise)

    def credits(self, rep: Rep | PartialRep) -> bool:
        """Whether the movement was already this exercise when the repetition turned."""
        since_s = self._recognition.since_s
        return since_s is not None and rep.turn_s >= since_s
