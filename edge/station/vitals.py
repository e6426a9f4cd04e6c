"""How well the parts of a running station are, gathered for the hub."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from edge.errors import StationError
from edge.member.identify.health import IdentifierHealth
from edge.uplink.link import LinkReport, LinkState
from edge.uplink.message import HealthCheck, Status
from edge.uplink.uplink import Uplink

SAY_EVERY_S = 60.0
OFFLINE_AFTER_S = 30.0  # a broker that restarts is no trouble that a member should see
STALLED_S = 400.0  # address, connection and handshake, each at the longest time-out
_LONGEST = 500
ALERTS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("camera", "silent"): ("The camera sends no picture.", "카메라에서 영상이 들어오지 않습니다."),
    ("outbox", "in_memory"): (
        "Summaries cannot be written to the disk; a power cut would lose them.",
        "요약을 디스크에 저장할 수 없습니다. 전원이 꺼지면 사라집니다.",
    ),
    ("outbox", "was_damaged"): (
        "A damaged outbox was moved aside; what waited in it may be missing.",
        "손상된 보관함을 옮겨 두었습니다. 그 안에서 기다리던 요약이 빠질 수 있습니다.",
    ),
    ("outbox", "dropped"): (
        "Summaries were dropped because too many waited.",
        "대기 중인 요약이 너무 많아 일부를 버렸습니다.",
    ),
    ("journal", "in_memory"): (
        "The running session cannot be written to the disk; a power cut would lose it.",
        "진행 중인 세션을 디스크에 저장할 수 없습니다. 전원이 꺼지면 사라집니다.",
    ),
    ("feedback", "failed"): (
        "A light, buzzer or voice cannot be used.",
        "조명, 부저 또는 음성을 사용할 수 없습니다.",
    ),
    ("identification", "worker_gave_up"): (
        "Faces are not recognised any more; members can use their cards.",
        "얼굴 인식이 멈췄습니다. 회원은 카드를 사용할 수 있습니다.",
    ),
    ("identification", "gallery_unavailable"): (
        "The members' gallery cannot be opened; everybody is anonymous.",
        "회원 정보를 열 수 없습니다. 모두 익명으로 처리됩니다.",
    ),
}
"""What staff are told when a check comes into a state, in English and Korean."""
_WELL = {LinkState.ONLINE, LinkState.CONNECTING, LinkState.OFF, LinkState.STOPPED}
_IDENTIFIER_WELL = {IdentifierHealth.OFF, IdentifierHealth.READY}


class JournalHealth(Protocol):
    """What a journal tells of itself; `edge.station.journal.FileJournal` is one."""

    trouble: str | None
    lost: int


class Vitals:
    """uplink: None without a broker. identification: how it is now. journal: of the session."""

    def __init__(
        self,
        uplink: Uplink | None,
        identification: Callable[[], IdentifierHealth],
        journal: JournalHealth,
    ) -> None:
        self._journal = journal
        self._uplink = uplink
        self._identification = identification
        self._camera: StationError | None = None
        self._feedback: list[str] = []
        self._frames = 0
        self._said: tuple[HealthCheck, ...] = ()
        self._said_s = float("-inf")

    def saw_frame(self) -> None:
        """The camera sends."""
        self._frames += 1
        self._camera = None

    def camera_trouble(self, error: StationError) -> None:
        """The camera sent nothing."""
        self._camera = error

    def feedback_trouble(self, error: StationError) -> None:
        """A light, buzzer or voice cannot be used."""
        self._feedback.append(str(error))

    @property
    def is_offline(self) -> bool:
        """Whether the hub has been out of reach for a while."""
        if self._uplink is None:
            return False
        link = self._uplink.link
        return link.state not in _WELL and time.monotonic() - link.since_s > OFFLINE_AFTER_S

    def say(self) -> None:
        """Tell the hub when something changed, and every minute."""
        if self._uplink is None:
            return
        now_s = time.monotonic()
        if now_s - self._said_s < 1.0:
            return
        checks = self.checks()
        for check in checks:
            self._alert(check)
        if checks != self._said or now_s - self._said_s >= SAY_EVERY_S:
            self._uplink.health(checks)
            self._said, self._said_s = checks, now_s

    def _alert(self, check: HealthCheck) -> None:
        text = ALERTS.get((check.check, check.state))
        before = next((old.state for old in self._said if old.check == check.check), None)
        if self._uplink is None or text is None or check.state == before:
            return
        severity = "critical" if check.status is Status.CRITICAL else "warning"
        self._uplink.alert(f"{check.check}_{check.state}", severity, *text)

    def checks(self) -> tuple[HealthCheck, ...]:
        """Every part that can be told of now."""
        return tuple(self._checks())

    def _checks(self) -> Iterator[HealthCheck]:
        yield self._camera_check()
        if self._uplink is not None:
            yield self._broker_check(self._uplink)
            yield _outbox_check(self._uplink)
        identification = self._identification()
        well = identification in _IDENTIFIER_WELL
        yield _check("identification", Status.HEALTHY if well else Status.WARNING, identification)
        yield self._journal_check()
        yield _check(
            "feedback",
            Status.WARNING if self._feedback else Status.HEALTHY,
            "failed" if self._feedback else "ok",
            "; ".join(self._feedback),
        )

    def _broker_check(self, uplink: Uplink) -> HealthCheck:
        if uplink.silent_s > STALLED_S:
            detail = f"the uplink has not moved for {uplink.silent_s:.0f} s"
            return _check("broker", Status.CRITICAL, "stalled", detail)
        return _link_check(uplink.link)

    def _journal_check(self) -> HealthCheck:
        trouble = self._journal.trouble
        if trouble is not None:
            return _check("journal", Status.CRITICAL, "in_memory", trouble)
        if self._journal.lost:
            return _check("journal", Status.WARNING, "lost", f"{self._journal.lost} lines lost")
        return _check("journal", Status.HEALTHY, "ok")

    def _camera_check(self) -> HealthCheck:
        if self._camera is not None:
            return _check("camera", Status.CRITICAL, "silent", str(self._camera))
        if not self._frames:
            return _check("camera", Status.UNKNOWN, "starting")
        return _check("camera", Status.HEALTHY, "ok")


def _link_check(link: LinkReport) -> HealthCheck:
    detail = " — ".join(part for part in (link.detail, link.remedy) if part)
    well = link.state in _WELL
    return _check("broker", Status.HEALTHY if well else Status.WARNING, link.state, detail)


def _outbox_check(uplink: Uplink) -> HealthCheck:
    keeping = uplink.keeping
    if not keeping.on_disk:
        return _check("outbox", Status.CRITICAL, "in_memory", keeping.problem)
    if keeping.moved_aside is not None:
        detail = f"a damaged outbox was moved to {keeping.moved_aside}"
        return _check("outbox", Status.WARNING, "was_damaged", detail)
    if keeping.dropped:
        return _check("outbox", Status.WARNING, "dropped", f"{keeping.dropped} summaries lost")
    return _check("outbox", Status.HEALTHY, "ok", f"{keeping.waiting} waiting")


def _check(name: str, status: Status, state: str, detail: str = "") -> HealthCheck:
    return HealthCheck(check=name, status=status, state=str(state), detail=detail[:_LONGEST])
