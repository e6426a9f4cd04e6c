"""What the hub is told of the station's parts, and when somebody is called."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from edge.athlete.sighting import AthleteSighting, Presence
from edge.camera.frame import Frame, RgbImage
from edge.camera.retry import Reopening
from edge.config.camera import CameraSource
from edge.config.station import StationConfig
from edge.errors import CameraRecoveringError, FeedbackError
from edge.exercise.values import Phase, SetProgress
from edge.health.board import Board
from edge.health.governor import Step
from edge.health.registry import Registry
from edge.health.words.all import CHECKS
from edge.member.identify.health import IdentifierHealth
from edge.station.health.checks import Parts, add_machine, add_models, add_station
from edge.station.health.signs import Signs
from edge.station.health.vitals import Vitals
from edge.station.loop import Glimpse
from edge.uplink.keeper import Keeping
from edge.uplink.link import LinkReport, LinkState
from edge.uplink.message import HealthCheck, Status
from edge.uplink.uplink import Uplink
from tests.fakes.camera import FakeCamera

SAFE = Keeping(True, 0, 3, 0, None, "")


@dataclass
class FakeUplink:
    link: LinkReport = field(default_factory=lambda: LinkReport(LinkState.ONLINE, 0.0))
    keeping: Keeping = SAFE
    silent_s: float = 0.1
    said: list[tuple[HealthCheck, ...]] = field(default_factory=list)
    alerts: list[tuple[str, str]] = field(default_factory=list)

    def health(self, checks: tuple[HealthCheck, ...]) -> None:
        self.said.append(checks)

    def alert(self, code: str, severity: str, en: str, ko: str) -> None:
        assert en
        assert ko
        self.alerts.append((code, severity))


@dataclass
class FakeJournal:
    trouble: str | None = None
    lost: int = 0


class Living:
    """A station's vitals, all of whose checks are asked at each `pass_s`."""

    def __init__(self, folder: Path, uplink: FakeUplink | None, monkeypatch: pytest.MonkeyPatch):
        self.now_s = 1000.0
        monkeypatch.setattr("edge.station.health.vitals.time.monotonic", lambda: self.now_s)
        self.uplink, self.journal = uplink, FakeJournal()
        self.identification = IdentifierHealth.OFF
        self.registry, settings = Registry(), StationConfig()
        signs = Signs.of(settings, folder)
        parts = Parts(cast("Uplink | None", uplink), lambda: self.identification, self.journal)
        add_station(self.registry, signs, parts, settings)
        self.vitals = Vitals(cast("Uplink | None", uplink), self.registry, signs)
        self.sequence = 0

    def pass_s(self, seconds: float = 2.0) -> None:
        self.registry.ask_all()
        self.vitals.say()
        self.now_s += seconds

    def see(self) -> None:
        frame = Frame(RgbImage(np.zeros((48, 64, 3), np.uint8)), self.now_s, self.sequence)
        self.sequence += 1
        nobody = AthleteSighting(None, None, 0, Presence.EMPTY)
        progress = SetProgress("squat", self.now_s, 0, Phase.UNKNOWN)
        self.vitals.saw(Glimpse(frame, nobody, progress, ()))

    @property
    def states(self) -> dict[str, tuple[Status, str]]:
        self.registry.ask_all()
        return {check.check: (check.status, check.state) for check in self.vitals.checks()}


@pytest.fixture
def uplink() -> FakeUplink:
    return FakeUplink()


@pytest.fixture
def living(tmp_path: Path, uplink: FakeUplink, monkeypatch: pytest.MonkeyPatch) -> Living:
    return Living(tmp_path, uplink, monkeypatch)


def test_a_station_that_is_well_says_so_once_a_minute(living: Living, uplink: FakeUplink) -> None:
    living.see()
    for _ in range(6):
        living.pass_s(40.0)

    assert len(uplink.said) == 3
    assert Status.CRITICAL not in {check.status for check in uplink.said[0]}
    assert uplink.alerts == []


def test_a_camera_that_is_gone_is_told_once_and_its_return_too(
    living: Living, uplink: FakeUplink
) -> None:
    living.see()
    living.pass_s()
    for _ in range(3):
        living.vitals.camera_trouble(CameraRecoveringError("sent nothing", where="/dev/video0"))
        living.pass_s()
    living.see()
    living.pass_s()

    assert uplink.alerts == [("camera_silent", "critical")]
    assert [checks[0].state for checks in uplink.said] == ["ok", "silent", "ok"]
    assert uplink.said[1][0].detail == "/dev/video0: sent nothing"


@pytest.mark.parametrize(
    ("keeping", "status", "state"),
    [
        (Keeping(False, 2, 2, 0, None, "full"), Status.CRITICAL, "in_memory"),
        (Keeping(True, 0, 0, 0, Path("aside"), ""), Status.WARNING, "was_damaged"),
        (Keeping(True, 0, 0, 7, None, ""), Status.WARNING, "dropped"),
        (Keeping(True, 0, 16_000, 0, None, ""), Status.WARNING, "filling"),
    ],
)
def test_summaries_in_danger_call_somebody(
    living: Living, uplink: FakeUplink, keeping: Keeping, status: Status, state: str
) -> None:
    uplink.keeping = keeping
    living.pass_s()

    assert living.states["outbox"] == (status, state)
    assert [code for code, _ in uplink.alerts] == [f"outbox_{state}"]


def test_a_journal_that_cannot_write_calls_somebody(living: Living, uplink: FakeUplink) -> None:
    living.journal.trouble = "the disk is full"
    living.pass_s()

    assert living.states["journal"] == (Status.CRITICAL, "in_memory")
    assert uplink.alerts == [("journal_in_memory", "critical")]


def test_lines_that_a_journal_lost_are_told(living: Living) -> None:
    living.journal.lost = 3

    assert living.states["journal"] == (Status.WARNING, "lost")


def test_an_uplink_that_no_longer_moves_is_told(living: Living, uplink: FakeUplink) -> None:
    uplink.silent_s = 500.0

    assert living.states["uplink"] == (Status.CRITICAL, "stalled")


def test_players_that_failed_are_named_together(living: Living) -> None:
    for _ in range(2):
        living.vitals.feedback_trouble(FeedbackError("pin 17 is busy", where="led"))
    living.vitals.feedback_trouble(FeedbackError("no device", where="voice"))

    assert living.states["feedback"] == (Status.WARNING, "failed")
    details = {check.check: check.detail for check in living.vitals.checks()}
    assert details["feedback"] == "led: pin 17 is busy; voice: no device"


def test_heat_and_its_end(living: Living, uplink: FakeUplink) -> None:
    living.vitals.heat(Step("hot_1", 10.0))
    living.pass_s()
    assert living.states["thermal"] == (Status.WARNING, "degraded")
    assert uplink.alerts == [("thermal_degraded", "warning")]

    living.vitals.heat(Step())
    assert living.states["thermal"] == (Status.HEALTHY, "ok")


def test_a_configuration_that_was_refused(living: Living, tmp_path: Path) -> None:
    path = tmp_path / "station.yaml"
    path.write_text("site: gym\n")
    living.vitals.runs_on(path)
    assert living.states["config"] == (Status.HEALTHY, "ok")

    living.vitals.refused_config("station.yaml:1: nonsense")
    assert living.states["config"] == (Status.WARNING, "reload_failed")

    living.vitals.runs_on(path)
    assert living.states["config"] == (Status.HEALTHY, "ok")


def test_figures_alone_are_told_at_most_every_ten_seconds(
    living: Living, uplink: FakeUplink
) -> None:
    for waiting in range(6):
        uplink.keeping = Keeping(True, 0, waiting, 0, None, "")
        living.pass_s()

    assert len(uplink.said) == 2


def test_a_member_sees_offline_only_after_a_while(living: Living, uplink: FakeUplink) -> None:
    uplink.link = LinkReport(LinkState.UNREACHABLE, living.now_s - 5.0)
    assert not living.vitals.is_offline

    uplink.link = LinkReport(LinkState.UNREACHABLE, living.now_s - 60.0)
    assert living.vitals.is_offline


def test_without_a_broker_nothing_is_said_and_nobody_is_offline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    living = Living(tmp_path, None, monkeypatch)
    living.pass_s()

    assert not living.vitals.is_offline
    skipped = {check for check, (status, _) in living.states.items() if status is Status.SKIPPED}
    assert {"broker", "uplink", "outbox"} <= skipped


def test_only_a_real_camera_may_freeze(living: Living) -> None:
    signs = living.vitals._signs
    living.vitals.watches(FakeCamera())
    assert not signs.live
    living.vitals.watches(Reopening(FakeCamera()))
    assert signs.live


def test_a_demo_for_want_of_a_camera_is_told(living: Living) -> None:
    assert StationConfig().camera.source is CameraSource.AUTO
    living.vitals.watches(FakeCamera())
    living.see()
    assert living.states["camera"] == (Status.WARNING, "no_camera")

    living.vitals.watches(Reopening(FakeCamera()))
    assert living.states["camera"] == (Status.HEALTHY, "ok")


@pytest.mark.parametrize("state", IdentifierHealth)
def test_every_state_of_identification_has_its_words(
    living: Living, state: IdentifierHealth
) -> None:
    living.identification = state
    assert living.states["identification"][1] == state.value


@pytest.mark.parametrize("state", LinkState)
def test_every_state_of_the_link_has_its_words(
    living: Living, uplink: FakeUplink, state: LinkState
) -> None:
    uplink.link = LinkReport(state, 0.0)
    assert living.states["broker"][1] == state.value


def test_a_running_station_asks_every_check_there_is(living: Living, tmp_path: Path) -> None:
    add_models(living.registry, tmp_path)
    add_machine(living.registry, tmp_path, StationConfig(), Board(tmp_path, ()), tmp_path)

    assert {finding.check for finding in living.registry.findings()} == set(CHECKS)
