"""A real mosquitto on a free port of this machine, to be stopped, killed and frozen."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from edge.errors import UplinkError, UsageError

START_S = 10.0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def mosquitto_path() -> str | None:
    """Where mosquitto is, or None."""
    return shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")


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
        program = mosquitto_path()
        if program is None:
            raise UsageError(
                "mosquitto is not installed",
                remedy="apt-get install mosquitto, or tools/bootstrap.sh",
            )
        self._program = program
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

    @property
    def log(self) -> str:
        """What it said so far."""
        return (self._folder / "mosquitto.log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Run, and wait until it answers; raises UplinkError with its log if it does not."""
        with (self._folder / "mosquitto.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, "-c", str(self._config)], stdout=log, stderr=log
            )
        limit_s = time.monotonic() + START_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > limit_s:
                raise UplinkError("mosquitto does not answer", where=self.log[-500:])
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
        """It keeps its connections and says nothing."""
        if self._process:
            os.kill(self._process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        if self._process:
            os.kill(self._process.pid, signal.SIGCONT)

    def _signal(self, number: int) -> None:
        if self._process:
            self._process.send_signal(number)
            self._process.wait(10)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
