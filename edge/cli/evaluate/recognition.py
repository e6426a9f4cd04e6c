"""`gymstation evaluate recognition DIR`: what clips are called, when, and how steadily."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edge.cli.evaluate.options import AsJson, KeptPoses, Report
from edge.cli.progress import progress_bar
from edge.config import load_config
from edge.config.pack import load_packs
from edge.errors import UsageError
from edge.evaluation.clips import load_clips
from edge.evaluation.document import write_plot, write_section
from edge.evaluation.poses import PoseCache
from edge.evaluation.recognition import evaluate_recognition
from edge.evaluation.recognition_report import (
    HEADING,
    PLOT,
    plot,
    to_json,
    to_markdown,
    to_terminal,
)
from edge.pose.factory import make_estimator


def recognition(
    folder: Annotated[Path, typer.Argument(help="The folder that holds clips.csv.")],
    *,
    poses: KeptPoses = None,
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Name the exercise in every clip, at every frame and as a camera of 8 frames a second."""
    listed = load_clips(folder)
    if not listed:
        raise UsageError("the list holds no clip", where=str(folder))
    cache = PoseCache(folder, poses, lambda: make_estimator(load_config(None).pose))
    with progress_bar() as progress:
        task = progress.add_task("clips", total=len(listed))

        def step(file: str) -> None:
            progress.update(task, description=file, advance=1)

        result = evaluate_recognition(listed, load_packs(None), cache, step)
    cache.close()
    if report is not None:
        command = f"gymstation evaluate recognition DIR --report {report}"
        write_section(report, HEADING, to_markdown(result, command))
        write_plot(report, PLOT, plot(result))
    if as_json:
        print(json.dumps(to_json(result), indent=1))
    else:
        Console().print(to_terminal(result))
