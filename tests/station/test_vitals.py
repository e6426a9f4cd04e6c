"""What the hub is told of the station's parts, and when somebody is called."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from edge.errors import CameraRecoveringError, FeedbackError
from edge.member.identify.health import IdentifierHealth
from edge.station.vitals import ALERTS, Vitals
from edge.uplink.keeper import Keeping
from edge.uplink.link import LinkReport, LinkState
from edge.uplink.message import HealthCheck, Status
from edge.uplink.uplink import Uplink

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


@pytest.fixture
def journal() -> FakeJournal:
    return FakeJournal()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, to be changed."""
    time = [1000.0]
    monkeypatch.setattr("edge.station.vitals.time.monotonic", lambda: time[0])
    return time


@pytest.fixture
def uplink() -> FakeUplink:
    return FakeUplink()


@pytest.fixture
def vitals(uplink: FakeUplink, journal: FakeJournal) -> Vitals:
    return Vitals(cast("Uplink", uplink), lambda: IdentifierHealth.OFF, journal)


def states(vitals: Vitals) -> dict[str, tuple[Status, str]]:
    return {check.check: (check.status, check.state) for check in vitals.checks()}


def test_a_station_that_is_well_says_so_once_a_minute(
    vitals: Vitals, uplink: FakeUplink, now: list[float]
) -> None:
    vitals.saw_frame()
    for _ in range(150):
        vitals.say()
        now[0] += 1.0

    assert len(uplink.said) == 3
    assert {check.status for check in uplink.said[0]} == {Status.HEALTHY}
    assert uplink.alerts == []


def test_a_camera_that_is_gone_is_told_once_and_its_return_too(
    vitals: Vitals, uplink: FakeUplink, now: list[float]
) -> None:
    vitals.saw_frame()
    vitals.say()
    for _ in range(5):
        now[0] += 2.0
        vitals.camera_trouble(CameraRecoveringError("sent nothing", where="/dev/video0"))
        vitals.say()
    now[0] += 2.0
    vitals.saw_frame()
    vitals.say()

    assert uplink.alerts == [("camera_silent", "critical")]
    assert [checks[0].state for checks in uplink.said] == ["ok", "silent", "ok"]


@pytest.mark.parametrize(
    ("keeping", "status", "state"),
    [
        (Keeping(False, 2, 2, 0, None, "full"), Status.CRITICAL, "in_memory"),
        (Keeping(True, 0, 0, 0, Path("aside"), ""), Status.WARNING, "was_damaged"),
        (Keeping(True, 0, 0, 7, None, ""), Status.WARNING, "dropped"),
    ],
)
def test_summaries_in_danger_call_somebody(
    vitals: Vitals, uplink: FakeUplink, keeping: Keeping, status: Status, state: str
) -> None:
    uplink.keeping = keeping
    vitals.say()

    assert states(vitals)["outbox"] == (status, state)
    assert [code for code, _ in uplink.alerts] == [f"outbox_{state}"]


def test_a_journal_that_cannot_write_calls_somebody(
    vitals: Vitals, uplink: FakeUplink, journal: FakeJournal
) -> None:
    journal.trouble = "the disk is full"
    vitals.say()

    assert states(vitals)["journal"] == (Status.CRITICAL, "in_memory")
    assert uplink.alerts == [("journal_in_memory", "critical")]


def test_lines_that_a_journal_lost_are_told(vitals: Vitals, journal: FakeJournal) -> None:
    journal.lost = 3

    assert states(vitals)["journal"] == (Status.WARNING, "lost")


def test_an_uplink_that_no_longer_moves_is_told(vitals: Vitals, uplink: FakeUplink) -> None:
    uplink.silent_s = 500.0

    assert states(vitals)["broker"] == (Status.CRITICAL, "stalled")


def test_a_player_that_failed_is_named(vitals: Vitals) -> None:
    vitals.feedback_trouble(FeedbackError("pin 17 is busy", where="led"))

    assert states(vitals)["feedback"] == (Status.WARNING, "failed")


def test_a_member_sees_offline_only_after_a_while(
    vitals: Vitals, uplink: FakeUplink, now: list[float]
) -> None:
    uplink.link = LinkReport(LinkState.UNREACHABLE, now[0] - 5.0)
    assert not vitals.is_offline

    uplink.link = LinkReport(LinkState.UNREACHABLE, now[0] - 60.0)
    assert vitals.is_offline


def test_without_a_broker_nothing_is_said_and_nobody_is_offline() -> None:
    vitals = Vitals(None, lambda: IdentifierHealth.READY, FakeJournal())
    vitals.say()

    assert not vitals.is_offline
    assert set(states(vitals)) == {"camera", "identification", "journal", "feedback"}


def test_every_alert_is_about_a_state_that_exists() -> None:
    identification = {state.value for state in IdentifierHealth}
    assert {state for check, state in ALERTS if check == "identification"} <= identification
