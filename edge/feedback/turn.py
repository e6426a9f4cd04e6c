"""Taking turns: one thing at a time, the more important first, nothing later than it is worth."""

from collections.abc import Callable
from dataclasses import dataclass

from edge.feedback.cue import Cue
from edge.feedback.table import Pattern
from edge.session.events import SessionPhase


@dataclass(frozen=True, slots=True)
class _Wish:
    cue: Cue
    pattern: Pattern
    until_s: float


class Turn:
    """Decides which cue is given when.

    length_s: how long giving a cue takes. A cue breaks off one of the same or a lower priority;
    behind a higher one it waits for as long as its pattern says. Of two that wait at the same
    priority the newer one stays.
    """

    def __init__(self, length_s: Callable[[Cue], float]) -> None:
        self._length_s = length_s
        self._waiting: dict[int, _Wish] = {}
        self._priority = 0
        self._began_s = self._ends_s = float("-inf")

    def offer(self, cue: Cue, pattern: Pattern, now_s: float) -> None:
        """Something that is worth giving from now on."""
        self._waiting[pattern.priority] = _Wish(cue, pattern, now_s + pattern.keep_s)

    def take(self, now_s: float, phase: SessionPhase) -> Cue | None:
        """The cue to begin now, if any."""
        if now_s < self._began_s:
            self._ends_s = now_s  # another clock: nothing of the old one plays any more
        self._waiting = {
            priority: wish
            for priority, wish in self._waiting.items()
            if now_s <= wish.until_s and phase in wish.pattern.phases
        }
        if not self._waiting:
            return None
        priority = max(self._waiting)
        if now_s < self._ends_s and priority < self._priority:
            return None
        cue = self._waiting.pop(priority).cue
        self._priority, self._began_s = priority, now_s
        self._ends_s = now_s + self._length_s(cue)
        return cue
