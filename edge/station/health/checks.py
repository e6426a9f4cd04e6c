"""Every check of a running station, by its name and with its rhythm."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from edge.config.station import StationConfig
from edge.health.board import SYS, Board
from edge.health.finding import Finding
from edge.health.probes.board import Power, Temperature, Throttling
from edge.health.probes.clock import ClockSync
from edge.health.probes.disk import Card, Disk
from edge.health.probes.memory import MemoryUse
from edge.health.probes.models import GoldenFrame, ModelFiles
from edge.health.probes.way import (
    broker_finding,
    journal_finding,
    outbox_finding,
    uplink_finding,
)
from edge.health.registry import Registry
from edge.member.identify.health import IdentifierHealth
from edge.modelpack.active import active_models
from edge.modelpack.store import PackStore
from edge.station.health.signs import Signs
from edge.uplink.clock import Clock, SystemClock
from edge.uplink.uplink import Uplink

AT_ONCE_S = 1.0  # what staff are called for
PICTURE_S = 2.0
SLOWLY_S = 30.0
MODELS_S, MODELS_TIMEOUT_S = 3600.0, 60.0
SELFTEST_S, SELFTEST_TIMEOUT_S = 86_400.0, 120.0


class JournalHealth(Protocol):
    """What a journal tells of itself; `edge.station.storage.journal.FileJournal` is one."""

    trouble: str | None
    lost: int


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Of a running station. uplink: None without a broker. identification: how it is now.

    journal: of the session.
    """

    uplink: Uplink | None
    identification: Callable[[], IdentifierHealth]
    journal: JournalHealth


def add_station(registry: Registry, signs: Signs, parts: Parts, settings: StationConfig) -> None:
    """What the rooms of a running station tell of themselves."""
    registry.add("camera", signs.camera, every_s=AT_ONCE_S)
    picture = signs.picture
    registry.add("frozen", picture.frozen, every_s=PICTURE_S)
    registry.add("brightness", picture.brightness, every_s=PICTURE_S)
    registry.add("sharpness", picture.sharpness, every_s=PICTURE_S)
    registry.add("blocked", picture.blocked, every_s=PICTURE_S)
    registry.add("mount", picture.mount, every_s=PICTURE_S)
    registry.add("pose", signs.pose, every_s=PICTURE_S)
    registry.add("thermal", signs.thermal, every_s=AT_ONCE_S)
    registry.add("config", signs.config, every_s=PICTURE_S)
    registry.add("metrics", signs.metrics)
    registry.add("feedback", signs.feedback, every_s=AT_ONCE_S)
    registry.add(
        "identification",
        lambda: Finding.of("identification", parts.identification().value),
        every_s=AT_ONCE_S,
    )
    registry.add("members", signs.members, every_s=AT_ONCE_S)
    _add_way(registry, parts.uplink, settings, SystemClock())
    journal = parts.journal
    registry.add(
        "journal", lambda: journal_finding(journal.trouble, journal.lost), every_s=AT_ONCE_S
    )


def add_machine(
    registry: Registry,
    folder: Path,
    settings: StationConfig,
    board: Board | None = None,
    sys: Path = SYS,
) -> None:
    """What the computer tells, whether a station runs or not. folder: of data."""
    board = board or Board(sys)
    registry.add("clock", ClockSync(SystemClock()), every_s=SLOWLY_S)
    registry.add("disk", Disk(folder, settings.health.low_disk_mb))
    registry.add("sd_card", Card(sys), every_s=SLOWLY_S)
    registry.add("temperature", Temperature(board))
    registry.add("throttling", Throttling(board))
    registry.add("power", Power(board))
    registry.add("memory", MemoryUse(), every_s=SLOWLY_S)


def add_models(registry: Registry, folder: Path) -> None:
    """The model files, and the golden frame through them. folder: the data folder."""
    store = PackStore(folder)
    files = ModelFiles(trouble=lambda: active_models(store).trouble)
    registry.add("models", files, timeout_s=MODELS_TIMEOUT_S, every_s=MODELS_S)
    registry.add("selftest", GoldenFrame(), timeout_s=SELFTEST_TIMEOUT_S, every_s=SELFTEST_S)


def _add_way(
    registry: Registry, uplink: Uplink | None, settings: StationConfig, clock: Clock
) -> None:
    if uplink is None:
        for check in ("broker", "uplink", "outbox"):
            registry.add(check, _off(check))
        return
    registry.add("broker", lambda: broker_finding(uplink.link), every_s=AT_ONCE_S)
    registry.add("uplink", lambda: uplink_finding(uplink.silent_s), every_s=AT_ONCE_S)
    limits = settings.uplink.outbox
    registry.add(
        "outbox",
        lambda: outbox_finding(uplink.keeping, limits, clock.now()),
        every_s=AT_ONCE_S,
    )


def _off(check: str) -> Callable[[], Finding]:
    return lambda: Finding.of(check, "off")
