"""Stations, and what became of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, or_, select

from edge.errors import UnknownRecordError
from hub.queries.page import Page, cursor_of, place_of
from hub.store import schema
from hub.store.database import Database


@dataclass(frozen=True, slots=True)
class Station:
    """A station as the store knows it."""

    id: str
    site: str
    station: str
    first_seen_ms: int
    last_seen_ms: int
    status: str | None
    since_ms: int | None
    version: str | None
    health: str | None


@dataclass(frozen=True, slots=True)
class HealthChange:
    """checks: as the station said them."""

    id: int
    station_id: str
    at_ms: int
    status: str
    checks: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class StationAlert:
    """text: by language."""

    id: int
    station_id: str
    at_ms: int
    code: str
    severity: str
    text: dict[str, str]


@dataclass(frozen=True, slots=True)
class StationVersions:
    """What a session was made with. models: hashes by name."""

    software: str
    config: str
    models: dict[str, Any]


class Stations:
    """Asks about them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Station, ...]:
        """Every station that was ever heard, by id."""
        return self._found(self._select().order_by(schema.stations.c.id))

    def one(self, station_id: str) -> Station:
        """Raises UnknownRecordError."""
        found = self._found(self._select().where(schema.stations.c.id == station_id))
        if not found:
            raise UnknownRecordError("there is no such station", where=station_id)
        return found[0]

    def health(self, station_id: str, cursor: str | None, limit: int) -> Page[HealthChange]:
        """Changes of its health, the newest first."""
        table = schema.health_history
        columns = (table.c.id, table.c.station_id, table.c.at_ms, table.c.status, table.c.checks)
        query = select(*columns).where(table.c.station_id == station_id)
        rows = self._newest_first(query, table, cursor, limit)
        return _page([HealthChange(*row) for row in rows], limit)

    def alerts(self, station_id: str | None, cursor: str | None, limit: int) -> Page[StationAlert]:
        """Its alerts, or those of all, the newest first."""
        table = schema.alerts
        query = select(
            table.c.id,
            table.c.station_id,
            table.c.at_ms,
            table.c.code,
            table.c.severity,
            table.c.text,
        )
        if station_id is not None:
            query = query.where(table.c.station_id == station_id)
        rows = self._newest_first(query, table, cursor, limit)
        return _page([StationAlert(*row) for row in rows], limit)

    def versions(self, station_id: str) -> StationVersions | None:
        """As its last session told them; None before there is one."""
        table = schema.sessions
        query = (
            select(table.c.software, table.c.config, table.c.models)
            .where(table.c.station_id == station_id)
            .order_by(table.c.start_ms.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return StationVersions(*row) if row else None

    def _newest_first(
        self, query: Select[Any], table: Any, cursor: str | None, limit: int
    ) -> list[Any]:
        if cursor is not None:
            at_ms, id_ = place_of(cursor)
            number = int(id_) if id_.isdecimal() and len(id_) < 19 else 0  # noqa: PLR2004
            older = and_(table.c.at_ms == at_ms, table.c.id < number)
            query = query.where(or_(table.c.at_ms < at_ms, older))
        ordered = query.order_by(table.c.at_ms.desc(), table.c.id.desc()).limit(limit + 1)
        with self._database.read() as connection:
            return list(connection.execute(ordered).all())

    def _select(self) -> Select[Any]:
        table = schema.stations
        return select(
            table.c.id,
            table.c.site,
            table.c.station,
            table.c.first_seen_ms,
            table.c.last_seen_ms,
            table.c.status,
            table.c.since_ms,
            table.c.version,
            table.c.health,
        )

    def _found(self, query: Select[Any]) -> tuple[Station, ...]:
        with self._database.read() as connection:
            return tuple(Station(*row) for row in connection.execute(query))


def _page(items: list[Any], limit: int) -> Page[Any]:
    shown = tuple(items[:limit])
    more = len(items) > limit
    return Page(shown, cursor_of(shown[-1].at_ms, str(shown[-1].id)) if more else None)
