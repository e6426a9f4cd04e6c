"""The live view of `gymstation run`: phase, exercise and count on a terminal.

On a terminal one block is redrawn; into a pipe or the journal one line a repetition is printed.
"""

from collections import deque
from types import TracebackType
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from edge.errors import CameraRecoveringError
from edge.exercise.values import Rep, SetProgress, Verdict
from edge.station.loop import Glimpse
from edge.words import Words

RATE_WINDOW = 30  # frames that the shown frame rate is averaged over
REFRESH_PER_S = 10
WIDTH = 60


class LiveView:
    """A listener that shows each glimpse.

    title: which station this is and what it watches. words: in the station's language.
    announces: whether it says each repetition; False where a player of the signals does.
    """

    def __init__(
        self, title: str, words: Words, console: Console, *, announces: bool = True
    ) -> None:
        self._announces = announces
        self._title = title
        self._words = words
        self._console = console
        self._times_s: deque[float] = deque(maxlen=RATE_WINDOW)
        self._live = Live(console=console, refresh_per_second=REFRESH_PER_S, transient=True)
        self._interactive = console.is_terminal
        self._in_trouble = False

    def __enter__(self) -> Self:
        if self._interactive:
            self._live.start()
        self.say(self._title)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._live.stop()

    def __call__(self, glimpse: Glimpse) -> None:
        """Show the glimpse; announce repetitions that it finished."""
        self._in_trouble = False
        self._times_s.append(glimpse.frame.captured_s)
        for rep in glimpse.progress.finished if self._announces else ():
            self.say(describe(rep, self._words))
        if self._interactive:
            self._live.update(self._panel(glimpse))

    def camera_trouble(self, error: CameraRecoveringError) -> None:
        """Say once for each trouble that the camera sends nothing; the station goes on trying."""
        if self._interactive:
            self._live.update(
                Panel(f"camera: {error}", title=self._title, style="red", width=WIDTH)
            )
        if not self._in_trouble:
            self.say(f"camera: {error}")
        self._in_trouble = True

    def say(self, line: str) -> None:
        """Print a line that stays."""
        self._console.print(Text(line), soft_wrap=True)

    def _panel(self, glimpse: Glimpse) -> RenderableType:
        progress = glimpse.progress
        facts = Table.grid(padding=(0, 2))
        facts.add_row("exercise", Text(self._words.exercise(progress.exercise), style="bold"))
        facts.add_row("phase", progress.phase.value)
        facts.add_row("person", "seen" if glimpse.pose else "nobody")
        facts.add_row("frames", f"{self._rate():.0f} a second")
        bar = ProgressBar(total=1.0, completed=progress.position or 0.0, width=40)
        return Panel(Group(headline(progress), facts, bar), title=self._title, width=WIDTH)

    def _rate(self) -> float:
        if len(self._times_s) < 2:  # noqa: PLR2004 - a rate needs two times
            return 0.0
        span_s = self._times_s[-1] - self._times_s[0]
        return (len(self._times_s) - 1) / span_s if span_s > 0 else 0.0


def headline(progress: SetProgress) -> Text:
    """The count, or the seconds held, large enough to read at a glance."""
    if progress.hold_s > 0:
        return Text(f"{progress.hold_s:.1f} s held", style="bold green")
    return Text(f"{progress.count}", style="bold green")


def describe(rep: Rep, words: Words) -> str:
    """One line about a finished repetition, with what to do about its faults."""
    faults = [result for result in rep.conditions if result.verdict is Verdict.FAULT]
    cues = ", ".join(words.cue(rep.exercise, fault.condition) for fault in faults)
    remark = f"  → {cues}" if cues else ""
    return f"{words.exercise(rep.exercise)} {rep.index}  ({rep.duration_s:.1f} s){remark}"
