"""`Cooling`: watches the computer's heat in a thread of its own, and slows the station for it."""

import logging
import time
from threading import Event, Thread
from typing import Protocol

from edge.athlete.pace import Pace
from edge.health.board import Throttled
from edge.health.governor import Governor, Step
from edge.station.coaching import Coaching

READ_EVERY_S = 5.0

log = logging.getLogger(__name__)


class Thermometer(Protocol):
    """Heat and throttling of a computer; `edge.health.board.Board` is one."""

    def temperature_c(self) -> float | None:
        """Of the processor, degrees Celsius."""
        ...

    def throttled(self) -> Throttled | None:
        """What the firmware limits."""
        ...


class Cooling:
    """The firmware's program takes its time, so the readings are not the vision thread's work.

    `apply` is: the vision thread calls it between two frames.
    """

    def __init__(
        self,
        board: Thermometer,
        governor: Governor,
        pace: Pace,
        coaching: Coaching,
        *,
        every_s: float = READ_EVERY_S,
    ) -> None:
        self._board = board
        self._governor = governor
        self._pace = pace
        self._coaching = coaching
        self._every_s = every_s
        self._step = self._applied = governor.step
        self.temperature_c: float | None = None
        self._closing = Event()
        self._thread = Thread(target=self._run, name="cooling", daemon=True)

    @property
    def step(self) -> Step:
        """How much work is done now; may be read from any thread."""
        return self._step

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def close(self) -> None:
        """End the thread; a program that hangs is not waited for."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(1.0)

    def apply(self) -> None:
        """Take up the newest step."""
        step = self._step
        if step != self._applied:
            self._applied = step
            self._pace.limit_hz = step.pose_rate_hz
            self._coaching.judge(form=step.judging)

    def read(self, now_s: float) -> None:
        """Take one reading."""
        self.temperature_c = self._board.temperature_c()
        step = self._governor.update(now_s, self.temperature_c, self._board.throttled())
        if step != self._step:
            log.warning("heat: %s at %s degrees Celsius", step.name, self.temperature_c)
        self._step = step

    def _run(self) -> None:
        while True:
            try:
                self.read(time.monotonic())
            except Exception:
                log.exception("the temperature cannot be read")
            if self._closing.wait(self._every_s):
                return
