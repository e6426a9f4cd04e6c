"""Values that leave the exercise room: a repetition, its conditions, the progress of a set."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What is known of one condition in one repetition."""

    OK = "ok"
    FAULT = "fault"
    NOT_JUDGED = "not_judged"


class Phase(StrEnum):
    """Where in the movement a member is, in the words of the exercise's own cycle."""

    UNKNOWN = "unknown"  # nobody seen, or no position yet
    START = "start"  # the resting end of the movement: standing for a squat, arms long for a curl
    OUTWARD = "outward"  # leaving the start
    TURN = "turn"  # the far end
    RETURN = "return"  # coming back
    HOLD = "hold"  # a timed exercise in good position


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition of one repetition. `not_judged` always carries a reason.

    worst and limit are in `unit`; `at_s` says when the worst value happened.
    """

    condition: str
    verdict: Verdict
    worst: float | None = None
    limit: float | None = None
    unit: str = ""
    at_s: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Rep:
    """One complete repetition: start → turn → end.

    index counts from 1 in its set. Times are `captured_s` of poses. announced_s is the time of the
    pose at which it was known to be complete. range_of_motion is the swing of the pack's signal in
    its unit (degrees or torso lengths).
    """

    exercise: str
    index: int
    start_s: float
    turn_s: float
    end_s: float
    announced_s: float
    range_of_motion: float
    conditions: tuple[ConditionResult, ...] = ()

    @property
    def duration_s(self) -> float:
        """Seconds from start to end."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class PartialRep:
    """A movement that turned back too early to count: start → turn → end.

    Times as in `Rep`. range_of_motion is what was travelled and needed what a repetition needs
    here, both in the unit of the pack's signal.
    """

    exercise: str
    start_s: float
    turn_s: float
    end_s: float
    announced_s: float
    range_of_motion: float
    needed: float


@dataclass(frozen=True, slots=True)
class SetProgress:
    """The state of the set after one frame.

    position: 0 at the start of the movement, 1 at the member's usual far end; None when unknown.
    hold_s: seconds held in good position (timed exercises). finished: repetitions that this frame
    completed, usually none or one. partial: movements that this frame showed to be too small to
    count; partial_count: those of the set so far. holding: conditions of the last seconds of a
    timed exercise, while it is held.
    """

    exercise: str
    captured_s: float
    count: int
    phase: Phase
    position: float | None = None
    hold_s: float = 0.0
    finished: tuple[Rep, ...] = ()
    partial: tuple[PartialRep, ...] = ()
    partial_count: int = 0
    holding: tuple[ConditionResult, ...] = ()
