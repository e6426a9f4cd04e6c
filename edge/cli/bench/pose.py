"""`gymstation bench pose`: what the pose stage costs, and how it agrees with its reference."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from edge.bench.contestants import Contestant, MediaPipeContestant, OwnContestant
from edge.bench.pose import PoseBench
from edge.bench.twin import FloatTwin
from edge.cli.progress import progress_bar
from edge.config.pose import PoseConfig
from edge.config.smoothing import SmoothingConfig
from edge.errors import UsageError
from edge.pose.blazepose import BlazePoseEstimator

MOST_THREADS = 8
PARTS = ("mean", "median", "p95")
COST_COLUMNS = tuple(f"{kind} ms {part}" for kind in ("CPU", "wall") for part in PARTS)


def pose(
    videos: Annotated[list[Path], typer.Argument(help="Videos or GIFs.")],
    *,
    against: Annotated[
        str | None, typer.Option(help="The reference to compare with: mediapipe.")
    ] = None,
    float_twin: Annotated[
        bool, typer.Option("--float-twin", help="Compare int8 with float on the same crops.")
    ] = False,
    threads: Annotated[str, typer.Option(help="Numbers of native threads to try.")] = "1",
    mediapipe_python: Annotated[
        Path, typer.Option(help="The Python interpreter that has mediapipe.")
    ] = Path(sys.executable),
    models: Annotated[
        Path | None, typer.Option(help="Another folder of models, with its manifest.")
    ] = None,
    variant: Annotated[str, typer.Option(help="The models to measure: int8 or float.")] = "int8",
    frames: Annotated[int | None, typer.Option(min=1, help="At most so many a video.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """CPU, wall time and memory of the pose stage, and how it agrees with its reference.

    Landmarks are compared unsmoothed, on the same frames. CPU time is the whole process's, native
    threads included; the runs take turns, video by video.
    """
    if against not in {None, "mediapipe"}:
        raise UsageError(f"--against {against} is unknown", remedy="the only one is mediapipe")
    if variant not in {"int8", "float"}:
        raise UsageError(f"--variant {variant} is unknown", remedy="give int8 or float")
    contestants: list[Contestant] = [
        OwnContestant(
            f"blazepose_{variant}_threads_{count}",
            BlazePoseEstimator.load(_config(count), models, variant),
        )
        for count in _counts(threads)
    ]
    twin = FloatTwin(_config(1), models) if float_twin else None
    if against is not None:
        contestants.append(MediaPipeContestant(mediapipe_python))
    bench = PoseBench(contestants, reference=against, twin=twin, frames=frames)
    try:
        errors = _show(bench, videos)
        report = bench.report()
    finally:
        for contestant in contestants:
            contestant.close()
    if as_json:
        print(json.dumps(report))
    else:
        _print_tables(report)
    for error in errors:
        print(f"gymstation: {error}", file=sys.stderr)
    if errors:
        raise typer.Exit(1)


def _config(threads: int) -> PoseConfig:
    return PoseConfig(threads=threads, smoothing=SmoothingConfig(enabled=False))


def _counts(threads: str) -> list[int]:
    try:
        counts = sorted({int(part) for part in threads.split(",")})
    except ValueError:
        counts = []
    if not counts or counts[0] < 1 or counts[-1] > MOST_THREADS:
        raise UsageError(
            f"--threads {threads} is no list of numbers from 1 to {MOST_THREADS}",
            remedy="for instance --threads 1,2",
        )
    return counts


def _show(bench: PoseBench, videos: list[Path]) -> list[str]:
    """Show every video; returns what was wrong with some."""
    errors = []
    with progress_bar() as progress:
        task = progress.add_task("bench pose", total=len(videos))
        for video in videos:
            error = bench.show(video, lambda text: progress.update(task, description=text))
            if error is not None:
                errors.append(error)
            progress.advance(task)
    return errors


def _print_tables(report: dict[str, Any]) -> None:
    console = Console()
    table = Table("run", "frames", "with person", *COST_COLUMNS, "ratio", "peak RSS MB")
    for name, run in report["runs"].items():
        times = [f"{run[kind][part]:.2f}" for kind in ("cpu_ms", "wall_ms") for part in PARTS]
        ratio = report.get("cpu_ratio", {}).get(name)
        table.add_row(
            name,
            str(run["frames"]),
            str(run["frames_with_person"]),
            *times,
            "" if ratio is None else f"{ratio:.3f}",
            f"{run['rss_peak_mb']:.0f}",
        )
    console.print(table)
    for key, title in (("against", "against MediaPipe"), ("float_twin", "int8 against float")):
        if key in report:
            agreement = Table(title, "")
            for name, value in report[key].items():
                agreement.add_row(name, str(value))
            console.print(agreement)
