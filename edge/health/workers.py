"""A few modest threads that do jobs, one of which may hang without holding up the others."""

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

NICENESS = 10  # the picture's threads go before them

Job = Callable[[], None]


class Workers:
    """Threads that do what is due, in order: one, and another for each job that hangs."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: deque[Job] = deque()
        self._threads: set[threading.Thread] = set()
        self._idle = 0
        self._stopping = False

    def do(self, due: list[Job]) -> None:
        """Do these behind what is left from the last beat; what is left tells that a job hangs."""
        with self._changed:
            behind = bool(self._due)
            self._due.extend(due)
            if self._due and not self._idle and (behind or not self._threads):
                thread = threading.Thread(target=self._work, name="health worker", daemon=True)
                self._threads.add(thread)
                thread.start()
            self._changed.notify()

    def stop(self, timeout_s: float) -> None:
        """Do no more; what hangs is left behind."""
        with self._changed:
            self._stopping = True
            self._due.clear()
            threads = list(self._threads)
            self._changed.notify_all()
        limit_s = time.monotonic() + timeout_s
        for thread in threads:
            thread.join(max(0.0, limit_s - time.monotonic()))

    def _work(self) -> None:
        be_modest()
        while (job := self._next()) is not None:
            job()

    def _next(self) -> Job | None:
        with self._changed:
            # Who was held up comes back to others that took over: one of them is enough.
            if not self._due and self._idle:
                self._threads.discard(threading.current_thread())
                return None
            self._idle += 1
            self._changed.wait_for(lambda: self._due or self._stopping)
            self._idle -= 1
            return None if self._stopping else self._due.popleft()


def be_modest() -> None:
    """Let the picture's threads go before this one: on Linux each has a priority of its own."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
