"""Which exercise the station names in a clip, when, and how often it changes its mind."""

from collections.abc import Callable
from dataclasses import dataclass

from edge.config.pack import Kind
from edge.evaluation.poses import TimedPoses
from edge.exercise.recognise.decision import OTHER
from edge.exercise.tracker import ExerciseTracker

SOON_S = 3.0  # named so long after the exercise began, or by the second repetition

MakeTracker = Callable[[], ExerciseTracker]


@dataclass(frozen=True, slots=True)
class Begin:
    """When the exercise of a clip began, and until when it should be named. Seconds."""

    first_s: float
    due_s: float


@dataclass(frozen=True, slots=True)
class Naming:
    """What the station called one clip.

    named: the exercise that it credits in the end. changes: how often one name gave way to another.
    named_s: when the right name came, None where it never did.
    """

    file: str
    exercise: str
    named: str
    changes: int
    named_s: float | None
    begin: Begin | None

    @property
    def right(self) -> bool:
        """Whether the set goes by its name; what has none stays `other` throughout."""
        return self.named == self.exercise

    @property
    def in_time(self) -> bool | None:
        """Whether the right name came in time; None where nobody knows when the exercise began."""
        if self.begin is None or self.exercise == OTHER:
            return None
        return self.named_s is not None and self.named_s <= self.begin.due_s

    @property
    def delay_s(self) -> float | None:
        """From the beginning of the exercise to its right name; 0 where the name came earlier."""
        if self.begin is None or self.named_s is None:
            return None
        return max(0.0, self.named_s - self.begin.first_s)


def name_clip(
    file: str, exercise: str, poses: TimedPoses, make: MakeTracker, begin: Begin | None
) -> Naming:
    """Follow a clip with all exercises in the running.

    exercise: what it holds, `other` where that is none of them.
    """
    tracker = make()
    names: list[tuple[float, str]] = []
    for at_s, pose in poses:
        name = tracker.update(at_s, pose).exercise
        if name != OTHER and (not names or names[-1][1] != name):
            names.append((at_s, name))
    credited = tracker.finish().exercise
    # What should have no name must never have had one.
    named = names[0][1] if names and exercise == OTHER else credited
    named_s = next((at_s for at_s, name in names if name == exercise), None)
    return Naming(file, exercise, named, max(0, len(names) - 1), named_s, begin)


def begin_of(kind: Kind, poses: TimedPoses, make: MakeTracker) -> Begin | None:
    """When the exercise began, as a tracker sees it that was told which one it is.

    The name is due SOON_S after the first repetition's start, or with the second repetition where
    that is later; with the end of the clip where there is no second.
    """
    tracker = make()
    held_s: float | None = None
    for at_s, pose in poses:
        progress = tracker.update(at_s, pose)
        if held_s is None and progress.hold_s > 0.0:
            held_s = at_s
    tracker.finish()
    if kind is Kind.HOLD:
        return None if held_s is None else Begin(held_s, held_s + SOON_S)
    reps = sorted(tracker.repetitions, key=lambda rep: rep.start_s)
    if not reps:
        return None
    second_s = reps[1].announced_s if len(reps) > 1 else float(poses.time_s[-1])
    return Begin(reps[0].start_s, max(reps[0].start_s + SOON_S, second_s))
