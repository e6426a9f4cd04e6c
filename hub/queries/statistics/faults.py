"""Conditions that one member breaks, how often, and whether that changes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.queries.statistics.period import Period
from hub.queries.statistics.shares import Share, Trend, trend_of_faults
from hub.queries.statistics.training import Judged

LEAST_SESSIONS = 2
"""A fault of a single session does not recur."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A condition of an exercise: broken in `faults` of `judged` repetitions (seconds of a hold).

    sessions: in which it was broken, of sessions_judged. early_…, late_…: in the halves of the
    period, whose shares the trend compares.
    """

    exercise: str
    condition: str
    faults: int
    judged: int
    sessions: int
    sessions_judged: int
    early_faults: int
    early_judged: int
    late_faults: int
    late_judged: int
    trend: Trend
    recurs: bool


def faults(period: Period, judged: Sequence[Judged]) -> tuple[Fault, ...]:
    """Every condition that was broken in the period; those of the most sessions first."""
    found: dict[tuple[str, str], list[Judged]] = {}
    for each in judged:
        if each.day in period.days and each.ok + each.fault:
            found.setdefault((each.exercise, each.condition), []).append(each)
    every = (_fault(period, exercise, name, of) for (exercise, name), of in found.items())
    broken = (each for each in every if each.faults)
    return tuple(sorted(broken, key=lambda each: (-each.sessions, -each.faults, each.condition)))


def _fault(period: Period, exercise: str, condition: str, of: Sequence[Judged]) -> Fault:
    early, late = Share(), Share()
    for each in of:
        whole = each.ok + each.fault
        if each.day < period.middle_day:
            early = early.plus(each.fault, whole)
        else:
            late = late.plus(each.fault, whole)
    sessions = len({each.session_id for each in of if each.fault})
    return Fault(
        exercise=exercise,
        condition=condition,
        faults=early.part + late.part,
        judged=early.whole + late.whole,
        sessions=sessions,
        sessions_judged=len({each.session_id for each in of}),
        early_faults=early.part,
        early_judged=early.whole,
        late_faults=late.part,
        late_judged=late.whole,
        trend=trend_of_faults(early, late),
        recurs=sessions >= LEAST_SESSIONS,
    )
