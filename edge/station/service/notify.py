"""`Notifier`: tells the service manager how the station is, by the protocol of sd_notify(3)."""

import logging
import os
import socket
import time
from collections.abc import Mapping

ADDRESS, WATCHDOG_USEC, WATCHDOG_PID = "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"
LONGEST_STATUS = 200

log = logging.getLogger(__name__)


class Notifier:
    """Says nothing, and costs nothing, where no service manager listens.

    environ: `NOTIFY_SOCKET` is a path, or the name of an abstract socket after an `@`;
    `WATCHDOG_USEC` is how often the service manager wants to hear `alive`, in microseconds. No
    method waits or raises: a service manager that restarts must not hold up a station.
    """

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._address = _address(environ.get(ADDRESS, ""))
        self._said = ""
        self.was_ready = False
        self.watchdog_s = _watchdog_s(environ)

    @property
    def is_heard(self) -> bool:
        """Whether a service manager started this program and listens."""
        return self._address is not None

    def ready(self) -> None:
        """The station does its work; also the end of `reloading`."""
        self.was_ready = True
        self._send("READY=1")

    def status(self, text: str) -> None:
        """One line for whoever asks `systemctl status`; said when it changes."""
        line = " ".join(text.split())[:LONGEST_STATUS]
        if line != self._said:
            self._said = line
            self._send(f"STATUS={line}")

    def alive(self) -> None:
        """Feed the watchdog."""
        self._send("WATCHDOG=1")

    def reloading(self) -> None:
        """A new configuration is being taken up; `ready` follows."""
        self._send("RELOADING=1", f"MONOTONIC_USEC={time.monotonic_ns() // 1000}")

    def stopping(self) -> None:
        """The station ends in good order."""
        self._send("STOPPING=1")

    def allow(self, *, start_s: float) -> None:
        """Ask for so many more seconds, from now, until `ready` must be said."""
        self._send(f"EXTEND_TIMEOUT_USEC={round(start_s * 1e6)}")

    def expect(self, watchdog_s: float) -> None:
        """Widen the watchdog's time where it is shorter than the station's longest honest wait."""
        if self.watchdog_s is not None and watchdog_s > self.watchdog_s:
            self.watchdog_s = watchdog_s
            self._send(f"WATCHDOG_USEC={round(watchdog_s * 1e6)}")

    def _send(self, *lines: str) -> None:
        if self._address is None:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as mouth:
                mouth.setblocking(False)
                mouth.sendto("\n".join(lines).encode(), self._address)
        except OSError as error:
            log.debug("the service manager does not hear %s: %s", lines, error)


def _address(named: str) -> str | None:
    """The socket's address; an abstract one begins with a null byte."""
    if named.startswith("@"):
        return "\0" + named[1:]
    return named if named.startswith("/") else None


def _watchdog_s(environ: Mapping[str, str]) -> float | None:
    """Seconds between two signs of life at most; None where nobody waits for them."""
    usec, pid = environ.get(WATCHDOG_USEC, ""), environ.get(WATCHDOG_PID)
    if not usec.isdigit() or int(usec) == 0 or pid not in (None, str(os.getpid())):
        return None
    return int(usec) / 1e6
