"""One `gymhub serve` in a process of its own."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

_LOOK_S = 1.0


@dataclass(slots=True)
class Worker:
    """name: of the worker; memory_mib: how large it was, once a second."""

    name: str
    config: Path
    memory_mib: list[float] = field(default_factory=list)
    cpu_s: float = 0.0
    _process: "subprocess.Popen[bytes] | None" = None
    _stop: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Run it, and watch its size."""
        arguments = ("serve", "-c", str(self.config), "--worker", self.name, "--port", "0")
        code = "from hub.cli import main; main()"
        log = self.config.with_name(f"worker-{self.name}.log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", code, *arguments],
                stdout=log,
                stderr=log,
                env=os.environ | {"OMP_NUM_THREADS": "1"},
            )
        watched = psutil.Process(self._process.pid)
        threading.Thread(target=self._watch, args=(watched,), daemon=True).start()

    def stop(self) -> None:
        """In good order."""
        self._stop.set()
        if self._process:
            self._process.terminate()
            self._process.wait(30)

    def kill(self) -> None:
        """As a power cut does."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def _watch(self, process: psutil.Process) -> None:
        spent_s = 0.0
        while not self._stop.wait(_LOOK_S):
            try:
                self.memory_mib.append(process.memory_info().rss / 2**20)
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                break
            spent_s = times.user + times.system
        self.cpu_s += spent_s


def wait_until(deadline_s: float, step_s: float = 0.2) -> bool:
    """Wait one step; whether the deadline (monotonic) is still ahead."""
    time.sleep(step_s)
    return time.monotonic() < deadline_s
