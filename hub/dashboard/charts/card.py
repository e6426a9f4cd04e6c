"""What stands around a chart: the question, the answer in a sentence, and the same as a table."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from nicegui import ui

from hub.dashboard.dom import box, said
from hub.dashboard.markup import Line, rows_table
from hub.dashboard.visit import Visit
from hub.dashboard.words import charts as words
from hub.dashboard.words.text import Text


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; numbers: how many of the last columns are figures."""

    heads: Sequence[Text]
    rows: Sequence[Sequence[str]] = field(default=())
    numbers: int = 0


@contextmanager
def question(title: str, answer: str, *, mark: str, wide: bool = False) -> Iterator[None]:
    """A card with a question and its answer; what is drawn within shows it."""
    with box("section", "card wide" if wide else "card", data_testid=mark):
        said("h2", title)
        said("p", answer, "answer-line", data_testid=f"{mark}-answer")
        yield


def draw(options: dict[str, Any], label: str, *, tall: bool = False) -> None:
    """label: what a screen reader says instead, which should be the answer."""
    with box("div", "chart-box tall" if tall else "chart-box", role="img", aria_label=label):
        ui.echart(options, renderer="svg")


def as_table(visit: Visit, caption: str, grid: Grid) -> None:
    """Closed until it is asked for."""
    with box("details"):
        said("summary", visit.say(words.AS_TABLE))
        heads = [visit.say(head) for head in grid.heads]
        rows_table(caption, heads, [Line(row) for row in grid.rows], numbers=grid.numbers)


def lengths(visit: Visit, chosen: int, path: str) -> None:
    """Links to the same page over another time; path: with `{days}` to fill."""
    with box("nav", "tabs", aria_label=visit.say(words.TIME)):
        for days, text in words.LENGTHS.items():
            link = said("a", visit.say(text), "button", href=path.format(days=days))
            link.props["data-testid"] = f"days-{days}"
            if days == chosen:
                link.props["aria-current"] = "true"


def totals(visit: Visit, days: int, shown: Sequence[tuple[Text, str, str]]) -> None:
    """shown: what it is, the figure, and the same of as many days before."""
    with box("div", "totals"):
        for label, value, earlier in shown:
            with box("div", "card"):
                said("h2", visit.say(label), "muted small")
                said("p", value, "figure")
                said("p", visit.say(words.BEFORE, value=earlier, days=days), "muted")
