"""What the coach is told of one instant."""

from dataclasses import dataclass
from datetime import time

from edge.exercise.values import Phase, SetProgress
from edge.feedback.signal import Signal
from edge.session.events import SessionEvent


@dataclass(frozen=True, slots=True)
class Situation:
    """One instant, usually one frame; without frames, about once a second.

    captured_s: of the frame, in seconds of the monotonic clock. progress: of the athlete's set;
    None where there is no athlete, or no frame. events: of the session, at this frame. seen:
    whether the athlete is seen. lasting: the states that hold now, the most important first:
    placement hints, busy, camera blocked, offline, out of order. local_time: of the day, for quiet
    hours; None while the clock is not known.
    """

    captured_s: float
    progress: SetProgress | None = None
    events: tuple[SessionEvent, ...] = ()
    seen: bool = False
    lasting: tuple[Signal, ...] = ()
    local_time: time | None = None

    @property
    def position(self) -> float | None:
        """Where in the movement the athlete is, 0..1; None where nobody is followed.

        An athlete whose movement is not known yet is at 0, and one who holds is at 1: the light
        shows from the first second that the station sees.
        """
        if self.progress is not None:
            if self.progress.phase is Phase.HOLD:
                return 1.0
            if self.progress.position is not None:
                return self.progress.position
        return 0.0 if self.seen else None
