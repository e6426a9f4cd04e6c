"""`Watchdog`: feeds the service manager's watchdog only while the station does its work."""

import time
from collections.abc import Callable
from typing import Protocol

from edge.config.station import StationConfig
from edge.station.service.notify import Notifier

FEED_EVERY_S = 2.0
FEEDS = 4.0  # times within the watchdog's time, so that a lost one or a slow second is no end
MARGIN_S = 10.0
# A camera that hangs is given up after its time-out; opening it again may take as long as its
# adapter waits, and letting go of it a moment more (edge/camera/factory.py, edge/camera/live.py).
OPENING_S, CLOSING_S = 10.0, 3.0


class Pulse(Protocol):
    """The uplink's thread, as the watchdog sees it."""

    @property
    def lives(self) -> bool:
        """Whether it runs."""
        ...

    @property
    def silent_s(self) -> float:
        """Seconds since it gave a sign of life."""
        ...


class Watchdog:
    """Called by the vision thread alone, so that a vision thread that is stuck feeds nothing.

    uplink: None where no broker is configured. uplink_limit_s: how long the uplink may be silent.
    """

    def __init__(
        self,
        notifier: Notifier,
        uplink: Pulse | None = None,
        *,
        uplink_limit_s: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._notifier = notifier
        self._uplink = uplink
        self._uplink_limit_s = uplink_limit_s
        self._clock = clock
        share_s = (notifier.watchdog_s or FEED_EVERY_S * FEEDS) / FEEDS
        self._every_s = min(FEED_EVERY_S, share_s)
        self._fed_s = float("-inf")
        self._captured_s: float | None = None

    def saw_frame(self, captured_s: float) -> None:
        """A frame went through all rooms; the same one again is no sign of life."""
        advances = captured_s != self._captured_s
        self._captured_s = captured_s
        if advances:
            self.alive()

    def alive(self) -> None:
        """The loop turns, and its camera is known to be away, or there is none to be watched."""
        now_s = self._clock()
        if now_s - self._fed_s < self._every_s or not self._uplink_lives():
            return
        self._fed_s = now_s
        self._notifier.alive()

    def _uplink_lives(self) -> bool:
        uplink = self._uplink
        return uplink is None or (uplink.lives and uplink.silent_s < self._uplink_limit_s)


def uplink_limit_s(settings: StationConfig) -> float:
    """How long an uplink that is well may be silent.

    Name lookup, connection and handshake each wait up to the broker's time-out.
    """
    return 3 * settings.uplink.timeout_s + MARGIN_S


def longest_wait_s(settings: StationConfig) -> float:
    """The longest time in which a station that is well may not come to feed the watchdog.

    That is a camera that goes silent, and hangs when it is opened again.
    """
    timeout_s = settings.camera.timeout_s
    opening_s = max(OPENING_S, 2 * timeout_s + 1.0)
    return timeout_s + opening_s + CLOSING_S + MARGIN_S
