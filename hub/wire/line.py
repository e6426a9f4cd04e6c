"""The worker's own connection for what it says, and for what is answered."""

from collections.abc import Callable
from threading import Lock

from edge.backoff import BackOff
from edge.errors import BrokerError
from hub.config.broker import BrokerConfig
from hub.ingest.connection import Confirm, Listening, Speech
from hub.ingest.ear import Ear, Hearing
from hub.ingest.received import Received

_BACK_OFF = BackOff(first_s=0.5, longest_s=30.0)

Listener = Callable[[Received], None]


class Line:
    """One connection after another, until it is stopped.

    filters: what is heard, with its QoS; every listener is told each message in the connection's
    thread, and must return at once.
    """

    def __init__(
        self,
        config: BrokerConfig,
        filters: list[tuple[str, int]],
        back_off: BackOff = _BACK_OFF,
    ) -> None:
        self._where = f"{config.host}:{config.link.effective_port}"
        self._listeners: list[Listener] = []
        self._lock = Lock()
        self._has_begun = False
        listening = Listening(f"{config.client_id}-wire", filters, lasting=False)
        self._ear = Ear(config, listening, self._hear, back_off)

    def listen(self, listener: Listener) -> None:
        """Tell this one too; before `start`."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Begin to connect."""
        self._has_begun = True
        self._ear.start()

    def stop(self) -> None:
        """End, in good order."""
        if self._has_begun:
            self._ear.stop()

    @property
    def hearing(self) -> Hearing:
        """How the connection stands."""
        return self._ear.hearing

    def say(self, speech: Speech) -> None:
        """Hand a message to the broker; raises BrokerError while it cannot be reached."""
        with self._lock:
            connection = self._ear.connection
            if connection is None or not connection.say(speech):
                raise BrokerError(
                    "the broker cannot be reached", where=self._where, remedy="try again"
                )

    def _hear(self, received: Received, confirm: Confirm) -> None:
        confirm()  # what is answered or listed is needed now or comes again
        for listener in self._listeners:
            listener(received)
