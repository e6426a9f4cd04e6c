"""An evaluation for people and for programs: tables on a terminal, Markdown, JSON."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Group, RenderableType

from edge.evaluation.agreement import Agreement
from edge.evaluation.figures import Figures
from edge.evaluation.lateness import Lateness
from edge.evaluation.reasons import Reasons
from edge.evaluation.summary import Summary, Wrong
from edge.evaluation.tables import Rows, markdown, rich_table


@dataclass(frozen=True, slots=True)
class Counting:
    """A run over all clips, and beside it perhaps one at another rate.

    rate: the words for the rate. beside: those for the other, its figures, how well both agree.
    """

    rate: str
    summary: Summary
    beside: tuple[str, Summary, Agreement] | None
    reasons: Reasons


def to_json(counting: Counting) -> dict[str, Any]:
    """Plain values; shares in 0..1, times in seconds."""
    values = asdict(counting.summary)
    if counting.beside is not None:
        _, summary, same = counting.beside
        values["beside"] = {**asdict(summary), "same": asdict(same)}
    return values


def to_terminal(counting: Counting) -> RenderableType:
    """The same tables as in Markdown, drawn by Rich."""
    return Group(*(rich_table(title, rows) for title, rows in _tables(counting)))


def to_markdown(counting: Counting, heading: str, command: str) -> str:
    """A section of a report: one heading, the command that made it, the tables."""
    return markdown(heading, command, _tables(counting))


def _tables(counting: Counting) -> Iterator[tuple[str, Rows]]:
    summary = counting.summary
    yield "Methods, same poses", figure_rows("method", summary.methods)
    yield "Ours, by exercise", figure_rows("exercise", summary.exercises)
    yield "Ours, by view as the judge estimates it", figure_rows("view", summary.views)
    if summary.unlisted:
        title = "Exercises without a pack, counted by their rhythm"
        yield title, figure_rows("exercise", summary.unlisted)
    yield "Other figures", [["figure", "value"], *_others(summary)]
    if counting.beside is not None:
        yield from _beside(counting, *counting.beside)
    if summary.holds:
        held = [[file, f"{seconds:.1f} s"] for file, seconds in summary.holds]
        yield "Timed holds", [["clip", "held"], *held]
    if summary.worst:
        title = "The ten clips that came out worst; every wrong one where there are fewer"
        yield title, _wrong_rows(counting, summary.worst)
    if summary.unreadable:
        yield "Unreadable", [["file", "reason"], *map(list, summary.unreadable)]


def figure_rows(name: str, by_name: Mapping[str, Figures]) -> Rows:
    """A line of figures each; name: what the first column holds."""
    head = [name, "clips", "exact (95 %)", "off by at most one (95 %)", "MAE (95 %)"]
    body = [
        [key, str(each.clips), str(each.exact), str(each.obo), str(each.mae)]
        for key, each in by_name.items()
    ]
    return [head, *body]


def late_rows(late: Lateness) -> Rows:
    """How long after its end a repetition is announced."""
    return [
        ["announcement after the end of the repetition, median", f"{late.median_s:.2f} s"],
        ["announcement after the end of the repetition, 95th percentile", f"{late.p95_s:.2f} s"],
        ["repetitions of these two figures", str(late.repetitions)],
        ["repetitions credited later, when the movement was known", str(late.credited)],
    ]


def _others(summary: Summary) -> Rows:
    rates = [
        [f"false repetitions a minute, {method}", f"{rate:.2f}"]
        for method, rate in summary.false_per_minute.items()
    ]
    return [
        ["right exercise followed", str(summary.recognised)],
        *rates,
        ["minutes without repetitions (clips x exercises)", f"{summary.false_minutes:.1f}"],
        ["share of them without a false repetition", str(summary.quiet)],
        *late_rows(summary.late),
    ]


def _beside(
    counting: Counting, rate: str, summary: Summary, same: Agreement
) -> Iterator[tuple[str, Rows]]:
    yield f"The same clips, {rate}", figure_rows("method", summary.methods)
    rows = [
        ["clips", str(same.clips)],
        ["counts at most one apart", str(same.within_one)],
        ["equal counts", str(same.equal)],
        ["the same exercise followed", str(same.named)],
        ["right exercise followed", str(summary.recognised)],
        ["share of clips without repetitions and without a false one", str(summary.quiet)],
        *late_rows(summary.late),
    ]
    yield f"{rate.capitalize()} against {counting.rate}", [["figure", "value"], *rows]
    if same.apart:
        head = ["clip", counting.rate, rate]
        body = [[file, str(one), str(other)] for file, one, other in same.apart]
        yield "Clips whose counts are further apart", [head, *body]
    known = {(each.file, each.followed, each.count) for each in counting.summary.worst}
    only = [e for e in summary.worst if (e.file, e.followed, e.count) not in known]
    if only:
        yield f"Clips that come out wrong at {rate} alone", _wrong_rows(counting, only)


def _wrong_rows(counting: Counting, worst: Iterable[Wrong]) -> Rows:
    head = ["clip", "by eye", "ours", "followed", "reason"]
    body = [
        [each.file, each.by_eye, str(each.count), each.followed, counting.reasons.of(each)]
        for each in worst
    ]
    return [head, *body]
