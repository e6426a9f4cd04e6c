"""States that last: told when they begin, then reminded of now and then. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edge.feedback.signal import Signal
from edge.feedback.table import SignalTable
from edge.session.events import SessionPhase


@dataclass(slots=True)
class _Known:
    given_s: float
    held_s: float


@dataclass(frozen=True, slots=True)
class Reminder:
    """A state that is due to be signalled. aloud: with sound."""

    signal: Signal
    aloud: bool


class Lasting:
    """Remembers which states were told when."""

    def __init__(self, table: SignalTable) -> None:
        self._table = table
        self._known: dict[Signal, _Known] = {}

    def due(
        self, now_s: float, holding: Sequence[Signal], phase: SessionPhase
    ) -> Iterator[Reminder]:
        """What is due now; of several states of the same priority, the first is told.

        A state that goes and comes back within its time of repetition is the same.
        """
        priorities: set[int] = set()
        for signal in holding:
            pattern = self._table.signals[signal]
            if phase not in pattern.phases or pattern.priority in priorities:
                continue
            priorities.add(pattern.priority)
            every_s = pattern.repeat.every_s if pattern.repeat else float("inf")
            known = self._known.get(signal)
            if known is not None and not 0.0 <= now_s - known.held_s <= every_s:
                del self._known[signal]
                known = None
            if known is None:
                yield Reminder(signal, aloud=True)
                continue
            known.held_s = now_s
            if now_s - known.given_s >= every_s:
                yield Reminder(signal, aloud=bool(pattern.repeat and pattern.repeat.aloud))

    def given(self, signal: Signal, now_s: float) -> None:
        """It is signalled now."""
        self._known[signal] = _Known(given_s=now_s, held_s=now_s)
