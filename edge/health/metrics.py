"""Figures for Prometheus, served over HTTP where the configuration names a port."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from edge.config.metrics import MetricsConfig
from edge.errors import MetricsError
from edge.health.finding import Finding
from edge.health.probes.pose import BUCKETS_S, Latencies
from edge.health.tally import Counts
from edge.uplink.message import Status

STATUSES = (Status.HEALTHY, Status.WARNING, Status.CRITICAL, Status.UNKNOWN, Status.SKIPPED)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told at one moment. waiting: summaries in the outbox; None without a broker."""

    counts: Counts
    latencies: Latencies
    waiting: int | None
    findings: tuple[Finding, ...]
    temperature_c: float | None = None


class MetricsServer:
    """Serves from construction until `close`, each request in a thread of its own.

    figures: asks for them. Raises MetricsError where the port is taken, the address is not this
    machine's, or the extra `metrics` is not installed.
    """

    def __init__(self, config: MetricsConfig, figures: Callable[[], Figures]) -> None:
        try:
            # An extra: few stations serve metrics.
            from prometheus_client import CollectorRegistry, start_http_server  # noqa: PLC0415
        except ImportError as error:
            raise MetricsError(
                "prometheus_client is not installed", remedy="pip install 'gymstation[metrics]'"
            ) from error
        registry = CollectorRegistry()
        registry.register(_Collector(figures))
        try:
            self._server, self._thread = start_http_server(
                config.port or 0, config.address, registry
            )
        except OSError as error:
            raise MetricsError(
                f"the figures cannot be served: {error.strerror}",
                where=f"{config.address}:{config.port}",
                remedy="choose another metrics.port or metrics.address",
            ) from error

    @property
    def port(self) -> int:
        """That it listens on."""
        return int(self._server.server_port)

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(1.0)


class _Collector:
    """Makes the library's families of the figures, at each request anew."""

    def __init__(self, figures: Callable[[], Figures]) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Any]:
        figures = self._figures()
        yield from _counters(figures.counts)
        yield _latency(figures.latencies)
        if figures.waiting is not None:
            yield _gauge("outbox_waiting", "Summaries that wait for the hub.", figures.waiting)
        if figures.temperature_c is not None:
            yield _gauge("temperature_celsius", "Of the processor.", figures.temperature_c)
        yield _checks(figures.findings)


def _counters(counts: Counts) -> Iterator[Any]:
    from prometheus_client.core import CounterMetricFamily  # noqa: PLC0415

    for name, text, value in (
        ("frames", "Frames that were worked on.", counts.frames),
        ("frames_dropped", "Frames of the camera that were not worked on.", counts.dropped),
        ("reps", "Repetitions that were counted.", counts.reps),
        ("sessions", "Sessions that ended.", counts.sessions),
    ):
        family = CounterMetricFamily(f"gymstation_{name}", text)
        family.add_metric([], value)
        yield family


def _latency(latencies: Latencies) -> Any:
    from prometheus_client.core import HistogramMetricFamily  # noqa: PLC0415

    bounds = [*(str(bound) for bound in BUCKETS_S), "+Inf"]
    buckets = list(zip(bounds, accumulate(latencies.counts), strict=True))
    text = "From picture to light, in seconds."
    family = HistogramMetricFamily("gymstation_latency_seconds", text)
    family.add_metric([], buckets, latencies.sum_s)
    return family


def _checks(findings: tuple[Finding, ...]) -> Any:
    from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

    text = "1 for the status that a check has, 0 for the others."
    family = GaugeMetricFamily("gymstation_check", text, labels=["check", "status"])
    for finding in findings:
        for status in STATUSES:
            family.add_metric([finding.check, status.value], int(finding.status is status))
    return family


def _gauge(name: str, text: str, value: float) -> Any:
    from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

    return GaugeMetricFamily(f"gymstation_{name}", text, value=value)
