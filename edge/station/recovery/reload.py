"""`Reloading`: reads the configuration again when asked, beside the vision thread."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

from edge.config.station import StationConfig
from edge.errors import StationError

Answer = Callable[[str | None], None]
"""Told what is wrong with the file; None where it is good."""


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of reading the file again: settings, or what is wrong with it."""

    settings: StationConfig | None
    error: str = ""


class Reloading:
    """Asked by a signal or a command; one at a time.

    read: the configuration as it is now; raises StationError.
    """

    def __init__(self, read: Callable[[], StationConfig]) -> None:
        self.read = read
        self._asked = Event()
        self._done: deque[Reread] = deque()

    def ask_soon(self) -> None:
        """For a signal handler: the next `step` asks."""
        self._asked.set()

    def step(self) -> Reread | None:
        """Between two frames: begin what was asked for; the next result that nobody took yet."""
        if self._asked.is_set():
            self._asked.clear()
            self.ask(lambda _: None)
        return self._done.popleft() if self._done else None

    def ask(self, answer: Answer) -> None:
        """Read the file in a thread of its own, and answer from there."""
        Thread(target=self._run, args=(answer,), name="reload", daemon=True).start()

    def _run(self, answer: Answer) -> None:
        try:
            reread = Reread(self.read())
        except StationError as error:
            reread = Reread(None, str(error))
        self._done.append(reread)
        answer(None if reread.settings else reread.error)
