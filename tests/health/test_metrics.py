"""The figures that Prometheus reads."""

import builtins
import socket
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from edge.config.metrics import MetricsConfig
from edge.errors import MetricsError
from edge.health.finding import Finding
from edge.health.metrics import Figures, MetricsServer
from edge.health.probes.pose import BUCKETS_S, Latencies
from edge.health.tally import Counts

FIGURES = Figures(
    Counts(frames=100, dropped=7, reps=42, sessions=3),
    Latencies((0, 0, 90, *([0] * (len(BUCKETS_S) - 3)), 10), 12.5),
    waiting=5,
    findings=(Finding.of("camera", "silent"), Finding.of("clock", "ok")),
    temperature_c=51.5,
)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[MetricsServer]:
    pytest.importorskip("prometheus_client", reason="the extra `metrics` is not installed")
    server = MetricsServer(MetricsConfig(port=free_port()), lambda: FIGURES)
    yield server
    server.close()


def read(server: MetricsServer) -> str:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    connection.close()
    return text


@pytest.mark.parametrize(
    "line",
    [
        "gymstation_frames_total 100.0",
        "gymstation_frames_dropped_total 7.0",
        "gymstation_reps_total 42.0",
        "gymstation_sessions_total 3.0",
        "gymstation_outbox_waiting 5.0",
        "gymstation_temperature_celsius 51.5",
        'gymstation_check{check="camera",status="critical"} 1.0',
        'gymstation_check{check="camera",status="healthy"} 0.0',
        'gymstation_check{check="clock",status="healthy"} 1.0',
        'gymstation_latency_seconds_bucket{le="0.05"} 0.0',
        'gymstation_latency_seconds_bucket{le="0.1"} 90.0',
        'gymstation_latency_seconds_bucket{le="+Inf"} 100.0',
        "gymstation_latency_seconds_sum 12.5",
    ],
)
def test_what_is_served(server: MetricsServer, line: str) -> None:
    assert line in read(server).splitlines()


def test_a_port_is_served_once(server: MetricsServer) -> None:
    port = server.port
    with pytest.raises(MetricsError, match="cannot be served"):
        MetricsServer(MetricsConfig(port=port), lambda: FIGURES)


def test_by_default_no_port_is_open() -> None:
    assert MetricsConfig().port is None
    assert MetricsConfig().address == "127.0.0.1"


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *arguments: object, **named: object) -> object:
        if name.startswith("prometheus_client"):
            raise ImportError(name)
        return real(name, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(MetricsError, match=r"gymstation\[metrics\]"):
        MetricsServer(MetricsConfig(port=1), lambda: FIGURES)
