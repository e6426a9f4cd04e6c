"""The sets that were done, for the person at the terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from edge.session.events import SessionEnded, SessionEvent
from edge.session.summary import SetSummary
from edge.station.loop import Glimpse
from edge.words import Words

MOST_SETS = 200  # shown in the end


class Sessions:
    """A listener that keeps the sets of the sessions that ended."""

    def __init__(self) -> None:
        self.sets: list[SetSummary] = []
        self._first_s: float | None = None
        self._last_s = 0.0

    def __call__(self, glimpse: Glimpse) -> None:
        """Note what ended at a frame."""
        if self._first_s is None:
            self._first_s = glimpse.frame.captured_s
        self._last_s = glimpse.frame.captured_s
        self.note(glimpse.events)

    def note(self, events: Iterable[SessionEvent]) -> None:
        """Note the sets of the sessions that ended."""
        for event in events:
            if isinstance(event, SessionEnded):
                self.sets.extend(event.summary.sets)
                del self.sets[:-MOST_SETS]

    @property
    def watched_s(self) -> float:
        """Seconds of picture."""
        return self._last_s - (self._first_s or 0.0)


def print_sessions(console: Console, sessions: Sessions, words: Words) -> None:
    """The sets as a table."""
    table = Table("exercise", "repetitions", "good", "partial", "held", box=None)
    for done in sessions.sets:
        table.add_row(
            words.exercise(done.exercise),
            str(done.rep_count),
            f"{done.good_reps} of {done.judged_reps}" if done.judged_reps else "-",
            str(done.partial_reps) if done.partial_reps else "-",
            f"{done.hold_s:.1f} s" if done.hold_s else "-",
        )
    if not sessions.sets:
        table.add_row("none", "0", "-", "-", "-")
    console.print(table)
    console.print(f"watched {sessions.watched_s:.1f} s")


def print_line(console: Console, line: str) -> None:
    """A line as it is, without markup."""
    console.print(Text(line), soft_wrap=True)
