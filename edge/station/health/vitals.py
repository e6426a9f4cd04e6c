"""How well the station is: reads the registry of checks and tells the hub."""

import time
from pathlib import Path

from edge.camera.port import Camera
from edge.errors import StationError
from edge.health.finding import Finding
from edge.health.governor import Step
from edge.health.registry import Registry
from edge.health.words.all import entry_of
from edge.station.health.signs import Signs
from edge.station.loop import Glimpse
from edge.uplink.link import WELL
from edge.uplink.message import HealthCheck, Status
from edge.uplink.uplink import Uplink

SAY_EVERY_S = 60.0
CHANGED_EVERY_S = 10.0  # figures change at every look; staff are told of states at once
OFFLINE_AFTER_S = 30.0  # a broker that restarts is no trouble that a member should see


class Vitals:
    """uplink: None without a broker. registry: of the checks. signs: what they read."""

    def __init__(self, uplink: Uplink | None, registry: Registry, signs: Signs) -> None:
        self._uplink = uplink
        self._registry = registry
        self._signs = signs
        self._said: tuple[Finding, ...] = ()
        self._said_s = float("-inf")
        self._looked_s = float("-inf")
        self._step: Step | None = None

    def watches(self, camera: Camera) -> None:
        """What is watched: a camera, or a recording."""
        self._signs.watches(camera)

    def runs_on(self, path: Path | None) -> None:
        """The file that the configuration was read from just now; None = the defaults."""
        self._signs.config.runs_on(path)

    def saw(self, glimpse: Glimpse) -> None:
        """A frame went through all rooms."""
        self._signs.saw(glimpse)

    def camera_trouble(self, error: StationError) -> None:
        """The camera sent nothing."""
        self._signs.camera.silent(str(error))

    def feedback_trouble(self, error: StationError) -> None:
        """A light, buzzer or voice cannot be used."""
        self._signs.player_failed(str(error))

    def refused_config(self, error: str) -> None:
        """A new configuration cannot be used; the old one goes on."""
        self._signs.config.refused(error)

    def heat(self, step: Step) -> None:
        """How much work is done, as hot as the computer is."""
        if step != self._step:
            self._step = step
            self._signs.thermal.tell("degraded" if step.is_degraded else "ok", step.name)

    def note(self, check: HealthCheck) -> None:
        """What is told of the members' exchange."""
        self._signs.members.tell(check.state, check.detail)

    @property
    def is_offline(self) -> bool:
        """Whether the hub has been out of reach for a while."""
        if self._uplink is None:
            return False
        link = self._uplink.link
        return link.state not in WELL and time.monotonic() - link.since_s > OFFLINE_AFTER_S

    def say(self) -> None:
        """Tell the hub when a state changed, and every minute; waits for nothing."""
        if self._uplink is None:
            return
        now_s = time.monotonic()
        if now_s - self._looked_s < 1.0:
            return
        self._looked_s = now_s
        findings = self._registry.findings()
        for finding in findings:
            self._alert(finding)
        if self._is_due(findings, now_s - self._said_s):
            self._uplink.health(tuple(finding.message for finding in findings))
            self._said, self._said_s = findings, now_s

    def checks(self) -> tuple[HealthCheck, ...]:
        """The last that is known of every part."""
        return tuple(finding.message for finding in self._registry.findings())

    def _is_due(self, findings: tuple[Finding, ...], since_s: float) -> bool:
        if _states(findings) != _states(self._said) or since_s >= SAY_EVERY_S:
            return True
        return findings != self._said and since_s >= CHANGED_EVERY_S

    def _alert(self, finding: Finding) -> None:
        if self._uplink is None or not entry_of(finding.check, finding.state).calls:
            return
        before = next((old.state for old in self._said if old.check == finding.check), None)
        if finding.state != before:
            code = f"{finding.check}_{finding.state}"
            severity = "critical" if finding.status is Status.CRITICAL else "warning"
            self._uplink.alert(code, severity, finding.says.en, finding.says.ko)


def _states(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.check, finding.state) for finding in findings]
