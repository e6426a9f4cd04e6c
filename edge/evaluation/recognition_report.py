"""The evaluation of recognition for people and for programs."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType

from edge.evaluation.plots import confusion
from edge.evaluation.recognition import Named, Recognition
from edge.evaluation.tables import Rows, markdown, rich_table

HEADING = "Recognition, exercise not given"
PLOT = "accuracy_recognition.svg"


def to_json(result: Recognition) -> dict[str, Any]:
    """Plain values; shares in 0..1, times in seconds."""
    return asdict(result)


def to_terminal(result: Recognition) -> RenderableType:
    """The same tables as in Markdown, drawn by Rich."""
    return Group(*(rich_table(title, rows) for title, rows in _tables(result)))


def to_markdown(result: Recognition, command: str) -> str:
    """A section of a report, with the plot that stands in `images` beside it."""
    section = markdown(HEADING, command, _tables(result))
    return f"{section}\n![What clips hold and what they were called](images/{PLOT})\n"


def plot(result: Recognition) -> str:
    """The confusion matrix at every frame, as SVG."""
    rate, named = next(iter(result.rates.items()))
    return confusion(f"Clips by what they hold (rows) and are called, {rate}", named.confusion)


def _tables(result: Recognition) -> Iterator[tuple[str, Rows]]:
    columns = [_figures(named) for named in result.rates.values()]
    rows = [[what, *(column[what] for column in columns)] for what in columns[0]]
    yield "Names over whole clips", [["figure", *result.rates], *rows]
    yield (
        "By exercise, every frame",
        [
            ["exercise", "clips", "called by its name", "in time"],
            *([name, *map(str, figures)] for name, figures in result.exercises.items()),
        ],
    )
    yield from _matrices(result)
    if result.wrong:
        yield (
            "Clips called otherwise, every frame",
            [["clip", "holds", "called"], *map(list, result.wrong)],
        )
    if result.left_out:
        rows = [[what, value] for what, value in result.left_out.items()]
        yield "Clips left out of training", [["figure", "value"], *rows]
    if result.unreadable:
        yield "Unreadable", [["file", "reason"], *map(list, result.unreadable)]


def _figures(named: Named) -> dict[str, str]:
    median_s, p95_s = named.delay_s
    return {
        "clips": str(named.clips),
        "called by its name, clips of the exercises": str(named.right),
        "named within 3 s or by the second repetition": str(named.in_time),
        "from its beginning to its name, median": f"{median_s:.2f} s",
        "from its beginning to its name, 95th percentile": f"{p95_s:.2f} s",
        "clips in which no name gave way to another": str(named.steady),
        "such changes of name a clip": f"{named.changes:.2f}",
        "clips of other movements that were never called an exercise": str(named.quiet),
    }


def _matrices(result: Recognition) -> Iterator[tuple[str, Rows]]:
    """At the first rate, and at the others where they differ from it."""
    shown: list[Rows] = []
    for rate, named in result.rates.items():
        rows = _matrix(named)
        if rows not in shown:
            shown.append(rows)
            yield f"What clips hold (rows) and what they were called, {rate}", rows


def _matrix(named: Named) -> Rows:
    head = ["", *(name.replace("_", " ") for name in named.confusion)]
    return [
        head,
        *(
            [held.replace("_", " "), *(str(count or "") for count in called.values())]
            for held, called in named.confusion.items()
        ),
    ]
