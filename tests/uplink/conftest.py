"""A station's uplink without a station."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from edge.config.uplink import UplinkConfig
from edge.session.summary import SessionEnd, SessionSummary, Versions
from edge.uplink.topics import Topics
from edge.uplink.uplink import Uplink
from tests.fakes.broker import Mosquitto

TOPICS = Topics("gymstation", "gym", "station-1")
MakeUplink = Callable[..., Uplink]


def summary(number: int) -> SessionSummary:
    moment = datetime(2026, 11, 20, 18, number // 60 % 60, number % 60, tzinfo=UTC)
    return SessionSummary(
        id=f"0198a000-0000-7000-8000-{number:012d}",
        site="gym",
        station="station-1",
        boot_id="boot",
        sequence=number + 1,
        member_id=None,
        method=None,
        start_time=moment,
        end_time=moment,
        clock_synced=True,
        start_s=float(number),
        end_s=number + 1.0,
        ended_by=SessionEnd.LEFT,
        interrupted=False,
        versions=Versions(software="1", config="1"),
        sets=(),
    )


@pytest.fixture(autouse=True)
def databases_are_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests leave outboxes as a crash does; what they opened is closed behind them."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def remember(*arguments: Any, **options: Any) -> sqlite3.Connection:
        opened.append(connect(*arguments, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remember)
    yield
    for database in opened:
        database.close()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    with Mosquitto(tmp_path) as running:
        yield running


@pytest.fixture
def make_uplink(tmp_path: Path) -> Iterator[MakeUplink]:
    """Makes uplinks with short times; those that were started are stopped in the end."""
    made: list[Uplink] = []

    def make(port: int, *, start: bool = True, **settings: Any) -> Uplink:
        quick = {"host": "127.0.0.1", "timeout_s": 2.0, "retry_longest_s": 0.3, "keepalive_s": 5}
        config = UplinkConfig(port=port, **(quick | settings))
        uplink = Uplink(config, TOPICS, tmp_path, boot_id="boot", version="0.1")
        if start:
            uplink.start()
            made.append(uplink)
        return uplink

    yield make
    for uplink in made:
        uplink.stop()
