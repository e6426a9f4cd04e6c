"""Whether the station keeps up while somebody is there."""

import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from edge.health.finding import Finding
from edge.health.words.all import STARTING

IDLE_S = 10.0
PAUSE_S = 2.0  # a longer gap between two frames with people: somebody came anew
OVER_S = 10.0
LEAST_FRAMES = 20  # fewer say little
KEPT = 300  # latencies
BUCKETS_S = (0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5)
"""Upper bounds of the histogram of latencies."""


@dataclass(frozen=True, slots=True)
class Latencies:
    """A histogram since the start. counts: by bucket of BUCKETS_S, and beyond. sum_s: of all."""

    counts: tuple[int, ...]
    sum_s: float


class PoseWatch:
    """Check `pose`. least_hz, most_latency_s: what is needed. clock: monotonic seconds."""

    def __init__(
        self,
        least_hz: float,
        most_latency_s: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._least_hz = least_hz
        self._most_latency_s = most_latency_s
        self._clock = clock
        self._lock = Lock()
        self._began = False
        self._peopled_s: float | None = None
        self._times_s: deque[float] = deque(maxlen=KEPT)
        self._latencies_s: deque[float] = deque(maxlen=KEPT)
        self._counts = [0] * (len(BUCKETS_S) + 1)
        self._sum_s = 0.0

    def saw(self, captured_s: float, *, peopled: bool, live: bool) -> None:
        """All is done about a frame. peopled: whether somebody is in it.

        live: whether `captured_s` is of the monotonic clock, so that lateness can be told.
        """
        now_s = self._clock()
        with self._lock:
            self._began = True
            if live:
                self._late(max(0.0, now_s - captured_s), peopled=peopled)
            if not peopled:
                return
            self._peopled_s = now_s
            if self._times_s and not 0.0 <= captured_s - self._times_s[-1] <= PAUSE_S:
                self._times_s.clear()
                self._latencies_s.clear()
            self._times_s.append(captured_s)

    @property
    def latencies(self) -> Latencies:
        """Of all frames since the start."""
        with self._lock:
            return Latencies(tuple(self._counts), self._sum_s)

    def __call__(self) -> Finding:
        """What is known now."""
        with self._lock:
            if not self._began:
                return Finding.of("pose", STARTING)
            if self._peopled_s is None or self._clock() - self._peopled_s > IDLE_S:
                return Finding.of("pose", "idle")
            times_s = [at for at in self._times_s if at >= self._times_s[-1] - OVER_S]
            latencies_s = sorted(self._latencies_s)
        return self._judged(times_s, latencies_s)

    def _late(self, latency_s: float, *, peopled: bool) -> None:
        self._counts[bisect_left(BUCKETS_S, latency_s)] += 1
        self._sum_s += latency_s
        if peopled:
            self._latencies_s.append(latency_s)

    def _judged(self, times_s: list[float], latencies_s: list[float]) -> Finding:
        if len(times_s) < LEAST_FRAMES:
            return Finding.of("pose", "ok", "somebody has just come")
        rate_hz = (len(times_s) - 1) / (times_s[-1] - times_s[0])
        p95_s = latencies_s[int(0.95 * (len(latencies_s) - 1))] if latencies_s else 0.0
        detail = f"{rate_hz:.1f} pictures a second"
        if latencies_s:
            detail += f", 19 of 20 within {1000 * p95_s:.0f} ms"
        if rate_hz < self._least_hz:
            return Finding.of("pose", "slow", detail)
        return Finding.of("pose", "late" if p95_s > self._most_latency_s else "ok", detail)
