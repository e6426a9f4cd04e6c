"""Watches a process from outside: memory, threads, open files, and its signs of life."""

import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Protocol

from edge.errors import UsageError
from tools.stationlife.manager import Manager

WATCHDOG_S = 30.0
SAMPLES = 20_000
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass(frozen=True, slots=True)
class Sample:
    """rss_mb: resident memory in megabytes."""

    at_s: float
    rss_mb: float
    threads: int
    files: int


@dataclass(frozen=True, slots=True)
class Figures:
    """warm: from when the caches are full; end: the last of it. Medians of a tenth of the time."""

    seconds: float
    exit_status: int
    rss_warm_mb: float
    rss_end_mb: float
    rss_most_mb: float
    threads_warm: float
    threads_end: float
    files_warm: float
    files_end: float
    watchdog_longest_gap_s: float
    signs_of_life: int
    told: Mapping[str, int]

    @property
    def rss_growth_percent(self) -> float:
        """From warm to the end."""
        return 100 * (self.rss_end_mb / self.rss_warm_mb - 1)


@dataclass(frozen=True, slots=True)
class Watched:
    """How a station is run. every_s: between two samples. warm: part of the time until it is."""

    command: Sequence[str]
    folder: Path
    every_s: float = 0.5
    warm: float = 0.2

    def run(self, act: "Disturbance | None" = None) -> Figures:
        """Until the process ends; raises UsageError with its last words where it cannot start.

        act: called after each sample with the process and the seconds since its start.
        """
        log_path = self.folder / "station.log"
        runtime = self.folder / "run"
        runtime.mkdir(exist_ok=True)
        with (
            Manager(self.folder / "notify", WATCHDOG_S) as manager,
            log_path.open("w+", encoding="utf-8") as log,
        ):
            environ = os.environ | manager.environ | {"RUNTIME_DIRECTORY": str(runtime)}
            with subprocess.Popen(self.command, stdout=log, stderr=log, env=environ) as process:
                samples = self._watch(process, act)
                status = process.wait()
            log.seek(0)
            words = log.read()
            if len(samples) < 10:  # noqa: PLR2004 - fewer show nothing
                raise UsageError("the station ended at once", where=words[-2000:])
            return self._figures(samples, status, manager, words)

    def _watch(self, process: "subprocess.Popen[bytes]", act: "Disturbance | None") -> list[Sample]:
        samples: list[Sample] = []
        began_s = time.monotonic()
        while process.poll() is None and len(samples) < SAMPLES:
            now_s = time.monotonic() - began_s
            sample = look(process.pid, now_s)
            if sample is not None:
                samples.append(sample)
            if act is not None:
                act(process, now_s)
            time.sleep(self.every_s)
        return samples

    def _figures(
        self, samples: Sequence[Sample], status: int, manager: Manager, words: str
    ) -> Figures:
        tenth = max(1, len(samples) // 10)
        first = int(self.warm * len(samples))
        warm, end = samples[first : first + tenth], samples[-tenth:]
        return Figures(
            seconds=round(samples[-1].at_s, 1),
            exit_status=status,
            rss_warm_mb=round(median(each.rss_mb for each in warm), 2),
            rss_end_mb=round(median(each.rss_mb for each in end), 2),
            rss_most_mb=round(max(each.rss_mb for each in samples), 2),
            threads_warm=median(each.threads for each in warm),
            threads_end=median(each.threads for each in end),
            files_warm=median(each.files for each in warm),
            files_end=median(each.files for each in end),
            watchdog_longest_gap_s=round(manager.longest_gap_s, 1),
            signs_of_life=len(manager.heard("WATCHDOG=1")),
            told=_told(words),
        )


class Disturbance(Protocol):
    """Something done to a process while it is watched."""

    def __call__(self, process: "subprocess.Popen[bytes]", now_s: float) -> None:
        """Called after each sample."""
        ...


def look(pid: int, at_s: float) -> Sample | None:
    """How a process is now; None where it has ended."""
    proc = Path("/proc") / str(pid)
    try:
        rss_mb = int((proc / "statm").read_text(encoding="ascii").split()[1]) * PAGE_MB
        threads, files = (sum(1 for _ in (proc / each).iterdir()) for each in ("task", "fd"))
    except (OSError, IndexError):
        return None
    return Sample(at_s, rss_mb, threads, files)


def _told(words: str) -> Mapping[str, int]:
    """The figures that the process itself printed last, if it did."""
    lines = [line for line in words.splitlines() if line.startswith("{")]
    return dict(json.loads(lines[-1])) if lines else {}
