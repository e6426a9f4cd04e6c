"""`Animator`: a performer in a thread of its own.

The caller only leaves the newest cue and position: a device that hangs costs it nothing, and what
the device could not take in time is dropped.
"""

import threading
import time
from collections.abc import Callable
from typing import Generic

from edge.feedback.cue import Cue
from edge.feedback.mailbox import Mailbox
from edge.feedback.performer import Performer
from edge.feedback.player import Report, as_feedback_error
from edge.feedback.score import S
from edge.feedback.signal import Signal

LATE_S = 0.5
"""A cue that the instrument could not begin within this time is dropped."""
CLOSE_TIMEOUT_S = 1.0


class Animator(Generic[S]):
    """A player that animates one instrument.

    resting: what it does between signals, by position. audible: whether it is heard, and so leaves
    silent cues alone. clock: monotonic seconds.
    """

    def __init__(
        self,
        performer: Performer[S],
        resting: Callable[[float | None], S],
        report: Report,
        *,
        audible: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._performer = performer
        self._resting = resting
        self._report = report
        self._audible = audible
        self._clock = clock
        self._cues: Mailbox[tuple[Signal, float]] = Mailbox()
        self._rest = resting(None)
        self._closed = False
        name = performer.instrument.name
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def play(self, cue: Cue) -> None:
        """See `Player.play`."""
        if not (self._audible and cue.silent):
            self._cues.put((cue.signal, self._clock()))

    def show(self, position: float | None) -> None:
        """See `Player.show`."""
        rest = self._resting(position)
        if rest != self._rest:
            self._rest = rest
            self._cues.ring()

    def close(self) -> None:
        """See `Player.close`; returns even if the device hangs."""
        self._closed = True
        self._cues.ring()
        self._thread.join(CLOSE_TIMEOUT_S)

    def _run(self) -> None:
        try:
            try:
                self._animate()
            finally:
                self._performer.instrument.close()
        except Exception as error:  # noqa: BLE001 - a driver may raise anything; the rest goes on
            self._report(as_feedback_error(error, self._performer.instrument.name))

    def _animate(self) -> None:
        while not self._closed:
            next_s = self._performer.step(self._clock(), self._rest, self._take())
            self._cues.wait(None if next_s is None else max(0.0, next_s - self._clock()))

    def _take(self) -> Signal | None:
        """The newest signal, unless it is too late for it."""
        newest = self._cues.take()
        if newest is None or self._clock() - newest[1] > LATE_S:
            return None
        return newest[0]
