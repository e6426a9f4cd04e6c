"""How the gym is used: read from the sums by day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from hub.local_time import date_of, weekday_of
from hub.queries.statistics.period import Period, Span
from hub.store.tallies.tables import condition_days, exercise_days, site_hours, station_days


@dataclass(frozen=True, slots=True)
class GymTotals:
    """anonymous: of the sessions; stations: that were used."""

    sessions: int
    anonymous: int
    busy_s: float
    sets: int
    reps: int
    stations: int


@dataclass(frozen=True, slots=True)
class GymDay:
    """anonymous: of the sessions."""

    date: date
    sessions: int
    anonymous: int


@dataclass(frozen=True, slots=True)
class HourUse:
    """weekday: 0 Monday to 6 Sunday; days: how many of it the period has; busy_s: of all these."""

    weekday: int
    hour: int
    days: int
    sessions: int
    busy_s: float


@dataclass(frozen=True, slots=True)
class StationUse:
    """anonymous: of the sessions."""

    station_id: str
    sessions: int
    anonymous: int
    busy_s: float
    sets: int
    reps: int


@dataclass(frozen=True, slots=True)
class ExerciseUse:
    """good_reps: of the judged_reps."""

    exercise: str
    sets: int
    reps: int
    good_reps: int
    judged_reps: int
    hold_s: float


@dataclass(frozen=True, slots=True)
class FaultUse:
    """Repetitions (seconds of a hold) that kept a condition, broke it, could not be judged."""

    exercise: str
    condition: str
    ok: int
    fault: int
    not_judged: int


@dataclass(frozen=True, slots=True)
class GymFigures:
    """before: of as many days just before. Lists: the most used or most frequent first."""

    site: str | None
    period: Span
    totals: GymTotals
    before: GymTotals
    days: tuple[GymDay, ...]
    hours: tuple[HourUse, ...]
    stations: tuple[StationUse, ...]
    exercises: tuple[ExerciseUse, ...]
    faults: tuple[FaultUse, ...]


def gym_figures(connection: Connection, period: Period, site: str | None) -> GymFigures:
    """site: one of them; None: all."""
    ask = _Sums(connection, period, site)
    days, stations = _days(ask, period), _stations(ask)
    return GymFigures(
        site=site,
        period=period.span(),
        totals=GymTotals(
            sessions=sum(each.sessions for each in days),
            anonymous=sum(each.anonymous for each in days),
            busy_s=sum(each.busy_s for each in stations),
            sets=sum(each.sets for each in stations),
            reps=sum(each.reps for each in stations),
            stations=len(stations),
        ),
        before=_totals(_Sums(connection, period.before, site)),
        days=days,
        hours=_hours(ask, period),
        stations=stations,
        exercises=tuple(
            ExerciseUse(name, sets, reps, good, judged, hold_ms / 1000)
            for name, sets, reps, good, judged, hold_ms in ask.of(
                exercise_days,
                ["exercise"],
                ["sets", "reps", "good_reps", "judged_reps", "hold_ms"],
            )
        ),
        faults=tuple(
            FaultUse(exercise, condition, ok, fault, not_judged)
            for exercise, condition, fault, ok, not_judged in ask.of(
                condition_days, ["exercise", "condition"], ["fault", "ok", "not_judged"]
            )
            if fault
        ),
    )


class _Sums:
    """Adds up one table of sums over the days of a period."""

    def __init__(self, connection: Connection, period: Period, site: str | None) -> None:
        self._connection = connection
        self._period = period
        self._site = site

    def of(
        self, table: Table, by: list[str], sums: list[str], *more: ColumnElement[int]
    ) -> list[tuple[Any, ...]]:
        """Rows of keys and sums, and more of the kind; the largest first sum first."""
        keys = [table.c[name] for name in by]
        totals = [*(func.sum(table.c[name]) for name in sums), *more]
        days = table.c.day.between(self._period.first_day, self._period.last_day)
        query = select(*keys, *totals).where(days)
        if keys:
            query = query.group_by(*keys).order_by(totals[0].desc(), *keys)
        if self._site is not None:
            query = query.where(table.c.site == self._site)
        rows = self._connection.execute(query)
        width = len(keys)
        # PostgreSQL adds whole numbers up to a Decimal.
        return [(*row[:width], *(int(each or 0) for each in row[width:])) for row in rows]


def _totals(ask: _Sums) -> GymTotals:
    names = ["sessions", "anonymous", "busy_ms", "sets", "reps"]
    stations = func.count(station_days.c.station_id.distinct())
    ((sessions, anonymous, busy_ms, sets, reps, used),) = ask.of(station_days, [], names, stations)
    return GymTotals(sessions, anonymous, busy_ms / 1000, sets, reps, used)


def _stations(ask: _Sums) -> tuple[StationUse, ...]:
    names = ["sessions", "anonymous", "busy_ms", "sets", "reps"]
    return tuple(
        StationUse(id_, sessions, anonymous, busy_ms / 1000, sets, reps)
        for id_, sessions, anonymous, busy_ms, sets, reps in ask.of(
            station_days, ["station_id"], names
        )
    )


def _days(ask: _Sums, period: Period) -> tuple[GymDay, ...]:
    found = {
        day: (sessions, anonymous)
        for day, sessions, anonymous in ask.of(station_days, ["day"], ["sessions", "anonymous"])
    }
    return tuple(GymDay(date_of(day), *found.get(day, (0, 0))) for day in period.days)


def _hours(ask: _Sums, period: Period) -> tuple[HourUse, ...]:
    had = [weekday_of(day) for day in period.days]
    sums: dict[tuple[int, int], list[int]] = {}
    for day, hour, sessions, busy_ms in ask.of(
        site_hours, ["day", "hour"], ["sessions", "busy_ms"]
    ):
        known = sums.setdefault((weekday_of(day), hour), [0, 0])
        known[0] += sessions
        known[1] += busy_ms
    return tuple(
        HourUse(weekday, hour, had.count(weekday), sessions, busy_ms / 1000)
        for (weekday, hour), (sessions, busy_ms) in sorted(sums.items())
    )
