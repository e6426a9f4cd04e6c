"""`gymstation evaluate clips DIR`: count clips with known truth, beside other ways to count."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edge.cli.evaluate_form import form
from edge.cli.evaluate_poses import poses as count_poses
from edge.cli.evaluate_rendered import rendered
from edge.cli.progress import progress_bar
from edge.cli.rate import Rate
from edge.config import load_config
from edge.config.pack import load_packs
from edge.errors import UsageError
from edge.evaluation.clips import load_clips
from edge.evaluation.counting import evaluate
from edge.evaluation.document import write_section
from edge.evaluation.poses import PoseCache
from edge.evaluation.report import to_json, to_markdown, to_terminal
from edge.evaluation.summary import summarise
from edge.pose.factory import make_estimator

app = typer.Typer(help="Measure the station on recordings with known truth.", no_args_is_help=True)
app.command()(form)
app.command()(rendered)
app.command(name="poses")(count_poses)


@app.callback()
def _group() -> None:
    """Keep `clips` a command of its own."""


@app.command()
def clips(
    folder: Annotated[Path, typer.Argument(help="The folder that holds clips.csv.")],
    *,
    given: Annotated[
        bool, typer.Option("--given", help="Tell the tracker which exercise each clip holds.")
    ] = False,
    fps: Annotated[Rate, typer.Option(help="Count every frame, or as a slow camera.")] = (
        Rate.NATIVE
    ),
    poses: Annotated[
        Path | None,
        typer.Option(help="Folder of pose recordings; missing ones are made and kept there."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write the tables into a section of this Markdown file.")
    ] = None,
) -> None:
    """Count every clip of clips.csv and compare with what a person counted."""
    listed = load_clips(folder)
    if not listed:
        raise UsageError("the list holds no clip", where=str(folder))
    cache = PoseCache(folder, poses, lambda: make_estimator(load_config(None).pose))
    with progress_bar() as progress:
        task = progress.add_task("clips", total=len(listed))

        def step(file: str) -> None:
            progress.update(task, description=file, advance=1)

        outcome = evaluate(listed, load_packs(None), cache, given=given, fps=fps.fps, step=step)
    cache.close()
    summary = summarise(outcome)
    if report is not None:
        heading = f"Counting, exercise {'given' if given else 'not given'}, {fps.words}"
        options = f"{' --given' if given else ''} --fps {fps.value}"
        command = f"gymstation evaluate clips DIR{options} --report {report}"
        write_section(report, heading, to_markdown(summary, heading, command))
    if as_json:
        print(json.dumps(to_json(summary), indent=1))
    else:
        Console().print(to_terminal(summary))
