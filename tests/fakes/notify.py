"""A service manager for a test."""

import time

from tools.stationlife import manager


class Manager(manager.Manager):
    def wait(self, text: str, timeout_s: float = 90.0, times: int = 1) -> None:
        until_s = time.monotonic() + timeout_s
        while len(self.heard(text)) < times:
            assert time.monotonic() < until_s, f"never said {text!r}: {self.said[-10:]}"
            time.sleep(0.02)
