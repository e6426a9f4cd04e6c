"""The session's state machine: moments and commands in, events out."""

from collections.abc import Callable
from math import isfinite

from edge.config.session import SessionConfig
from edge.member.identity import Identity
from edge.session.about import StationAbout
from edge.session.events import (
    ClockSet,
    Identified,
    IdentityWithdrawn,
    PhaseChanged,
    SessionEvent,
    SessionPhase,
    TrackerReset,
)
from edge.session.ledger import Ledger
from edge.session.moment import Moment, Presence
from edge.session.running_set import SetState
from edge.session.summary import SessionEnd
from edge.session.visit import Visit
from edge.session.wall_clock import WallClock

AWAY_S = 3.0  # out of sight for less is somebody walking past, or a pose that was missed


class SessionMachine:
    """Follows one athlete after the other through sets and sessions.

    settings: when sets and sessions are over. about: what all summaries have in common. entropy:
    gives that many random bytes, for the ids.

    Pure: no clock, no thread, no file; the same moments, commands and bytes give the same events.
    """

    def __init__(
        self, settings: SessionConfig, about: StationAbout, entropy: Callable[[int], bytes]
    ) -> None:
        self._settings = settings
        self._clock = WallClock()
        self._told: list[SessionEvent] = []
        self._ledger = Ledger(settings, about, entropy, self._clock, self._told.append)
        self._visit: Visit | None = None
        self._phase = SessionPhase.EMPTY
        self._now_s = 0.0

    @property
    def phase(self) -> SessionPhase:
        """Where the station is with its athlete."""
        return self._phase

    @property
    def identity(self) -> Identity | None:
        """Of the athlete, as far as known."""
        return self._visit.identity if self._visit else None

    @property
    def set_state(self) -> SetState | None:
        """Of the running set; None between sets."""
        return self._ledger.set_state

    def update(self, moment: Moment) -> tuple[SessionEvent, ...]:
        """Take the next moment. Times must not go back; an earlier one is taken as now."""
        if isfinite(moment.captured_s):
            self._now_s = max(self._now_s, moment.captured_s)
        self._set_clock(moment)
        self._expire()
        is_new = self._meet(moment)
        # The progress of the moment in which the athlete changes is that of the one before.
        if self._visit is not None and moment.progress is not None and not is_new:
            self._ledger.take(self._now_s, moment.progress, self._visit)
        return self._events()

    def identify(self, identity: Identity, athlete: int | None = None) -> tuple[SessionEvent, ...]:
        """The athlete is this member; another member than before is another person.

        athlete: whose identity it is, where that is known; it is dropped if they are gone.
        """
        visit, known = self._visit, self.identity
        if visit is None or not identity.is_member or athlete not in (None, visit.athlete):
            return ()
        if known is not None and known.member_id != identity.member_id:
            self._close(SessionEnd.HANDED_OVER)
        elif known is not None and known.method is identity.method:
            return ()
        visit.identity = identity
        self._ledger.note(Identified(self._now_s, identity))
        return self._events()

    def not_me(self) -> tuple[SessionEvent, ...]:
        """The athlete is not who was named: the whole running session is nobody's."""
        self._withdraw()
        return self._events()

    def sign_out(self) -> tuple[SessionEvent, ...]:
        """The athlete ends the session; whatever follows is another one, and anonymous."""
        self._close(SessionEnd.SIGNED_OUT)
        self._withdraw()
        return self._events()

    def end(self, reason: SessionEnd = SessionEnd.COMMAND) -> tuple[SessionEvent, ...]:
        """End the running session, if there is one; work that follows begins another."""
        self._close(reason)
        return self._events()

    def _set_clock(self, moment: Moment) -> None:
        synced = moment.clock_synced
        if self._clock.note(moment.captured_s, moment.wall_time_s, synced=synced):
            self._ledger.note(ClockSet(moment.captured_s, moment.wall_time_s, synced))

    def _expire(self) -> None:
        """End what time has ended, in the order in which it ended."""
        visit = self._visit
        if visit is None:
            return
        self._ledger.rest(self._now_s, visit)
        if self._now_s - visit.seen_s >= self._settings.left_after_s:
            self._leave(SessionEnd.LEFT)
        elif self._ledger.age_s(self._now_s) >= self._settings.longest_session_s:
            self._ledger.close(self._now_s, self._now_s, SessionEnd.LIMIT, visit)

    def _meet(self, moment: Moment) -> bool:
        """See who is there; True if it is somebody else than before."""
        if moment.athlete is None or moment.presence is Presence.EMPTY:
            return False
        if self._visit is not None and self._visit.athlete == moment.athlete:
            self._visit.seen_s = self._now_s
            return False
        self._leave(SessionEnd.HANDED_OVER)
        self._visit = Visit(moment.athlete, counted_until_s=self._now_s, seen_s=self._now_s)
        self._ledger.note(TrackerReset(self._now_s))
        return True

    def _leave(self, reason: SessionEnd) -> None:
        if self._visit is not None:
            self._ledger.close(self._now_s, self._visit.seen_s, reason, self._visit)
            self._visit = None

    def _close(self, reason: SessionEnd) -> None:
        """End the session of somebody who is still there."""
        if self._visit is None:
            return
        self._ledger.close(self._now_s, self._visit.seen_s, reason, self._visit)
        self._visit.begin_anew(self._now_s)
        self._ledger.note(TrackerReset(self._now_s))

    def _withdraw(self) -> None:
        if self._visit is not None and self._visit.identity is not None:
            self._visit.identity = None
            self._ledger.note(IdentityWithdrawn(self._now_s))

    def _events(self) -> tuple[SessionEvent, ...]:
        phase = self._phase_now()
        if phase is not self._phase:
            self._told.append(PhaseChanged(self._now_s, phase, self._phase))
            self._phase = phase
        events = tuple(self._told)
        self._told.clear()
        return events

    def _phase_now(self) -> SessionPhase:
        if self._visit is None:
            return SessionPhase.EMPTY
        if self._now_s - self._visit.seen_s > AWAY_S:
            return SessionPhase.LEFT
        if not self._ledger.is_open:
            return SessionPhase.APPROACHING
        return SessionPhase.WORKING if self._ledger.set_state else SessionPhase.RESTING
