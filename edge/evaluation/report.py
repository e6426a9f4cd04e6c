"""An evaluation for people and for programs: tables on a terminal, Markdown, JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType

from edge.evaluation.counting import OURS, Counted
from edge.evaluation.figures import Figures
from edge.evaluation.summary import Summary
from edge.evaluation.tables import Rows, markdown, rich_table


def to_json(summary: Summary) -> dict[str, Any]:
    """Plain values; shares in 0..1, times in seconds."""
    values = asdict(summary)
    values["worst"] = [
        {"file": each.clip.file, "count": each.counts, "error": each.error()}
        for each in summary.worst
    ]
    return values


def to_terminal(summary: Summary) -> RenderableType:
    """The same tables as in Markdown, drawn by Rich."""
    return Group(*(rich_table(title, rows) for title, rows in _tables(summary)))


def to_markdown(summary: Summary, heading: str, command: str) -> str:
    """A section of a report: one heading, the command that made it, the tables."""
    return markdown(heading, command, _tables(summary))


def _tables(summary: Summary) -> Iterator[tuple[str, Rows]]:
    yield "Methods, same poses", figure_rows("method", summary.methods)
    yield "Ours, by exercise", figure_rows("exercise", summary.exercises)
    yield "Other figures", [["figure", "value"], *_others(summary)]
    if summary.holds:
        held = [[file, f"{seconds:.1f} s"] for file, seconds in summary.holds]
        yield "Timed holds", [["clip", "held"], *held]
    if summary.worst:
        yield (
            "Clips that came out wrong",
            [["clip", "by eye", "ours", "followed"], *map(_worst, summary.worst)],
        )
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


def _others(summary: Summary) -> Rows:
    rows = [
        [f"false repetitions a minute, {method}", f"{rate:.2f}"]
        for method, rate in summary.false_per_minute.items()
    ]
    median_s, p95_s = summary.late_s
    return [
        *rows,
        ["minutes without repetitions (clips x exercises)", f"{summary.false_minutes:.1f}"],
        ["share of them without a false repetition", f"{summary.quiet:.3f}"],
        ["right exercise followed", f"{summary.recognised:.3f}"],
        ["from the way back seen to its announcement, median", f"{median_s:.2f} s"],
        ["from the way back seen to its announcement, 95th percentile", f"{p95_s:.2f} s"],
    ]


def _worst(each: Counted) -> list[str]:
    clip = each.clip
    by_eye = (
        str(clip.reps) if clip.reps_low == clip.reps_high else (f"{clip.reps_low}-{clip.reps_high}")
    )
    return [clip.file, by_eye, str(each.counts[OURS]), each.exercise]
