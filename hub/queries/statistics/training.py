"""What one member did: read set by set, because one person's sets are few."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from hub.local_time import LocalTime
from hub.store import schema


@dataclass(frozen=True, slots=True)
class Visit:
    """A session."""

    id: str
    day: int
    duration_s: float


@dataclass(frozen=True, slots=True)
class Done:
    """A set, and the session that it was in.

    good_reps, judged_reps: 0 where staff gave the set another exercise, because it was judged as
    what it is not. tempo_s: seconds of a repetition in the mean.
    """

    session_id: str
    number: int
    start_ms: int
    day: int
    exercise: str
    reps: int
    good_reps: int
    judged_reps: int
    hold_s: float
    tempo_s: float | None
    range_of_motion: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One condition in one set."""

    session_id: str
    day: int
    exercise: str
    condition: str
    ok: int
    fault: int


def visits(connection: Connection, member_id: str, local: LocalTime) -> list[Visit]:
    """Every session that is kept, the oldest first."""
    table = schema.sessions
    query = (
        select(table.c.id, table.c.start_ms, table.c.duration_s)
        .where(table.c.effective_member_id == member_id)
        .order_by(table.c.start_ms)
    )
    return [
        Visit(id_, local.day(start_ms), duration_s)
        for id_, start_ms, duration_s in connection.execute(query)
    ]


def sets(connection: Connection, member_id: str, local: LocalTime) -> list[Done]:
    """Every set that is kept, the oldest first."""
    table, sessions = schema.sets, schema.sessions
    query = (
        select(
            table.c.session_id,
            table.c.number,
            sessions.c.start_ms,
            table.c.exercise,
            table.c.effective_exercise,
            table.c.effective_rep_count,
            table.c.good_reps,
            table.c.judged_reps,
            table.c.hold_s,
            table.c.tempo,
            table.c.range_of_motion,
        )
        .select_from(sessions.join(table, table.c.session_id == sessions.c.id))
        .where(sessions.c.effective_member_id == member_id)
        .order_by(sessions.c.start_ms, table.c.session_id, table.c.number)
    )
    return [_done(row, local) for row in connection.execute(query)]


def _done(row: Any, local: LocalTime) -> Done:
    holds = row.exercise == row.effective_exercise
    range_of_motion = (row.range_of_motion if holds else None) or {}
    return Done(
        session_id=row.session_id,
        number=row.number,
        start_ms=row.start_ms,
        day=local.day(row.start_ms),
        exercise=row.effective_exercise,
        reps=row.effective_rep_count,
        good_reps=row.good_reps if holds else 0,
        judged_reps=row.judged_reps if holds else 0,
        hold_s=row.hold_s,
        tempo_s=(row.tempo or {}).get("mean_s"),
        range_of_motion=range_of_motion.get("mean"),
        unit=range_of_motion.get("unit", ""),
    )


def judgements(
    connection: Connection, member_id: str, from_ms: int, local: LocalTime
) -> list[Judged]:
    """Every condition of every set since a moment."""
    table, of, sessions = schema.set_conditions, schema.sets, schema.sessions
    same = and_(of.c.session_id == table.c.session_id, of.c.number == table.c.number)
    query = (
        select(
            table.c.session_id,
            sessions.c.start_ms,
            of.c.exercise,
            table.c.condition,
            table.c.ok,
            table.c.fault,
        )
        .select_from(sessions.join(of, of.c.session_id == sessions.c.id).join(table, same))
        .where(
            sessions.c.effective_member_id == member_id,
            sessions.c.start_ms >= from_ms,
            of.c.exercise == of.c.effective_exercise,
        )
    )
    return [
        Judged(id_, local.day(start_ms), exercise, condition, ok, fault)
        for id_, start_ms, exercise, condition, ok, fault in connection.execute(query)
    ]
