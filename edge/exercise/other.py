"""What is counted while the movement has no name."""

from dataclasses import replace

from edge.exercise.generic import GenericCounter
from edge.exercise.values import Rep
from edge.pose.pose import Pose

LEAST = 3  # repetitions alike that make a set: play and work about the station do not repeat so
ALIKE = 2.0  # times as long, or as wide, at most is one repetition as the one before it


class OtherSet:
    """Repetitions of an unnamed movement, from the third alike on.

    credited: those since a named exercise last counted.
    """

    def __init__(self) -> None:
        self.credited: list[Rep] = []
        self._counter = GenericCounter()
        self._run: list[Rep] = []
        self._read = self._of_run = 0

    def see(self, at_s: float, pose: Pose) -> None:
        """Take the pose of one frame, in order."""
        self._counter.update(at_s, pose)

    def forget(self) -> None:
        """Nobody was seen for a while: start anew, keep what was counted."""
        self._counter.finish()
        self._counter.forget()

    def finish(self) -> None:
        """The stream ends: count what is as good as complete."""
        self._counter.finish()

    def drop(self) -> None:
        """A named exercise has counted: these repetitions are its own, or of a set that is over."""
        self.credited.clear()
        self._run.clear()
        self._read, self._of_run = len(self._counter.reps), 0

    def credit(self) -> list[Rep]:
        """The repetitions that are new, numbered on."""
        new = self._counter.reps[self._read :]
        self._read += len(new)
        first = len(self.credited)
        for rep in new:
            if self._run and not _alike(self._run[-1], rep):
                self._run.clear()
                self._of_run = 0
            self._run.append(rep)
            if len(self._run) >= LEAST:
                self.credited.extend(self._run[self._of_run :])
                self._of_run = len(self._run)
        for index in range(first, len(self.credited)):
            self.credited[index] = replace(self.credited[index], index=index + 1)
        return self.credited[first:]


def _alike(one: Rep, other: Rep) -> bool:
    """Whether two repetitions may be of one set."""
    return all(
        max(a, b) <= ALIKE * min(a, b)
        for a, b in (
            (one.duration_s, other.duration_s),
            (one.range_of_motion, other.range_of_motion),
        )
    )
