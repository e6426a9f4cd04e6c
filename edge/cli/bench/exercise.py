"""`gymstation bench exercise FILE…`: what a frame costs after its pose."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from edge.bench.exercise import ExerciseCost, bench_exercise
from edge.cli.progress import progress_bar
from edge.config.pack import load_packs


def exercise(
    files: Annotated[list[Path], typer.Argument(help="Pose recordings (.npz).")],
    *,
    packs: Annotated[
        str | None, typer.Option(help="Exercises in the running, with commas; without it all.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """CPU time a frame of the exercise stage: measures, recogniser, counters, judge."""
    chosen = load_packs(packs.split(",") if packs else None)
    with progress_bar() as progress:
        task = progress.add_task("bench exercise", total=len(files))

        def step(file: str) -> None:
            progress.update(task, description=file, advance=1)

        result = bench_exercise(files, chosen, step)
    if as_json:
        print(json.dumps(asdict(result)))
    else:
        Console().print(_table(result, len(chosen)))


def _table(result: ExerciseCost, packs: int) -> Table:
    title = f"{packs} exercises, {result.frames} frames, {result.repetitions} repetitions"
    table = Table("CPU ms a frame", "mean", "median", "p95", title=title, title_justify="left")
    for name, part in result.parts.items():
        table.add_row(name, *(f"{part['cpu_ms'][of]:.3f}" for of in ("mean", "median", "p95")))
    return table
