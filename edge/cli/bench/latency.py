"""`gymstation bench latency`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from edge.bench.latency_runs import RUNS, LatencyBench
from edge.errors import UsageError
from edge.resources import demo_clip

TARGET_MS = 120
FIGURES = ("count", "median", "p95", "p99", "max")


def latency(
    video: Annotated[Path | None, typer.Argument(help="A video; without, the demo clip.")] = None,
    *,
    exercise: Annotated[str, typer.Option("--exercise", "-e", help="What is done in it.")] = (
        "squat"
    ),
    fps: Annotated[float, typer.Option(min=1.0, max=120.0, help="Frames a second.")] = 30.0,
    seconds: Annotated[float, typer.Option(min=1.0, help="Length of each run.")] = 60.0,
    players: Annotated[
        list[str] | None, typer.Option(help="Only these runs: none, gpio, hanging.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """From the capture of a frame to the start of the signal that it causes, on pins that note it.

    The whole station runs on the video in real time, three times: without players, with light,
    buzzer and voice, and with players that hang, which must cost the frames nothing.
    """
    runs = tuple(players or RUNS)
    if unknown := [name for name in runs if name not in RUNS]:
        raise UsageError(
            f"--players {unknown[0]} is unknown", remedy=f"give one of {', '.join(RUNS)}"
        )
    console = Console(stderr=as_json)
    bench = LatencyBench(video or demo_clip(), exercise, fps=fps, seconds=seconds)
    report = bench.run(lambda name: console.print(f"players: {name} ({seconds:g} s)"), runs)
    if as_json:
        print(json.dumps(report))
    else:
        _print(console, report)


def _print(console: Console, report: dict[str, Any]) -> None:
    table = Table("players", "milliseconds", *FIGURES)
    names = {
        "frame_ms": "a frame's work",
        "telling_ms": "of it, telling",
        "light_ms": "capture to light",
        "sound_ms": "capture to buzzer",
        "movement_ms": "capture to movement light",
    }
    for run, figures in report["runs"].items():
        for key, name in names.items():
            if key in figures:
                table.add_row(run, name, *(str(figures[key].get(each, "")) for each in FIGURES))
        console.print(f"{run}: {figures['frames']} frames, {figures['dropped']} dropped")
    console.print(table)
    console.print(f"target: capture to light p95 of at most {TARGET_MS} ms at 30 frames a second")
    for problem in report["problems"]:
        console.print(f"note: {problem}")
