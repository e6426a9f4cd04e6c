"""Sessions as they hold now: what the station said, with the amendments of staff."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from edge.errors import UnknownRecordError
from hub.queries.page import Page, cursor_of
from hub.queries.session_filter import SessionFilter, found
from hub.store import schema
from hub.store.database import Database

__all__ = ["SessionFilter", "Sessions"]

_EXPORT_STEP = 1_000


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in a list."""

    id: str
    station_id: str
    member_id: str | None
    start_ms: int
    end_ms: int
    clock_synced: bool
    duration_s: float
    ended_by: str
    interrupted: bool
    amended: bool
    set_count: int = 0
    rep_count: int = 0
    good_reps: int = 0
    judged_reps: int = 0
    exercises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """How many repetitions (seconds of a hold) kept a condition, broke it, were not judged."""

    condition: str
    ok: int
    fault: int
    not_judged: int


@dataclass(frozen=True, slots=True)
class SetLine:
    """said_…: what the station counted, where staff corrected it."""

    number: int
    exercise: str
    said_exercise: str
    rep_count: int
    said_rep_count: int
    start_s: float
    end_s: float
    partial_reps: int
    good_reps: int
    judged_reps: int
    hold_s: float
    tension_s: float
    tempo: dict[str, Any] | None
    range_of_motion: dict[str, Any] | None
    reps: list[dict[str, Any]]
    conditions: tuple[ConditionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """What staff put right."""

    id: int
    at_ms: int
    account: str
    kind: str
    number: int | None
    exercise: str | None
    rep_count: int | None
    member_id: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """A session whole."""

    session: SessionLine
    sets: tuple[SetLine, ...]
    amendments: tuple[AmendmentLine, ...]


class Sessions:
    """Asks about them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, wanted: SessionFilter, cursor: str | None, limit: int) -> Page[SessionLine]:
        """The newest first."""
        with self._database.read() as connection:
            lines = _lines(connection, wanted, cursor, limit + 1)
        shown = lines[:limit]
        more = len(lines) > limit
        return Page(tuple(shown), cursor_of(shown[-1].start_ms, shown[-1].id) if more else None)

    def every(self, wanted: SessionFilter) -> Iterator[SessionLine]:
        """All of them, the newest first, a thousand in memory at a time."""
        cursor: str | None = None
        while True:
            page = self.page(wanted, cursor, _EXPORT_STEP)
            yield from page.items
            cursor = page.next
            if cursor is None:
                return

    def one(self, session_id: str) -> SessionDetail:
        """Raises UnknownRecordError."""
        with self._database.read() as connection:
            query = _select().where(schema.sessions.c.id == session_id)
            row = connection.execute(query).one_or_none()
            if row is None:
                raise UnknownRecordError("there is no such session", where=session_id)
            line = _with_totals(connection, [SessionLine(*row)])[0]
            return SessionDetail(
                line, _sets(connection, session_id), _amendments(connection, session_id)
            )


def _select() -> Select[Any]:
    table = schema.sessions
    return select(
        table.c.id,
        table.c.station_id,
        table.c.effective_member_id,
        table.c.start_ms,
        table.c.end_ms,
        table.c.clock_synced,
        table.c.duration_s,
        table.c.ended_by,
        table.c.interrupted,
        table.c.amended,
    )


def _lines(
    connection: Connection, wanted: SessionFilter, cursor: str | None, limit: int
) -> list[SessionLine]:
    ordered = found(_select(), wanted, cursor, limit)
    return _with_totals(connection, [SessionLine(*row) for row in connection.execute(ordered)])


def _with_totals(connection: Connection, lines: list[SessionLine]) -> list[SessionLine]:
    sets = schema.sets
    query = (
        select(
            sets.c.session_id,
            func.count().label("sets"),
            func.sum(sets.c.effective_rep_count).label("reps"),
            func.sum(sets.c.good_reps).label("good"),
            func.sum(sets.c.judged_reps).label("judged"),
        )
        .where(sets.c.session_id.in_([line.id for line in lines]))
        .group_by(sets.c.session_id)
    )
    totals = {row.session_id: row for row in connection.execute(query)}
    exercises = _exercises(connection, list(totals))
    return [
        replace(
            line,
            set_count=row.sets,
            rep_count=int(row.reps),
            good_reps=int(row.good),
            judged_reps=int(row.judged),
            exercises=tuple(exercises[line.id]),
        )
        if (row := totals.get(line.id))
        else line
        for line in lines
    ]


def _exercises(connection: Connection, ids: list[str]) -> dict[str, list[str]]:
    """Those of each session, in the order of their first sets."""
    sets = schema.sets
    query = (
        select(sets.c.session_id, sets.c.effective_exercise)
        .where(sets.c.session_id.in_(ids))
        .order_by(sets.c.session_id, sets.c.number)
    )
    found: dict[str, list[str]] = {}
    for session_id, exercise in connection.execute(query):
        known = found.setdefault(session_id, [])
        if exercise not in known:
            known.append(exercise)
    return found


def _sets(connection: Connection, session_id: str) -> tuple[SetLine, ...]:
    sets = schema.sets
    query: Select[Any] = (
        select(
            sets.c.number,
            sets.c.effective_exercise,
            sets.c.exercise,
            sets.c.effective_rep_count,
            sets.c.rep_count,
            sets.c.start_s,
            sets.c.end_s,
            sets.c.partial_reps,
            sets.c.good_reps,
            sets.c.judged_reps,
            sets.c.hold_s,
            sets.c.tension_s,
            sets.c.tempo,
            sets.c.range_of_motion,
            sets.c.reps,
        )
        .where(sets.c.session_id == session_id)
        .order_by(sets.c.number)
    )
    conditions = _conditions(connection, session_id)
    return tuple(
        replace(SetLine(*row), conditions=tuple(conditions.get(row.number, ())))
        for row in connection.execute(query)
    )


def _conditions(connection: Connection, session_id: str) -> dict[int, list[ConditionLine]]:
    table = schema.set_conditions
    query = (
        select(table.c.number, table.c.condition, table.c.ok, table.c.fault, table.c.not_judged)
        .where(table.c.session_id == session_id)
        .order_by(table.c.number, table.c.condition)
    )
    by_set: dict[int, list[ConditionLine]] = {}
    for number, *counts in connection.execute(query):
        by_set.setdefault(number, []).append(ConditionLine(*counts))
    return by_set


def _amendments(connection: Connection, session_id: str) -> tuple[AmendmentLine, ...]:
    table = schema.amendments
    query: Select[Any] = (
        select(
            table.c.id,
            table.c.at_ms,
            table.c.account,
            table.c.kind,
            table.c.number,
            table.c.exercise,
            table.c.rep_count,
            table.c.member_id,
            table.c.reason,
        )
        .where(table.c.session_id == session_id)
        .order_by(table.c.id)
    )
    return tuple(AmendmentLine(*row) for row in connection.execute(query))
