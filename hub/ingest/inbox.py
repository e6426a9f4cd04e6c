"""What was heard and not yet kept."""

from collections import deque
from dataclasses import dataclass
from threading import Condition

from hub.ingest.connection import Confirm, nothing
from hub.ingest.received import Received, Rejected

MOST_UNCONFIRMED = 10_000
"""Messages that nobody has to confirm; more are dropped and counted."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message, read in vain or not yet read, and how to tell the broker that it is kept."""

    content: Received | Rejected
    confirm: Confirm


class Inbox:
    """Between the connections' threads and the writer's.

    What must be confirmed is bounded by the broker, which hands over no more than it may
    (`IN_FLIGHT`); what needs no confirmation by this box.
    """

    def __init__(self) -> None:
        self._letters: deque[Letter] = deque()
        self._news = Condition()
        self._is_closed = False
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._letters)

    def put(self, content: Received | Rejected, confirm: Confirm = nothing) -> None:
        """Add one; what needs no confirmation is dropped while the box is full."""
        with self._news:
            if confirm is nothing and len(self._letters) >= MOST_UNCONFIRMED:
                self.dropped += 1
                return
            self._letters.append(Letter(content, confirm))
            self._news.notify()

    def take(self, most: int, longest_s: float) -> list[Letter]:
        """Wait for a letter, longest_s at most; then all there are, up to `most`."""
        with self._news:
            self._news.wait_for(lambda: self._letters or self._is_closed, longest_s)
            return [self._letters.popleft() for _ in range(min(most, len(self._letters)))]

    def close(self) -> None:
        """No longer wait."""
        with self._news:
            self._is_closed = True
            self._news.notify_all()
