"""`Registry`: asks every check in its rhythm, in threads of its own.

One worker asks them one after the other. A probe that hangs keeps its worker and its check becomes
`timed_out`; another worker goes on with the rest within a beat. It is not asked again before it has
come back, so there are never more workers than checks.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from edge.errors import StationError
from edge.health.finding import Finding
from edge.health.words.all import FAILED, STARTING, TIMED_OUT
from edge.health.workers import Workers, be_modest

Probe = Callable[[], Finding]

TIMEOUT_S = 5.0
EVERY_S = 10.0
BEAT_S = 0.25

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
        self._workers = Workers()
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
        self._workers.stop(timeout_s)

    def ask_all(self) -> tuple[Finding, ...]:
        """Ask every check once, all at the same time; returns when each answered or timed out."""
        for check in self._checks.values():
            check.begin()
        for check in self._checks.values():
            check.wait()
        return self.findings()

    def _run(self) -> None:
        while not self._stopping.wait(BEAT_S):
            due = [check.ask for check in self._checks.values() if check.take_turn()]
            self._workers.do(due)


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
        self._waits = False
        self._began_s: float | None = None
        self._last_began_s: float | None = None
        self._found: tuple[Finding, float] | None = None
        self._thread: threading.Thread | None = None

    def take_turn(self) -> bool:
        """Whether it is to be asked now; if so, it waits for that."""
        with self._lock:
            if self._waits or self._began_s is not None:
                return False
            last_s = self._last_began_s
            self._waits = last_s is None or self._clock() - last_s >= self._every_s
            return self._waits

    def begin(self) -> None:
        """Ask in a thread of its own; the answer comes later."""
        self._begin()
        self._thread = threading.Thread(
            target=self._ask_modestly, name=f"health {self._name}", daemon=True
        )
        self._thread.start()

    def ask(self) -> None:
        """Ask, and wait for the answer."""
        self._begin()
        self._ask()

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

    def _begin(self) -> None:
        with self._lock:
            self._waits = False
            self._began_s = self._last_began_s = self._clock()

    def _ask_modestly(self) -> None:
        be_modest()
        self._ask()

    def _ask(self) -> None:
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
