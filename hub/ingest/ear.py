"""Listens at the broker for as long as the hub runs, through every trouble."""

import logging
from dataclasses import dataclass
from threading import Event, Thread

from edge.backoff import BackOff, chance
from edge.errors import BrokerError
from hub.config.broker import BrokerConfig
from hub.ingest.connection import Connection, Hear, Listening
from hub.times import now_ms

_LOOK_S = 1.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whether the broker is heard, since when, and what it said last if not."""

    is_up: bool
    since_ms: int
    detail: str = ""


class Ear:
    """One connection after another, in a thread of its own."""

    def __init__(
        self, config: BrokerConfig, listening: Listening, hear: Hear, back_off: BackOff
    ) -> None:
        self._config = config
        self._listening = listening
        self._hear = hear
        self._back_off = back_off
        self._stop = Event()
        self._connection: Connection | None = None
        self._hearing = Hearing(is_up=False, since_ms=now_ms())
        self._thread = Thread(target=self._run, name=f"ear-{listening.client_id}", daemon=True)

    @property
    def hearing(self) -> Hearing:
        """How it stands."""
        return self._hearing

    @property
    def connection(self) -> Connection | None:
        """The one that is open now."""
        return self._connection

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """End, in good order."""
        self._stop.set()
        if connection := self._connection:
            connection.interrupt()
        self._thread.join()

    def _run(self) -> None:
        attempt = 0
        while not self._stop.is_set():
            attempt += 1
            if self._listen():
                attempt = 1
            if not self._stop.is_set():
                self._stop.wait(self._back_off.delay_s(attempt, chance()))

    def _listen(self) -> bool:
        """One connection, to its end; whether there was one."""
        try:
            connection = Connection(self._config, self._listening, self._hear)
            connection.open()
        except BrokerError as error:
            self._note(is_up=False, detail=str(error))
            return False
        self._connection = connection
        self._note(is_up=True)
        while not self._stop.is_set() and not connection.wait_for_end(_LOOK_S):
            pass
        self._connection = None
        connection.close()
        self._note(is_up=False, detail="stopped" if self._stop.is_set() else "connection lost")
        return True

    def _note(self, *, is_up: bool, detail: str = "") -> None:
        changed = (is_up, detail) != (self._hearing.is_up, self._hearing.detail)
        if changed:
            log.info("%s: %s", self._listening.client_id, "listening" if is_up else detail)
            self._hearing = Hearing(is_up, now_ms(), detail)
