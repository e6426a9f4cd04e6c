"""The station's process: started, killed, started again, and what it answered for."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import IO

from tools.chaos.station import Orders


class StationProcess:
    """made: the ids that it answered for, in order. rss_kb: of the present run, one a summary."""

    def __init__(self, orders: Orders, folder: Path) -> None:
        self.made: list[str] = []
        self.reps_of: dict[str, int] = {}
        self.rss_kb: list[int] = []
        self.starts = 0
        self._orders = orders
        self._stop = folder / "stop"
        self._log = folder / "station.log"
        self._process: subprocess.Popen[str] | None = None
        self._reader: Thread | None = None

    def start(self) -> None:
        """Run it."""
        self.starts += 1
        self.rss_kb = []
        arguments = [json.dumps(asdict(self._orders)), str(self._stop)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tools.chaos.station", *arguments],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        if self._process.stdout:
            self._reader = Thread(target=self._read, args=(self._process.stdout,), daemon=True)
            self._reader.start()

    def kill(self) -> None:
        """As a power cut does; what it said before still counts."""
        if self._process:
            self._process.kill()
            self._end()

    def finish(self, timeout_s: float) -> int:
        """Let it end in good order; its exit status."""
        self._stop.touch()
        if self._process is None:
            return 0
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
        return self._end()

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def complaint(self) -> str:
        """The last it said on stderr."""
        return self._log.read_text(encoding="utf-8", errors="replace")[-2000:]

    def _end(self) -> int:
        if self._process is None:
            return 0
        status = self._process.wait()
        if self._reader:
            self._reader.join()
        return status

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                try:
                    made = json.loads(line)
                except ValueError:
                    continue  # cut by a kill: it was not answered for
                self.made.append(made["id"])
                # A session that was kept just before a kill is kept again, from what its journal
                # had by then; the first was the whole.
                self.reps_of.setdefault(made["id"], made["reps"])
                self.rss_kb.append(made["rss_kb"])
