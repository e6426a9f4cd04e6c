"""A service manager that only listens: what a station says over `NOTIFY_SOCKET`, and when."""

import socket
import time
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Self


class Manager:
    """said: (monotonic seconds, text) of every message. Use as a context.

    path: of the socket; a name that begins with @ is an abstract one. watchdog_s: what the station
    is told of the watchdog; 0 = there is none.
    """

    def __init__(self, path: Path | str, watchdog_s: float = 0.0) -> None:
        self.said: list[tuple[float, str]] = []
        self._watchdog_s = watchdog_s
        self._path = str(path)
        self._ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._ear.bind("\0" + self._path[1:] if self._path.startswith("@") else self._path)
        self._ear.settimeout(0.1)
        self._ends = False
        self._thread = Thread(target=self._listen, daemon=True)

    @property
    def environ(self) -> dict[str, str]:
        """What a station finds in its environment."""
        environ = {"NOTIFY_SOCKET": self._path}
        if self._watchdog_s:
            environ["WATCHDOG_USEC"] = str(round(self._watchdog_s * 1e6))
        return environ

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends = True
        self._thread.join()
        self._ear.close()

    def heard(self, text: str) -> list[float]:
        """When messages with this text came."""
        return [at_s for at_s, said in list(self.said) if text in said]

    @property
    def longest_gap_s(self) -> float:
        """Between two signs of life, from READY on."""
        times_s = [*self.heard("READY=1")[:1], *self.heard("WATCHDOG=1")]
        return max((after - before for before, after in pairwise(times_s)), default=0.0)

    def _listen(self) -> None:
        while not self._ends:
            try:
                text = self._ear.recv(4096).decode()
            except TimeoutError:
                continue
            self.said.append((time.monotonic(), text))
