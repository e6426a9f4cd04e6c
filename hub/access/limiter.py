"""How often somebody may try."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from edge.errors import HubError

_MOST_KEYS = 10_000


class TooOftenError(HubError):
    """Somebody tried too often. wait_s: seconds until the next attempt may succeed."""

    def __init__(self, wait_s: float) -> None:
        super().__init__("too many attempts", remedy=f"wait {wait_s:.0f} s")
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class _Bucket:
    tokens: float
    at_s: float


class Limiter:
    """A bucket of `burst` attempts for each key, filled again at `per_minute` a minute.

    Keys that were not heard of for longest are forgotten first, so that the memory is bounded.
    """

    def __init__(
        self, burst: int, per_minute: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst = burst
        self._per_s = per_minute / 60
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def attempt(self, key: str) -> None:
        """Take one; raises TooOftenError where none is left."""
        now_s = self._clock()
        with self._lock:
            known = self._buckets.pop(key, _Bucket(self._burst, now_s))
            tokens = min(self._burst, known.tokens + (now_s - known.at_s) * self._per_s)
            granted = tokens >= 1
            self._buckets[key] = _Bucket(tokens - 1 if granted else tokens, now_s)
            if len(self._buckets) > _MOST_KEYS:
                self._buckets.popitem(last=False)
        if not granted:
            raise TooOftenError((1 - tokens) / self._per_s)
