"""What a store holds beside sessions: stations, members, alerts, health, log, quarantine."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table

from edge.uplink.message import HealthCheck, Status
from hub.store import schema
from hub.times import DAY_MS
from tools.hubload.size import Size

ALERTS = 20
"""Of each station."""
HEALTHS = 100
LOGGED = 20_000
UNREADABLE = 2_000
STEP = 10_000

Row = dict[str, Any]


def write_registers(connection: Connection, size: Size, now_ms: int) -> None:
    """All but the sessions; stations first."""
    first_ms = now_ms - size.days * DAY_MS
    _write(connection, schema.stations, _stations(size, first_ms, now_ms))
    _write(connection, schema.members, _members(size, first_ms))
    _write(connection, schema.cards, _cards(size, first_ms))
    _write(connection, schema.alerts, _alerts(size, now_ms))
    _write(connection, schema.health_history, _healths(size, now_ms))
    _write(connection, schema.audit, _audit(now_ms))
    _write(connection, schema.quarantine, _quarantine(now_ms))


def _write(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    waiting = list(rows)
    for start in range(0, len(waiting), STEP):
        connection.execute(table.insert(), waiting[start : start + STEP])


def _stations(size: Size, first_ms: int, now_ms: int) -> Iterator[Row]:
    for number in range(size.stations):
        id_ = size.station(number)
        site, _, station = id_.partition("/")
        yield {
            "id": id_,
            "site": site,
            "station": station,
            "first_seen_ms": first_ms,
            "last_seen_ms": now_ms,
            "status": "offline",
            "boot_id": "bench",
            "since_ms": first_ms,
            "since_synced": True,
            "version": "bench",
            "health": "healthy",
        }


def _members(size: Size, first_ms: int) -> Iterator[Row]:
    for number in range(size.members):
        yield {
            "id": f"member-{number}",
            "name": f"회원 {number}" if number % 2 else f"Member {number}",
            "created_ms": first_ms + number,
            "consent_ms": first_ms + number,
            "consent_version": "1",
            "consent_account": "root",
        }


def _cards(size: Size, first_ms: int) -> Iterator[Row]:
    for number in range(size.members):
        digest = sha256(f"card {number}".encode()).hexdigest()
        yield {"digest": digest, "member_id": f"member-{number}", "issued_ms": first_ms}


def _alerts(size: Size, now_ms: int) -> Iterator[Row]:
    for number in range(size.stations * ALERTS):
        yield {
            "station_id": size.station(number % size.stations),
            "boot_id": "bench",
            "sequence": number,
            "at_ms": now_ms - number * 60_000,
            "code": "camera_lost",
            "severity": "critical" if number % 3 else "warning",
            "text": {"en": "The camera gives no picture.", "ko": "카메라 영상이 없습니다."},
        }


def _healths(size: Size, now_ms: int) -> Iterator[Row]:
    for number in range(size.stations * HEALTHS):
        status = Status.WARNING if number // size.stations % 2 else Status.HEALTHY
        checks = [
            HealthCheck(check=name, status=status, state="ok").model_dump(mode="json")
            for name in ("camera", "broker", "outbox", "temperature")
        ]
        yield {
            "station_id": size.station(number % size.stations),
            "at_ms": now_ms - number * 10_000,
            "status": status.value,
            "checks": checks,
        }


def _audit(now_ms: int) -> Iterator[Row]:
    for number in range(LOGGED):
        yield {
            "at_ms": now_ms - number * 60_000,
            "account": "root",
            "action": "member.rename",
            "subject": f"member-{number}",
            "address": "127.0.0.1",
            "detail": {},
        }


def _quarantine(now_ms: int) -> Iterator[Row]:
    for number in range(UNREADABLE):
        payload = b"{nonsense %d" % number
        yield {
            "at_ms": now_ms - number * 60_000,
            "topic": "gymstation/gym-0/rack-0/session",
            "reason": "payload: Invalid JSON",
            "payload": payload,
            "size": len(payload),
            "digest": sha256(payload).hexdigest(),
            "times": 1,
        }
