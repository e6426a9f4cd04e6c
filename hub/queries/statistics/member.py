"""What a coach would want to know of one member. Pure: it works on what `training` read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hub.local_time import date_of
from hub.queries.statistics.bests import Best, bests
from hub.queries.statistics.faults import Fault, faults
from hub.queries.statistics.period import Period, Span
from hub.queries.statistics.training import Done, Judged, Visit


@dataclass(frozen=True, slots=True)
class Totals:
    """Of a period."""

    days_trained: int
    sessions: int
    sets: int
    reps: int
    duration_s: float


@dataclass(frozen=True, slots=True)
class TrainingDay:
    """Every day of the period, also those without training."""

    date: date
    sessions: int
    sets: int
    reps: int


@dataclass(frozen=True, slots=True)
class Point:
    """A few days of one exercise. tempo_s, range_of_motion: means over the repetitions."""

    first: date
    sets: int
    reps: int
    good_reps: int
    judged_reps: int
    hold_s: float
    tempo_s: float | None
    range_of_motion: float | None


@dataclass(frozen=True, slots=True)
class ExerciseFigures:
    """One exercise in the period. unit: of the range of motion. before: in the period before."""

    exercise: str
    unit: str
    whole: Point
    before: Point
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """exercises: the most trained first; faults: those of the most sessions first."""

    member_id: str
    period: Span
    totals: Totals
    before: Totals
    days: tuple[TrainingDay, ...]
    exercises: tuple[ExerciseFigures, ...]
    faults: tuple[Fault, ...]
    bests: tuple[Best, ...]


def member_figures(
    member_id: str,
    period: Period,
    visited: Sequence[Visit],
    done: Sequence[Done],
    judged: Sequence[Judged],
) -> MemberFigures:
    """visited, done: all that is kept; judged: of the period at least."""
    return MemberFigures(
        member_id=member_id,
        period=period.span(),
        totals=_totals(period, visited, done),
        before=_totals(period.before, visited, done),
        days=_days(period, visited, done),
        exercises=_exercises(period, done),
        faults=faults(period, judged),
        bests=bests(period, done),
    )


def _totals(period: Period, visited: Sequence[Visit], done: Sequence[Done]) -> Totals:
    within = [each for each in visited if each.day in period.days]
    sets = [each for each in done if each.day in period.days]
    return Totals(
        days_trained=len({each.day for each in within}),
        sessions=len(within),
        sets=len(sets),
        reps=sum(each.reps for each in sets),
        duration_s=sum(each.duration_s for each in within),
    )


def _days(
    period: Period, visited: Sequence[Visit], done: Sequence[Done]
) -> tuple[TrainingDay, ...]:
    sums = {day: [0, 0, 0] for day in period.days}
    for visit in visited:
        if visit.day in sums:
            sums[visit.day][0] += 1
    for each in done:
        if each.day in sums:
            sums[each.day][1] += 1
            sums[each.day][2] += each.reps
    return tuple(TrainingDay(date_of(day), *figures) for day, figures in sums.items())


def _exercises(period: Period, done: Sequence[Done]) -> tuple[ExerciseFigures, ...]:
    found: dict[str, list[Done]] = {}
    for each in done:
        found.setdefault(each.exercise, []).append(each)
    figures = (_exercise(name, period, sets) for name, sets in found.items())
    trained = (each for each in figures if each.whole.sets)
    return tuple(sorted(trained, key=lambda each: (-each.whole.sets, each.exercise)))


def _exercise(name: str, period: Period, sets: Sequence[Done]) -> ExerciseFigures:
    units = [each.unit for each in sets if each.unit and each.day in period.days]
    unit = units[-1] if units else ""
    same = [each for each in sets if each.unit in {"", unit}]
    return ExerciseFigures(
        exercise=name,
        unit=unit,
        whole=_point(period.days, same),
        before=_point(period.before.days, same),
        points=tuple(_point(range(start, start + period.step), same) for start in period.starts),
    )


def _point(days: range, sets: Sequence[Done]) -> Point:
    within = [each for each in sets if each.day in days]
    return Point(
        first=date_of(days.start),
        sets=len(within),
        reps=sum(each.reps for each in within),
        good_reps=sum(each.good_reps for each in within),
        judged_reps=sum(each.judged_reps for each in within),
        hold_s=sum(each.hold_s for each in within),
        tempo_s=_mean([(each.tempo_s, each.reps) for each in within]),
        range_of_motion=_mean([(each.range_of_motion, each.reps) for each in within]),
    )


def _mean(values: Sequence[tuple[float | None, int]]) -> float | None:
    """Weighted by the repetitions that each stands for."""
    known = [(value, weight) for value, weight in values if value is not None and weight > 0]
    total = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / total if total else None
