"""`SessionSummary`: everything that leaves the station about one session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from edge.exercise.values import Verdict
from edge.member.identity import Method

SCHEMA: Literal["gymstation.session/1"] = "gymstation.session/1"


class SessionEnd(StrEnum):
    """Why a session ended."""

    LEFT = "left"  # the athlete was away for long enough
    HANDED_OVER = "handed_over"  # somebody else stands there, or another member signed in
    SIGNED_OUT = "signed_out"
    LIMIT = "limit"  # the longest session is over
    COMMAND = "command"
    SHUTDOWN = "shutdown"
    INTERRUPTED = "interrupted"  # power or process was lost; closed after the restart


class SetEnd(StrEnum):
    """Why a set ended."""

    REST = "rest"
    CHANGE = "change"  # another exercise
    SESSION = "session"  # the session ended


@dataclass(frozen=True, slots=True)
class RepSummary:
    """One repetition. Times in seconds since the session began; range in the set's unit.

    range_of_motion: None where the movement was counted before it had a name. verdict: `fault` if a
    condition was broken, else `ok` if one was judged. faults: the conditions that were broken.
    """

    start_s: float
    turn_s: float
    end_s: float
    range_of_motion: float | None
    verdict: Verdict
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long the repetitions of a set took, in seconds; the shares of both ways add up to 1."""

    mean_s: float
    fastest_s: float
    slowest_s: float
    outward_share: Annotated[float, Field(ge=0, le=1)]
    return_share: Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True, slots=True)
class RangeOfMotion:
    """How far the repetitions of a set went, in `unit` of the exercise ("" where unknown)."""

    mean: float
    least: float
    most: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ConditionCount:
    """One condition in a set: how many repetitions kept it, broke it, were not judged for it.

    In a timed exercise these are seconds of the hold instead.
    """

    condition: str
    ok: int
    fault: int
    not_judged: int


@dataclass(frozen=True, slots=True)
class SetSummary:
    """One set of one exercise. Times in seconds since the session began.

    good_reps of the judged_reps broke no condition; a repetition of which no condition could be
    judged is in neither. hold_s: held in good position. tension_s: the time of the repetitions and
    of the hold. rest_before_s, rest_after_s: to the neighbouring sets; None where there is none.
    tempo, range_of_motion: None without a repetition.
    """

    index: Annotated[int, Field(ge=1)]
    exercise: str
    start_s: float
    end_s: float
    ended_by: SetEnd
    rep_count: Annotated[int, Field(ge=0)]
    partial_reps: Annotated[int, Field(ge=0)]
    good_reps: Annotated[int, Field(ge=0)]
    judged_reps: Annotated[int, Field(ge=0)]
    hold_s: Annotated[float, Field(ge=0)]
    tension_s: Annotated[float, Field(ge=0)]
    rest_before_s: float | None = None
    rest_after_s: float | None = None
    tempo: Tempo | None = None
    range_of_motion: RangeOfMotion | None = None
    conditions: tuple[ConditionCount, ...] = ()
    reps: tuple[RepSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """What counted: software, models (hash or version by name) and configuration."""

    software: str
    config: str
    models: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One session of one athlete.

    id: UUIDv7, the same whenever this summary is sent. boot_id: of the run of the station that
    counted; sequence: of the session in that run, from 1. member_id: opaque; None = anonymous.
    start_time, end_time: UTC, to the millisecond; right only if clock_synced. start_s, end_s: the
    same instants on the run's monotonic clock, from which a late clock can put the times right.
    interrupted: closed after a loss of power, with what was counted until then.
    """

    id: str
    site: str
    station: str
    boot_id: str
    sequence: Annotated[int, Field(ge=1)]
    member_id: str | None
    method: Method | None
    start_time: datetime
    end_time: datetime
    clock_synced: bool
    start_s: float
    end_s: float
    ended_by: SessionEnd
    interrupted: bool
    versions: Versions
    sets: tuple[SetSummary, ...]
    schema: Literal["gymstation.session/1"] = SCHEMA

    @property
    def duration_s(self) -> float:
        """Seconds from start to end."""
        return self.end_s - self.start_s

    @property
    def rep_count(self) -> int:
        """Repetitions of all sets."""
        return sum(each.rep_count for each in self.sets)
