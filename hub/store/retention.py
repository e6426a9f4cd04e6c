"""What is old goes, in steps that let others write in between."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_, delete, func, or_, select, update

from hub.config.retention import RetentionConfig
from hub.store import schema
from hub.store.database import Database
from hub.store.tallies.keep import counted_anew
from hub.times import DAY_MS, now_ms

STEP = 5_000
"""Rows that one transaction takes."""


@dataclass(frozen=True, slots=True)
class CleanUp:
    """How many rows went, or lost their member."""

    sessions: int
    anonymised: int
    history: int
    quarantine: int
    audit: int


def clean_up(database: Database, config: RetentionConfig, at_ms: int | None = None) -> CleanUp:
    """Apply the limits as of this moment (now, unless given)."""
    now = at_ms if at_ms is not None else now_ms()

    def aged(table: Table, column: str, days: int) -> int:
        return _delete(database, table, table.c[column] < now - days * DAY_MS)

    history = (
        aged(schema.health_history, "at_ms", config.health_days)
        + aged(schema.alerts, "at_ms", config.alerts_days)
        + _most_of_each(database, schema.health_history, config.history_most)
        + _most_of_each(database, schema.alerts, config.history_most)
    )
    return CleanUp(
        sessions=_sessions(database, now - config.sessions_days * DAY_MS),
        anonymised=_anonymise(database, config, now),
        history=history,
        quarantine=aged(schema.quarantine, "at_ms", config.quarantine_days)
        + _most(database, schema.quarantine, config.quarantine_most),
        audit=aged(schema.audit, "at_ms", config.audit_days) + _expired(database, now),
    )


def _delete(database: Database, table: Table, condition: ColumnElement[bool]) -> int:
    key = next(iter(table.primary_key.columns))
    total = 0
    while True:
        some = select(key).where(condition).limit(STEP)
        with database.begin() as connection:
            count = connection.execute(delete(table).where(key.in_(some))).rowcount
        total += count
        if count < STEP:
            return total


def _sessions(database: Database, before_ms: int) -> int:
    table, total = schema.sessions, 0
    while True:
        with database.begin() as connection:
            old = select(table.c.id).where(table.c.start_ms < before_ms).limit(STEP)
            ids = connection.scalars(old).all()
            with counted_anew(connection, ids):
                connection.execute(delete(table).where(table.c.id.in_(ids)))
        total += len(ids)
        if len(ids) < STEP:
            return total


def _most(
    database: Database, table: Table, most: int, where: ColumnElement[bool] | None = None
) -> int:
    """Keep the newest so many of those that fit."""
    newest = select(table.c.id).order_by(table.c.id.desc()).offset(most - 1).limit(1)
    with database.read() as connection:
        border = connection.scalar(newest if where is None else newest.where(where))
    if border is None:
        return 0
    older = table.c.id < border
    return _delete(database, table, older if where is None else and_(older, where))


def _most_of_each(database: Database, table: Table, most: int) -> int:
    crowded = select(table.c.station_id).group_by(table.c.station_id).having(func.count() > most)
    with database.read() as connection:
        stations = connection.scalars(crowded).all()
    return sum(_most(database, table, most, table.c.station_id == each) for each in stations)


def _anonymise(database: Database, config: RetentionConfig, now: int) -> int:
    if config.anonymise_days is None:
        return 0
    table, changes = schema.sessions, schema.amendments
    named = or_(table.c.member_id.is_not(None), table.c.effective_member_id.is_not(None))
    old = and_(table.c.start_ms < now - config.anonymise_days * DAY_MS, named)
    total = 0
    while True:
        with database.begin() as connection:
            ids = connection.scalars(select(table.c.id).where(old).limit(STEP)).all()
            with counted_anew(connection, ids):
                connection.execute(
                    update(table)
                    .where(table.c.id.in_(ids))
                    .values(member_id=None, effective_member_id=None, method=None)
                )
            connection.execute(
                update(changes)
                .where(changes.c.session_id.in_(ids))
                .values(member_id=None, reason="")
            )
        total += len(ids)
        if len(ids) < STEP:
            return total


def _expired(database: Database, now: int) -> int:
    return _delete(database, schema.keys, schema.keys.c.expires_ms < now)
