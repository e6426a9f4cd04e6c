"""Puts the checks of a station together, and serves what they find."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from edge.config.station import StationConfig
from edge.errors import MetricsError
from edge.health.board import Board
from edge.health.metrics import Figures, MetricsServer
from edge.health.registry import Registry
from edge.health.status_file import StatusFile, Who, path_to_write
from edge.station.health.checks import Parts, add_machine, add_models, add_station
from edge.station.health.signs import Signs
from edge.station.health.vitals import Vitals
from edge.uplink.uplink import Uplink


@contextmanager
def watched_health(settings: StationConfig, folder: Path, parts: Parts) -> Iterator[Vitals]:
    """All checks, asked until the block ends; the status file and, if wanted, metrics.

    folder: the data folder that should be written, whether or not it can be.
    """
    signs, registry = Signs.of(settings, folder), Registry()
    add_station(registry, signs, parts, settings)
    add_models(registry, folder)
    add_machine(registry, folder, settings)
    with ExitStack() as stack:
        registry.start()
        stack.callback(registry.stop)
        who = Who(settings.site, settings.station)
        path = path_to_write(who, os.environ)
        if path is not None:
            status = StatusFile(path, who, registry.results)
            status.start()
            stack.callback(status.stop)
        if settings.metrics.port is not None:
            _serve(settings, _figures(registry, signs, parts.uplink), signs, stack)
        yield Vitals(parts.uplink, registry, signs)


def _serve(
    settings: StationConfig, figures: Callable[[], Figures], signs: Signs, stack: ExitStack
) -> None:
    try:
        server = MetricsServer(settings.metrics, figures)
    except MetricsError as error:
        signs.metrics.tell("unserved", str(error))
        return
    stack.callback(server.close)
    signs.metrics.tell("ok", f"{settings.metrics.address}:{server.port}")


def _figures(registry: Registry, signs: Signs, uplink: Uplink | None) -> Callable[[], Figures]:
    board = Board()
    return lambda: Figures(
        counts=signs.tally.counts,
        latencies=signs.pose.latencies,
        waiting=uplink.keeping.waiting if uplink else None,
        findings=registry.findings(),
        temperature_c=board.temperature_c(),
    )
