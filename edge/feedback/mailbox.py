"""`Mailbox`: the newest letter for another thread; whoever puts one in never waits.

No lock is shared: a thread that was put to sleep by the system while it holds one would hold up the
vision thread.
"""

from collections import deque
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Holds at most one letter, for one reader."""

    def __init__(self) -> None:
        self._letter: deque[T] = deque(maxlen=1)
        self._bell: SimpleQueue[None] = SimpleQueue()
        self._rung = False

    def put(self, letter: T) -> None:
        """Leave a letter instead of one that was not taken yet."""
        self._letter.append(letter)
        self.ring()

    def ring(self) -> None:
        """Wake the reader. At most a few rings wait, however slow it is."""
        if not self._rung:
            self._rung = True
            self._bell.put(None)

    def wait(self, timeout_s: float | None = None) -> None:
        """Until the bell rang since the last wait, or for this time; None = for ever."""
        try:
            self._bell.get(timeout=timeout_s)
        except Empty:
            return
        # Cleared before the letter is looked for: one that is put in later rings again.
        self._rung = False

    def take(self) -> T | None:
        """The letter, if there is one."""
        try:
            return self._letter.pop()
        except IndexError:
            return None

    @property
    def is_empty(self) -> bool:
        """Whether no letter waits."""
        return not self._letter
