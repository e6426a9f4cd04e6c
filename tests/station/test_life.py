"""One life of the station: what the service manager hears of it, and what ends it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from edge.camera.frame import Frame
from edge.config.recovery import RecoveryConfig
from edge.config.station import StationConfig
from edge.errors import CameraRecoveringError, ConfigError
from edge.station.assembly import Assembled
from edge.station.life import Life
from edge.station.recovery.ladder import Past
from edge.station.recovery.ladder_file import LadderFile
from edge.station.recovery.reload import Reloading
from edge.station.service.notify import Notifier
from edge.station.service.process import End, Process
from tests.exercise.figure import film
from tests.fakes.camera import FakeClock
from tests.fakes.notify import Manager
from tests.station.test_loop import Scene

AWAY = CameraRecoveringError("sent nothing", where="fake")
NEW = StationConfig(station="new")


@dataclass
class FakeVitals:
    told: list[str] = field(default_factory=list)

    def watches(self, camera: object) -> None:
        self.told.append("watches")

    def saw(self, glimpse: object) -> None:
        self.told.append("saw")

    def camera_trouble(self, error: object) -> None:
        self.told.append("camera trouble")

    def refused_config(self, error: str) -> None:
        self.told.append(error)


@dataclass
class FakeUplink:
    lives: bool = True
    silent_s: float = 0.0
    alerts: list[tuple[str, str]] = field(default_factory=list)

    def alert(self, code: str, severity: str, en: str, ko: str) -> None:
        assert en
        assert ko
        self.alerts.append((code, severity))


class Bed:
    """A life with everything around it made up; every read of the camera takes five seconds."""

    def __init__(self, folder: Path, manager: Manager, script: Sequence[object]) -> None:
        self.scene = Scene(folder / "journal", script)
        self.clock = FakeClock()
        self.vitals, self.uplink = FakeVitals(), FakeUplink()
        self.folder = folder
        self.lines: list[str] = []
        self.may_end = True
        self.bad: str | None = None
        self.process = Process(Reloading(self.read), Notifier(manager.environ))
        self.manager = manager

    def read(self) -> StationConfig:
        if self.bad:
            raise ConfigError(self.bad)
        return NEW

    def live(self, **recovery: object) -> Life:
        settings = StationConfig(recovery=RecoveryConfig(**recovery))
        station = SimpleNamespace(
            uplink=self.uplink,
            folder=SimpleNamespace(kept=self.folder),
            rooms=self.scene.rooms,
            vitals=self.vitals,
            machine=self.scene.machine,
            may_end=self.may_end,
            between=tuple,
        )
        life = Life(
            cast("Assembled", station), settings, self.process, self.lines.append, clock=self.tick
        )
        life.run(self.scene.camera, (self.scene.note,), lambda _: None)
        self.scene.journal.close()
        return life

    def tick(self) -> float:
        self.clock.now_s += 5.0
        return self.clock.now_s


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    with Manager(tmp_path / "notify", watchdog_s=30.0) as manager:
        yield manager


@pytest.fixture
def recording() -> list[Frame]:
    return list(film("squat", repetitions=2).recording())


def test_ready_is_said_with_the_first_picture(
    tmp_path: Path, manager: Manager, recording: list[Frame]
) -> None:
    bed = Bed(tmp_path, manager, [AWAY, AWAY, *recording])
    assert bed.live().end is End.STOPPED
    manager.wait("STOPPING=1")

    said = [text for _, text in manager.said]
    waits = [text.startswith("EXTEND_TIMEOUT_USEC=") for text in said]
    assert sum(waits) == 2
    assert said.index("READY=1") > max(index for index, is_wait in enumerate(waits) if is_wait)
    assert any("no picture" in text for text in said)
    assert said.index("STATUS=watching") > said.index("READY=1")
    assert said.count("READY=1") == 1
    assert "WATCHDOG=1" in said
    assert bed.vitals.told[:3] == ["watches", "camera trouble", "camera trouble"]


def test_a_camera_that_stays_away_ends_the_program_and_that_is_remembered(
    tmp_path: Path, manager: Manager, recording: list[Frame]
) -> None:
    bed = Bed(tmp_path, manager, [*recording[:5], *[AWAY] * 40])
    life = bed.live(restart_after_s=60.0)

    assert life.end is End.RESTART
    assert life.end.exit_status == 75
    assert bed.uplink.alerts == [("camera_restart", "critical")]
    assert bed.lines == ["The camera stays away; the station's program starts anew."]
    past = LadderFile(tmp_path).read()
    assert past.restarts == 1
    assert past.silent_s >= 60.0


def test_then_the_computer_is_asked_to_restart(tmp_path: Path, manager: Manager) -> None:
    LadderFile(tmp_path).keep(Past(silent_s=590.0, restarts=3))
    bed = Bed(tmp_path, manager, [AWAY] * 40)
    life = bed.live(restart_after_s=60.0, reboot=True, reboot_after_s=600.0)

    assert life.end is End.REBOOT
    assert life.end.exit_status == 76
    assert bed.uplink.alerts == [("camera_reboot", "critical")]
    assert LadderFile(tmp_path).read() == Past(reboots=1)


def test_neither_happens_while_a_session_is_not_kept(tmp_path: Path, manager: Manager) -> None:
    LadderFile(tmp_path).keep(Past(silent_s=590.0, restarts=3))
    bed = Bed(tmp_path, manager, [AWAY] * 40)
    bed.may_end = False
    life = bed.live(restart_after_s=60.0, reboot=True, reboot_after_s=600.0)

    assert life.end is End.STOPPED
    assert LadderFile(tmp_path).read().reboots == 0


def test_a_new_configuration_waits_until_nobody_trains(
    tmp_path: Path, manager: Manager, recording: list[Frame]
) -> None:
    bed = Bed(tmp_path, manager, [*recording, *[AWAY] * 10])
    bed.process.reloading.ask_soon()
    life = bed.live()

    # The recording ends while the athlete is still there: the program, not the reload, ends it.
    assert life.fresh == NEW
    assert bed.scene.counted == 2


def test_with_nobody_there_it_is_taken_up_at_once(tmp_path: Path, manager: Manager) -> None:
    bed = Bed(tmp_path, manager, [AWAY] * 100_000)
    bed.process.reloading.ask_soon()
    life = bed.live(restart_after_s=None)

    assert life.end is End.RELOAD
    assert life.fresh == NEW
    manager.wait("RELOADING=1")
    assert not manager.heard("STOPPING=1")


def test_a_bad_configuration_is_refused_and_said(
    tmp_path: Path, manager: Manager, recording: list[Frame]
) -> None:
    bed = Bed(tmp_path, manager, recording)
    bed.bad = "station.yaml:1:1: camra: no such key"
    bed.process.reloading.ask_soon()
    life = bed.live()

    assert life.fresh is None
    assert bed.bad in bed.vitals.told
    assert bed.lines == [f"{bed.bad}\nthe configuration was not changed"]
    assert bed.scene.counted == 2


def test_a_stop_ends_it_in_good_order(
    tmp_path: Path, manager: Manager, recording: list[Frame]
) -> None:
    bed = Bed(tmp_path, manager, recording)
    bed.process.stop.set()

    assert bed.live().end is End.STOPPED
    assert manager.heard("STOPPING=1") or manager.wait("STOPPING=1") is None
