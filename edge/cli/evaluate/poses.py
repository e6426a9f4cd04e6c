"""`gymstation evaluate poses DIR`: count pose recordings of whatever movement."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edge.cli.evaluate.options import AsJson, Report
from edge.cli.progress import progress_bar
from edge.cli.rate import Rate
from edge.config.pack import load_packs
from edge.errors import UsageError
from edge.evaluation.document import write_section
from edge.evaluation.poses_dir import (
    HEADING,
    evaluate_poses,
    load_counts,
    to_json,
    to_markdown,
    to_terminal,
)


def poses(
    folder: Annotated[Path, typer.Argument(help="The folder that holds counts.csv.")],
    *,
    fps: Annotated[Rate, typer.Option(help="Count every frame, or as a slow camera.")] = (
        Rate.NATIVE
    ),
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Count every pose recording of counts.csv without being told the exercise."""
    listed = load_counts(folder)
    if not listed:
        raise UsageError("the list holds no recording", where=str(folder))
    with progress_bar() as progress:
        task = progress.add_task("recordings", total=len(listed))

        def step(file: str) -> None:
            progress.update(task, description=file, advance=1)

        result = evaluate_poses(folder, listed, load_packs(None), fps.fps, step)
    if report is not None:
        heading = f"{HEADING}, {fps.words}"
        command = f"gymstation evaluate poses DIR --fps {fps.value} --report {report}"
        write_section(report, heading, to_markdown(result, heading, command))
    if as_json:
        print(json.dumps(to_json(result), indent=1))
    else:
        Console().print(to_terminal(result))
