"""Stations: what they do now, and what became of them."""

from dataclasses import dataclass

from fastapi import APIRouter

from hub.actions.actor import Role
from hub.api.who import TheServices, Viewer
from hub.api.words import Cursor, Level, Limit
from hub.live.board import LiveStation
from hub.queries.page import Page
from hub.queries.stations import HealthChange, Station, StationAlert

router = APIRouter(prefix="/api", tags=["stations"])


@dataclass(frozen=True, slots=True)
class Now:
    """What a station does now. member_id: for staff only; heard_ms: when it last said anything."""

    id: str
    status: str | None
    phase: str | None
    exercise: str | None
    count: int
    member_id: str | None
    health: str | None
    heard_ms: int


@router.get("/stations")
def stations(_: Viewer, hub: TheServices) -> tuple[Station, ...]:
    """Every station that was ever heard."""
    return hub.stations.all()


@router.get("/live")
def live(who: Viewer, hub: TheServices) -> list[Now]:
    """What every station does now."""
    knows_members = who.role.rank >= Role.STAFF.rank
    return [_now(each, knows_members=knows_members) for each in hub.board.stations()]


@router.get("/stations/{site}/{station}")
def station(site: Level, station: Level, _: Viewer, hub: TheServices) -> Station:
    """One station."""
    return hub.stations.one(f"{site}/{station}")


@router.get("/stations/{site}/{station}/health")
def health(
    site: Level,
    station: Level,
    _: Viewer,
    hub: TheServices,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[HealthChange]:
    """Changes of its health, the newest first."""
    return hub.stations.health(f"{site}/{station}", cursor, limit)


@router.get("/stations/{site}/{station}/alerts")
def alerts(
    site: Level,
    station: Level,
    _: Viewer,
    hub: TheServices,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[StationAlert]:
    """Its alerts, the newest first."""
    return hub.stations.alerts(f"{site}/{station}", cursor, limit)


@router.get("/alerts")
def all_alerts(
    _: Viewer, hub: TheServices, cursor: Cursor = None, limit: Limit = 100
) -> Page[StationAlert]:
    """The alerts of all stations, the newest first."""
    return hub.stations.alerts(None, cursor, limit)


def _now(each: LiveStation, *, knows_members: bool) -> Now:
    state = each.state
    return Now(
        id=each.origin.id,
        status=each.presence.status if each.presence else None,
        phase=state.phase if state else None,
        exercise=state.exercise if state else None,
        count=state.count if state else 0,
        member_id=state.member if state and knows_members else None,
        health=each.health.status.value if each.health else None,
        heard_ms=each.heard_ms,
    )
