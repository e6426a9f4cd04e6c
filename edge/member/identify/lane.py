"""`Lane`: a thread that looks at the newest sight while the station goes on."""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread, get_native_id

from edge.errors import StationError
from edge.member.identify.health import IdentifierHealth
from edge.member.identify.work import Parts, Sight, Work
from edge.member.identity import Identity

log = logging.getLogger(__name__)

NICENESS = 10
CLOSE_TIMEOUT_S = 5.0


class Lane:
    """Looks at sights in a thread of its own, one at a time, the newest first.

    open_parts: makes what is worked with; called in the thread, when the first sight comes.
    """

    def __init__(self, open_parts: Callable[[], Parts]) -> None:
        self._open_parts = open_parts
        # Shared with the thread, under the condition's lock.
        self._changed = Condition()
        self._sight: Sight | None = None
        self._found: tuple[int, Identity] | None = None
        self._looking = False
        self._closing = False
        self._health = IdentifierHealth.READY
        self._thread: Thread | None = None

    @property
    def health(self) -> IdentifierHealth:
        """How it went last."""
        with self._changed:
            return self._health

    @property
    def busy(self) -> bool:
        """Whether a sight waits or is being looked at."""
        with self._changed:
            return self._sight is not None or self._looking

    def show(self, sight: Sight) -> None:
        """Hand a sight over; one that was not looked at yet is replaced."""
        with self._changed:
            self._sight = sight
            self._changed.notify()
        if self._thread is None:
            self._thread = Thread(target=self._work, name="identifier", daemon=True)
            self._thread.start()

    def take(self) -> tuple[int, Identity] | None:
        """What was found since, and in which visit."""
        with self._changed:
            found, self._found = self._found, None
            return found

    def close(self) -> None:
        """End the thread and what it works with. May be called twice."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(CLOSE_TIMEOUT_S)

    def _work(self) -> None:
        with suppress(OSError):  # not every system lets a thread be less urgent
            os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)
        work = Work(self._open_parts)
        while (sight := self._next_sight()) is not None:
            try:
                identity = work.look(sight)
            except StationError as error:
                self._fail(error, work.health)
            except Exception as error:
                # Whatever a picture does to this thread, the station goes on counting.
                log.exception("identification failed")
                self._fail(error, work.health)
            else:
                self._report(sight.visit, identity, work.health)
        work.close()

    def _next_sight(self) -> Sight | None:
        """The newest sight, waited for; None when it is time to end."""
        with self._changed:
            self._looking = False
            self._changed.wait_for(lambda: self._closing or self._sight is not None)
            sight, self._sight, self._looking = self._sight, None, True
            return None if self._closing else sight

    def _report(self, visit: int, identity: Identity | None, health: IdentifierHealth) -> None:
        with self._changed:
            self._health = health
            if identity is not None:
                self._found = (visit, identity)

    def _fail(self, error: Exception, health: IdentifierHealth) -> None:
        with self._changed:
            changed, self._health = self._health is not health, health
        if changed:
            log.warning("identification is %s: %s", health, error)
