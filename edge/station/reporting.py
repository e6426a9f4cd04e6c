"""What the session's events mean for the hub and for the journal."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from edge.exercise.values import Rep, SetProgress
from edge.member.identity import Identity
from edge.session.events import RepCounted, SessionEnded, SessionEvent, SetEnded
from edge.session.journal import Journal
from edge.session.machine import SessionMachine
from edge.session.summary import SessionSummary


class Hub(Protocol):
    """Where a station's news go; `edge.uplink.uplink.Uplink` is one."""

    def summary(self, summary: SessionSummary) -> bool:
        """Keep a summary until the hub has it; whether it would survive a power cut."""
        ...

    def rep(self, rep: Rep, count: int, member: str | None) -> None:
        """Tell that a repetition was counted."""
        ...

    def state(self, **facts: object) -> None:
        """Tell what goes on."""
        ...


class NoHub:
    """No broker is configured: nothing is sent, and nothing waits to be."""

    def summary(self, summary: SessionSummary) -> bool:  # noqa: ARG002
        """See `Hub.summary`. There is nobody to keep it for."""
        return True

    def rep(self, rep: Rep, count: int, member: str | None) -> None:
        """See `Hub.rep`."""

    def state(self, **facts: object) -> None:
        """See `Hub.state`."""


class Reporter:
    """Passes on what happened; the journal lets go of a session once its summary is safe.

    degraded: why the station does less than it could, such as `thermal`; None where it does all.
    """

    def __init__(self, hub: Hub, journal: Journal, machine: SessionMachine) -> None:
        self.degraded: str | None = None
        self._hub = hub
        self._journal = journal
        self._machine = machine
        self._sets = 0
        self._said: Mapping[str, object] = {}

    def report(self, events: Sequence[SessionEvent], progress: SetProgress | None) -> None:
        """Take what one frame brought."""
        for event in events:
            if isinstance(event, SessionEnded):
                self.deliver(event.summary)
                self._sets = 0
            elif isinstance(event, SetEnded):
                self._sets += 1
            elif isinstance(event, RepCounted):
                self._hub.rep(event.rep, event.count, member_of(self._machine.identity))
        self._say_state(progress)

    def deliver(self, summary: SessionSummary) -> None:
        """Hand a summary over; one that is only in memory stays in the journal as well."""
        if self._hub.summary(summary):
            self._journal.settle(summary.id)

    def _say_state(self, progress: SetProgress | None) -> None:
        phase = self._machine.phase
        works = phase.value == "working" and progress is not None
        facts: dict[str, object] = {
            "phase": phase.value,
            "exercise": progress.exercise if works and progress else None,
            "count": progress.count if works and progress else 0,
            # Whole seconds: a state for each frame of a plank would say nothing more.
            "hold_s": float(int(progress.hold_s)) if works and progress else 0.0,
            "sets": self._sets,
            "member": member_of(self._machine.identity),
            "degraded": self.degraded,
        }
        if facts != self._said:
            self._said = facts
            self._hub.state(**facts)


def member_of(identity: Identity | None) -> str | None:
    """The opaque id of a member; None for an anonymous athlete."""
    return identity.member_id if identity else None
