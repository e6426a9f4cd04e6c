"""`gymstation evaluate announcements`: how soon a repetition is announced after its true end."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console, Group

from edge.cli.evaluate.options import AsJson, Report
from edge.cli.progress import progress_bar
from edge.config.pack import load_packs
from edge.evaluation.announcements import Announcements, evaluate_announcements
from edge.evaluation.document import write_plot, write_section
from edge.evaluation.lateness import Lateness
from edge.evaluation.plots import shares_below
from edge.evaluation.tables import Rows, markdown, rich_table

HEADING = "Announcement of repetitions, exercise given"
PLOT = "accuracy_announcements.svg"


def announcements(
    exercises: Annotated[
        list[str] | None, typer.Argument(metavar="[EXERCISE]...", help="Without: all.")
    ] = None,
    *,
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Count the mannequin's repetitions and say how long after their true end they come."""
    packs = load_packs(exercises)
    with progress_bar() as progress:
        task = progress.add_task("exercises", total=len(packs))

        def step(exercise: str) -> None:
            progress.update(task, description=exercise, advance=1)

        result = evaluate_announcements(packs, step)
    if report is not None:
        command = f"gymstation evaluate announcements --report {report}"
        section = markdown(HEADING, command, _tables(result))
        picture = f"![How much is announced by when](images/{PLOT})"
        write_section(report, HEADING, f"{section}\n{picture}\n")
        title = "Repetitions announced, seconds after their end (below 0: before)"
        write_plot(report, PLOT, shares_below(title, "s", result.seconds))
    if as_json:
        print(json.dumps(asdict(result), indent=1))
    else:
        Console().print(Group(*(rich_table(title, rows) for title, rows in _tables(result))))


def _tables(result: Announcements) -> Iterator[tuple[str, Rows]]:
    title = "Seconds after the body is back where the repetition began; below 0: before"
    yield title, _rows("landmarks of the mannequin, trembling, at", result.rates)
    title = "The same by exercise, all frame rates, views and tempi"
    yield title, _rows("exercise", result.exercises)
    yield (
        "Repetitions that were not announced one by one",
        [["figure", "value"], ["repetitions", str(result.missed)]],
    )


def _rows(name: str, figures: Mapping[str, Lateness]) -> Rows:
    head = [name, "repetitions", "median", "95th percentile"]
    return [
        head,
        *(
            [key, str(late.repetitions), f"{late.median_s:.2f} s", f"{late.p95_s:.2f} s"]
            for key, late in figures.items()
        ),
    ]
