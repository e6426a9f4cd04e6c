"""What happens in a session, as the rest of the station is told.

at_s of every event: seconds of the monotonic clock. A session is told completely by its events:
whoever keeps them can make its summary.
"""

from dataclasses import dataclass
from enum import StrEnum

from edge.exercise.values import ConditionResult, PartialRep, Rep
from edge.member.identity import Identity
from edge.session.summary import SessionSummary, SetSummary


class SessionPhase(StrEnum):
    """Where the station is with its athlete."""

    EMPTY = "empty"  # nobody in the zone
    APPROACHING = "approaching"  # somebody in the zone who has not begun
    WORKING = "working"  # in a set
    RESTING = "resting"  # between sets
    LEFT = "left"  # out of sight; may come back to the same session for a while


@dataclass(frozen=True, slots=True)
class PhaseChanged:
    """The phase is another one from here on."""

    at_s: float
    phase: SessionPhase
    before: SessionPhase


@dataclass(frozen=True, slots=True)
class TrackerReset:
    """Whoever comes next begins anew: the ExerciseTracker must be a new one from here on."""

    at_s: float


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """The first work of an athlete.

    start_s: when it began, before it was known to be work. identity: of an athlete who was known
    by then.
    """

    at_s: float
    start_s: float
    session_id: str
    sequence: int
    athlete: int
    wall_time_s: float
    clock_synced: bool
    identity: Identity | None = None


@dataclass(frozen=True, slots=True)
class SetStarted:
    """The first work of a set. index counts from 1; partial: too small movements just before."""

    at_s: float
    start_s: float
    index: int
    exercise: str
    partial: tuple[PartialRep, ...] = ()


@dataclass(frozen=True, slots=True)
class RepCounted:
    """One repetition more. count: those of the set, this one included; `rep.index` is the same."""

    at_s: float
    rep: Rep
    count: int


@dataclass(frozen=True, slots=True)
class RepsRenamed:
    """The exercise of the running set is named late.

    The set is one of `exercise` from its beginning; its repetitions so far are replaced by `reps`,
    those of the named exercise. withdrawn: how many were counted as something else.
    """

    at_s: float
    exercise: str
    reps: tuple[Rep, ...]
    withdrawn: int

    @property
    def count(self) -> int:
        """Repetitions of the set now."""
        return len(self.reps)


@dataclass(frozen=True, slots=True)
class PartialCounted:
    """A movement too small to count. count: those of the set, or since the last one."""

    at_s: float
    partial: PartialRep
    count: int


@dataclass(frozen=True, slots=True)
class HoldCounted:
    """Another full second of a timed exercise held.

    hold_s: of the set so far. conditions: of the last seconds.
    """

    at_s: float
    exercise: str
    hold_s: float
    conditions: tuple[ConditionResult, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetReached:
    """The set has what was set as its target. unit: `reps` or `s`."""

    at_s: float
    exercise: str
    target: float
    unit: str


@dataclass(frozen=True, slots=True)
class SetEnded:
    """A set is over; its rest_after_s is not known yet."""

    at_s: float
    set: SetSummary


@dataclass(frozen=True, slots=True)
class Identified:
    """The athlete is known; what was done since the session began is this member's."""

    at_s: float
    identity: Identity


@dataclass(frozen=True, slots=True)
class IdentityWithdrawn:
    """The athlete is not who was named: anonymous, from the beginning of the session."""

    at_s: float


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The wall clock was set, or stepped; earlier wall times were wrong by the difference."""

    at_s: float
    wall_time_s: float
    clock_synced: bool


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The session is over: the one summary of it."""

    at_s: float
    summary: SessionSummary


SessionEvent = (
    PhaseChanged
    | TrackerReset
    | SessionStarted
    | SetStarted
    | RepCounted
    | RepsRenamed
    | PartialCounted
    | HoldCounted
    | TargetReached
    | SetEnded
    | Identified
    | IdentityWithdrawn
    | ClockSet
    | SessionEnded
)
