"""How well a station is: asked of the running one, else found out without it."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from edge.config.station import StationConfig
from edge.errors import DataFolderError
from edge.health.board import SYS, Board
from edge.health.finding import Finding
from edge.health.registry import Registry, Result
from edge.health.status_file import SERVICE_FOLDER, Who, read_status
from edge.health.words.all import CHECKS, IN_USE, NO_CONFIG, NOT_RUNNING, NOT_YOURS
from edge.modelpack.active import active_models
from edge.modelpack.store import PackStore
from edge.resources import data_dir, models_in_use
from edge.station.health.camera_trial import TIMEOUT_S, CameraTrial
from edge.station.health.checks import add_machine, add_models
from edge.station.health.trials import (
    broker_trial,
    feedback_trial,
    identification_trial,
    outbox_trial,
)
from edge.station.storage.folder_lock import is_held
from edge.uplink.message import Status
from edge.uplink.uplink import OUTBOX_FILE

SERVICE_DATA = Path("/var/lib/gymstation")


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found. pid: of the running station that told it; None = found out without it."""

    results: tuple[Result, ...]
    pid: int | None = None
    age_s: float = 0.0

    @property
    def status(self) -> Status:
        """Of the whole."""
        return Status.worst(result.finding.status for result in self.results)

    @property
    def exit_status(self) -> int:
        """0 healthy, 1 warning or something that cannot be told, 2 critical."""
        return {Status.HEALTHY: 0, Status.CRITICAL: 2}.get(self.status, 1)


@dataclass(frozen=True, slots=True)
class Machine:
    """Where the machine's own tales are looked for."""

    board: Board
    sys: Path = SYS
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    service: Path = SERVICE_FOLDER


def examine(
    settings: StationConfig,
    path: Path | None,
    broken: str = "",
    *,
    probe: bool = False,
    machine: Machine | None = None,
) -> Examination:
    """All checks, in the order of the tables.

    settings: of the station; the defaults where `broken` says why they cannot be read. path: its
    file. probe: find out by itself even where a station runs.
    """
    machine = machine or Machine(Board())
    if not probe and not broken:
        told = read_status(Who(settings.site, settings.station), machine.environ, machine.service)
        if told is not None:
            return Examination(_ordered(told.results), told.pid, told.age_s)
    registry = Registry()
    registry.add("config", lambda: _config(path, broken))
    folder = data_folder_of(settings)
    add_machine(registry, folder, settings, machine.board, machine.sys)
    add_models(registry, folder)
    why = NO_CONFIG if broken else IN_USE if is_held(folder) else ""
    if not why:
        _add_trials(registry, settings, folder)
    with models_in_use(active_models(PackStore(folder)).folder):
        registry.ask_all()
    found = {result.finding.check: result for result in registry.results()}
    for check in CHECKS:
        found.setdefault(check, Result(Finding.of(check, why or NOT_RUNNING), 0.0))
    if _is_somebody_elses(folder):
        for check in ("disk", "outbox", "identification"):
            found[check] = Result(Finding.of(check, NOT_YOURS), 0.0)
    return Examination(_ordered(tuple(found.values())))


def data_folder_of(settings: StationConfig) -> Path:
    """The data folder, also where the service's surroundings are not those of this command."""
    if settings.data_dir is None and not os.environ.get("STATE_DIRECTORY"):
        with suppress(OSError):
            if SERVICE_DATA.is_dir():
                return SERVICE_DATA
    try:
        return data_dir(settings.data_dir)
    except DataFolderError as error:
        return Path(error.where or SERVICE_DATA)


def _add_trials(registry: Registry, settings: StationConfig, folder: Path) -> None:
    CameraTrial(settings.camera, folder).add_to(registry)
    # Its steps have each the time-out of the configuration.
    broker_s = 6 * settings.uplink.timeout_s + 1.0
    registry.add("broker", broker_trial(settings), timeout_s=broker_s)
    registry.add("outbox", outbox_trial(settings, folder / OUTBOX_FILE))
    registry.add("feedback", feedback_trial(settings), timeout_s=TIMEOUT_S)
    registry.add("identification", identification_trial(settings, folder), timeout_s=TIMEOUT_S)


def _config(path: Path | None, broken: str) -> Finding:
    if broken:
        return Finding.of("config", "invalid", broken)
    return Finding.of("config", "ok" if path else "defaults", str(path) if path else "")


def _is_somebody_elses(folder: Path) -> bool:
    try:
        status = folder.stat()
    except PermissionError:
        return True
    except OSError:
        return False
    return status.st_uid != os.geteuid() and not os.access(folder, os.W_OK)


def _ordered(results: tuple[Result, ...]) -> tuple[Result, ...]:
    place = {check: number for number, check in enumerate(CHECKS)}
    return tuple(sorted(results, key=lambda result: place[result.finding.check]))
