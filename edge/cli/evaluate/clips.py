"""`gymstation evaluate clips DIR`: count clips with known truth, beside other ways to count."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edge.cli.evaluate.options import AsJson, KeptPoses, Report
from edge.cli.progress import progress_bar
from edge.cli.rate import Rate
from edge.config import load_config
from edge.config.pack import load_packs
from edge.errors import UsageError
from edge.evaluation.agreement import agreement
from edge.evaluation.clips import load_clips
from edge.evaluation.counting import Outcome, evaluate
from edge.evaluation.document import write_section
from edge.evaluation.poses import PoseCache
from edge.evaluation.reasons import load_reasons
from edge.evaluation.report import Counting, to_json, to_markdown, to_terminal
from edge.evaluation.summary import summarise
from edge.pose.factory import make_estimator


def clips(
    folder: Annotated[Path, typer.Argument(help="The folder that holds clips.csv.")],
    *,
    given: Annotated[
        bool, typer.Option("--given", help="Tell the tracker which exercise each clip holds.")
    ] = False,
    fps: Annotated[Rate, typer.Option(help="Count every frame, or as a slow camera.")] = (
        Rate.NATIVE
    ),
    beside: Annotated[
        Rate | None, typer.Option(help="Count at this rate as well, and compare.")
    ] = None,
    poses: KeptPoses = None,
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Count every clip of clips.csv and compare with what a person counted.

    Reasons for wrong counts are read from accuracy.reasons.yaml beside the report accuracy.md.
    """
    listed = load_clips(folder)
    if not listed:
        raise UsageError("the list holds no clip", where=str(folder))
    reasons = load_reasons(report)
    rates = [fps, beside] if beside is not None else [fps]
    cache = PoseCache(folder, poses, lambda: make_estimator(load_config(None).pose))
    with progress_bar() as progress:
        task = progress.add_task("clips", total=len(listed) * len(rates))

        def step(file: str) -> None:
            progress.update(task, description=file, advance=1)

        def run(rate: Rate) -> Outcome:
            packs = load_packs(None)
            return evaluate(listed, packs, cache, given=given, fps=rate.fps, step=step)

        outcomes = [run(rate) for rate in rates]
    cache.close()
    second = None
    if beside is not None:
        second = beside.words, summarise(outcomes[1]), agreement(*outcomes)
    counting = Counting(fps.words, summarise(outcomes[0]), second, reasons)
    if report is not None:
        heading = f"Counting, exercise {'given' if given else 'not given'}, {fps.words}"
        options = f"{' --given' if given else ''} --fps {fps.value}"
        options += f" --beside {beside.value}" if beside is not None else ""
        command = f"gymstation evaluate clips DIR{options} --report {report}"
        write_section(report, heading, to_markdown(counting, heading, command))
    if as_json:
        print(json.dumps(to_json(counting), indent=1))
    else:
        Console().print(to_terminal(counting))
