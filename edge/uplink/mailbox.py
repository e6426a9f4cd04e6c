"""What the station wants said, between its thread and the uplink's."""

from collections import deque
from dataclasses import dataclass
from threading import Lock

MOST = 200  # said while offline and not to be kept: the oldest go


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way.

    renewed: whether one that is retained is said again on each connection; else whoever wrote it
    sees to that.
    """

    topic: str
    payload: str | bytes
    qos: int = 1
    retain: bool = False
    expires_s: int | None = None
    correlation: bytes | None = None
    renewed: bool = True


class Mailbox:
    """Newest wins for what is retained; the rest in order and bounded."""

    def __init__(self, most: int = MOST) -> None:
        self._lock = Lock()
        self._retained: dict[str, Letter] = {}
        self._changed: dict[str, Letter] = {}
        self._queue: deque[Letter] = deque(maxlen=most)

    def post(self, letter: Letter) -> None:
        """Take a letter."""
        with self._lock:
            if letter.retain:
                if letter.renewed:
                    self._retained[letter.topic] = letter
                self._changed[letter.topic] = letter
            else:
                self._queue.append(letter)

    def take(self) -> list[Letter]:
        """Everything that is new."""
        with self._lock:
            letters = [*self._changed.values(), *self._queue]
            self._changed.clear()
            self._queue.clear()
        return letters

    def renew(self) -> None:
        """Everything retained is new again: the broker may have lost it."""
        with self._lock:
            self._changed |= self._retained

    def forget_moments(self) -> None:
        """What was said of a moment that has passed (QoS 0) is not worth saying now."""
        with self._lock:
            self._queue = deque(
                (letter for letter in self._queue if letter.qos > 0), self._queue.maxlen
            )
