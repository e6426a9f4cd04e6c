"""Which sessions are asked for, and how they are found without reading all of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from hub.queries.page import place_of
from hub.store import schema


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """What is left out is not asked for. from_ms is within, to_ms is not.

    anonymous: True for sessions of nobody known, False for those of members.
    """

    station_id: str | None = None
    member_id: str | None = None
    exercise: str | None = None
    from_ms: int | None = None
    to_ms: int | None = None
    anonymous: bool | None = None


def found(query: Select[Any], wanted: SessionFilter, cursor: str | None, limit: int) -> Select[Any]:
    """query: some columns of sessions; narrowed to what is wanted, the newest first."""
    table = schema.sessions
    if wanted.exercise is not None and wanted.station_id is None and wanted.member_id is None:
        # Nothing else narrows the search, so the sets lead: an exercise may be rare.
        return _newest_first(query.where(table.c.id.in_(_by_sets(wanted, cursor, limit)))).limit(
            limit
        )
    query = query.where(*_of_session(wanted), *_times(table.c.start_ms, table.c.id, wanted, cursor))
    if wanted.exercise is not None:
        sets = schema.sets
        # All of the index's columns, or SQLite reads every set of the exercise for each session.
        has = and_(
            sets.c.effective_exercise == wanted.exercise,
            sets.c.session_start_ms == table.c.start_ms,
            sets.c.session_id == table.c.id,
        )
        query = query.where(exists().where(has))
    return _newest_first(query).limit(limit)


def _newest_first(query: Select[Any]) -> Select[Any]:
    table = schema.sessions
    return query.order_by(table.c.start_ms.desc(), table.c.id.desc())


def _by_sets(wanted: SessionFilter, cursor: str | None, limit: int) -> Select[Any]:
    sets, table = schema.sets, schema.sessions
    start, id_ = sets.c.session_start_ms, sets.c.session_id
    query = select(id_).where(
        sets.c.effective_exercise == wanted.exercise, *_times(start, id_, wanted, cursor)
    )
    if wanted.anonymous is not None:
        query = query.join(table, table.c.id == id_).where(*_of_session(wanted))
    return query.group_by(start, id_).order_by(start.desc(), id_.desc()).limit(limit)


def _of_session(wanted: SessionFilter) -> list[ColumnElement[bool]]:
    table = schema.sessions
    conditions: list[ColumnElement[bool]] = []
    if wanted.station_id is not None:
        conditions.append(table.c.station_id == wanted.station_id)
    if wanted.member_id is not None:
        conditions.append(table.c.effective_member_id == wanted.member_id)
    if wanted.anonymous is not None:
        nobody = table.c.effective_member_id.is_(None)
        conditions.append(nobody if wanted.anonymous else ~nobody)
    return conditions


def _times(
    start: ColumnElement[int],
    id_: ColumnElement[str],
    wanted: SessionFilter,
    cursor: str | None,
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.from_ms is not None:
        conditions.append(start >= wanted.from_ms)
    if wanted.to_ms is not None:
        conditions.append(start < wanted.to_ms)
    if cursor is not None:
        at_ms, after = place_of(cursor)
        # The first part alone lets an index be used from there on.
        conditions.append(start <= at_ms)
        conditions.append(or_(start < at_ms, id_ < after))
    return conditions
