"""A station's checks put together: what is served, and what is left when it ends."""

import socket
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest

from edge.config.station import StationConfig
from edge.files import write_atomically
from edge.health import status_file
from edge.health.status_file import Who, read_status
from edge.member.identify.health import IdentifierHealth
from edge.station.health.checks import Parts
from edge.station.health.vitals import Vitals
from edge.station.health.watch import watched_health
from tests.station.test_vitals import FakeJournal

PARTS = Parts(None, lambda: IdentifierHealth.OFF, FakeJournal())


def until(condition: Callable[[], bool], timeout_s: float = 10.0) -> None:
    limit_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < limit_s, "it did not come to pass"
        time.sleep(0.02)


def state(vitals: Vitals, check: str) -> str:
    return next(one.state for one in vitals.checks() if one.check == check)


def settings(port: int | None = None) -> StationConfig:
    return StationConfig.model_validate({"metrics": {"port": port}})


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_a_station_tells_doctor_how_it_is_until_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status_file, "EVERY_S", 0.05)
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    with watched_health(settings(), tmp_path, PARTS) as vitals:
        until(lambda: read_status(Who("gym", "station-1"), {}, tmp_path) is not None)
        until(lambda: state(vitals, "disk") == "ok")
        until(lambda: state(vitals, "journal") == "ok")
        assert state(vitals, "metrics") == "off" or state(vitals, "metrics") == "starting"

    assert read_status(Who("gym", "station-1"), {}, tmp_path) is None


def test_metrics_are_served_where_a_port_is_named(tmp_path: Path) -> None:
    pytest.importorskip("prometheus_client", reason="the extra `metrics` is not installed")
    port = free_port()
    with watched_health(settings(port), tmp_path, PARTS) as vitals:
        until(lambda: state(vitals, "metrics") == "ok")
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/metrics")
        assert b"gymstation_frames_total 0.0" in connection.getresponse().read()
        connection.close()

    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()


def test_a_port_that_is_taken_stops_nothing_else(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        watched_health(settings(taken.getsockname()[1]), tmp_path, PARTS) as vitals,
    ):
        until(lambda: state(vitals, "metrics") == "unserved")


def test_who_may_read_a_file_does_not_hang_on_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for mode in (0o644, 0o600):
        write_atomically(path, b"text", mode=mode)
        assert path.stat().st_mode & 0o777 == mode
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
