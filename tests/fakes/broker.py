"""A real mosquitto for a test, on a free port of this machine."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

START_S = 10.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def mosquitto_path() -> str:
    """Where mosquitto is; skips the test where it is not installed."""
    found = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip("mosquitto is not installed (apt-get install mosquitto)")
    return found


class Mosquitto:
    """Runs until the block ends. settings: further lines of its configuration."""

    def __init__(self, folder: Path, *settings: str, port: int | None = None) -> None:
        self.port = port or free_port()
        self._folder = folder
        self._config = folder / "mosquitto.conf"
        access = (
            () if any("allow_anonymous" in line for line in settings) else ("allow_anonymous true",)
        )
        lines = [f"listener {self.port} 127.0.0.1", *access, "user root", *settings]
        self._config.write_text("\n".join(lines) + "\n")
        self._program = mosquitto_path()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.kill()

    def start(self) -> None:
        with (self._folder / "mosquitto.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, "-c", str(self._config), "-v"], stdout=log, stderr=log
            )
        limit_s = time.monotonic() + START_S
        while not self._answers():
            assert self._process.poll() is None, (self._folder / "mosquitto.log").read_text()
            assert time.monotonic() < limit_s, "mosquitto does not answer"
            time.sleep(0.02)

    def stop(self) -> None:
        """In good order."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """As a power cut does."""
        if self._process and self._process.poll() is None:
            self.thaw()
            self._signal(signal.SIGKILL)

    def freeze(self) -> None:
        assert self._process
        os.kill(self._process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process
        os.kill(self._process.pid, signal.SIGCONT)

    def _signal(self, number: int) -> None:
        assert self._process
        self._process.send_signal(number)
        self._process.wait(10)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
