"""`Registry`: asks every check in its rhythm, in threads of its own.

A probe that hangs delays nobody: each runs in a thread of its own, its check becomes `timed_out`,
and it is not asked again before it has come back. So there are never more threads than checks.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from edge.errors import StationError
from edge.health.finding import Finding
from edge.health.words.all import FAILED, STARTING, TIMED_OUT

Probe = Callable[[], Finding]

TIMEOUT_S = 5.0
EVERY_S = 10.0
BEAT_S = 0.25
NICENESS = 10  # of the probes' threads: the picture goes before them

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """A finding. age_s: seconds since it was made; None while there is none yet."""

    finding: Finding
    age_s: float | None


class Registry:
    """The checks of one station. clock: monotonic seconds.

    Add the checks, then either `start` it, or `ask_all` once.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._checks: dict[str, _Check] = {}
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def add(
        self,
        name: str,
        probe: Probe,
        *,
        timeout_s: float = TIMEOUT_S,
        every_s: float = EVERY_S,
    ) -> None:
        """Ask `probe` every `every_s`; it answers within `timeout_s` or is called timed out.

        name: of a check in `edge.health.words`. A probe may read, wait and fail as it likes; it
        runs in another thread than the station, and never twice at once.
        """
        if name in self._checks:
            raise ValueError(f"there is a check {name!r} already")
        Finding.of(name, STARTING)
        self._checks[name] = _Check(name, probe, timeout_s, every_s, self._clock)

    def findings(self) -> tuple[Finding, ...]:
        """The last that is known of every check, in the order in which they were added."""
        return tuple(result.finding for result in self.results())

    def results(self) -> tuple[Result, ...]:
        """As `findings`, with their age."""
        return tuple(check.result() for check in self._checks.values())

    def start(self) -> None:
        """Begin to ask."""
        self._thread = threading.Thread(target=self._run, name="health", daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float = 1.0) -> None:
        """Ask no more; what hangs is left behind."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout_s)

    def ask_all(self) -> tuple[Finding, ...]:
        """Ask every check once, all at the same time; returns when each answered or timed out."""
        for check in self._checks.values():
            check.begin()
        for check in self._checks.values():
            check.wait()
        return self.findings()

    def _run(self) -> None:
        while not self._stopping.wait(BEAT_S):
            for check in self._checks.values():
                if check.is_due:
                    check.begin()


class _Check:
    """One check, its rhythm and what it found."""

    def __init__(
        self,
        name: str,
        probe: Probe,
        timeout_s: float,
        every_s: float,
        clock: Callable[[], float],
    ) -> None:
        self._name = name
        self._probe = probe
        self._timeout_s = timeout_s
        self._every_s = every_s
        self._clock = clock
        self._lock = threading.Lock()
        self._began_s: float | None = None
        self._last_began_s: float | None = None
        self._found: tuple[Finding, float] | None = None
        self._thread: threading.Thread | None = None

    @property
    def is_due(self) -> bool:
        """Whether it is to be asked now."""
        with self._lock:
            if self._began_s is not None:
                return False
            last_s = self._last_began_s
            return last_s is None or self._clock() - last_s >= self._every_s

    def begin(self) -> None:
        """Ask; the answer comes later."""
        with self._lock:
            self._began_s = self._last_began_s = self._clock()
        self._thread = threading.Thread(target=self._ask, name=f"health {self._name}", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until it answered or timed out."""
        with self._lock:
            began_s = self._began_s
        if self._thread is not None and began_s is not None:
            self._thread.join(max(0.0, began_s + self._timeout_s - self._clock()))

    def result(self) -> Result:
        """What is known."""
        with self._lock:
            now_s, began_s, found = self._clock(), self._began_s, self._found
        if began_s is not None and now_s - began_s >= self._timeout_s:
            detail = f"no answer for {now_s - began_s:.0f} s"
            return Result(Finding.of(self._name, TIMED_OUT, detail), 0.0)
        if found is None:
            return Result(Finding.of(self._name, STARTING), None)
        return Result(found[0], now_s - found[1])

    def _ask(self) -> None:
        with suppress(OSError, AttributeError):
            # On Linux a thread has a priority of its own.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
        finding = self._answer()
        with self._lock:
            self._found = finding, self._clock()
            self._began_s = None

    def _answer(self) -> Finding:
        try:
            return self._probe()
        except StationError as error:
            return Finding.of(self._name, FAILED, str(error))
        except Exception as error:
            finding = Finding.of(self._name, FAILED, repr(error))
            if self._found is None or self._found[0] != finding:  # said once, not at every beat
                log.exception("the check %s failed", self._name)
            return finding
