"""Words before and around the work: ready, and whose session it is. Pure."""

from edge.feedback.signal import PLACEMENT, Signal
from edge.feedback.situation import Situation
from edge.session.events import (
    Identified,
    IdentityWithdrawn,
    PhaseChanged,
    SessionEnded,
    SessionEvent,
    SessionPhase,
    SessionStarted,
    TrackerReset,
)

UNKNOWN_S = 15.0
"""A member is known by then, or is not going to be soon: the athlete hears that he is anonymous."""


class Greeting:
    """Greets each visitor once. identifies: whether the station knows members at all."""

    def __init__(self, *, identifies: bool) -> None:
        self._identifies = identifies
        self._is_ready = False
        self._unknown_since_s: float | None = None

    def answer(self, event: SessionEvent) -> Signal | None:
        """What to answer to an event, if anything."""
        match event:
            case PhaseChanged(phase=SessionPhase.EMPTY) | TrackerReset():
                self._is_ready = False
            case SessionEnded():
                self._is_ready = False
                self._unknown_since_s = None
            case SessionStarted(at_s=at_s, identity=None) if self._identifies:
                self._unknown_since_s = at_s
            case Identified(identity=identity):
                self._unknown_since_s = None
                # Whoever shows a card waits for the answer.
                return Signal.SIGNED_IN if identity.method == "card" else Signal.KNOWN
            case IdentityWithdrawn():
                self._unknown_since_s = None
                return Signal.ANONYMOUS
        return None

    def due(self, situation: Situation, phase: SessionPhase) -> Signal | None:
        """What is due by itself at this instant, if anything."""
        since_s = self._unknown_since_s
        if since_s is not None and situation.captured_s - since_s >= UNKNOWN_S:
            self._unknown_since_s = None
            return Signal.ANONYMOUS
        stands_well = situation.seen and PLACEMENT.isdisjoint(situation.lasting)
        if stands_well and phase is SessionPhase.APPROACHING and not self._is_ready:
            self._is_ready = True
            return Signal.READY
        return None
