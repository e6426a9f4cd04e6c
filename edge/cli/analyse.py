"""`gymstation analyse FILE…`: count the repetitions in videos and pose recordings."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Column, Table
from rich.text import Text

from edge.analysis import Analysis, analyse_recording
from edge.camera.factory import open_file
from edge.camera.port import Camera
from edge.cli.packs import named_pack
from edge.cli.progress import progress_bar
from edge.config import find_config, load_config
from edge.config.form import with_settings
from edge.config.pack import load_packs
from edge.errors import CameraError, RecordingError, UsageError
from edge.overlay.video import AnnotatedVideo
from edge.pose.factory import make_estimator
from edge.vision import Listener, Observation, Vision


def analyse(
    files: Annotated[list[Path], typer.Argument(help="Videos, GIFs or pose recordings (.npz).")],
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            help="The exercise, or the file of its pack; without it the station names it.",
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option("--config", "-c", help="The station's YAML file: its limits of form."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line for each file.")
    ] = False,
    annotate: Annotated[
        Path | None,
        typer.Option(help="Write a video with skeleton, count and phase (one input file)."),
    ] = None,
) -> None:
    """Count the repetitions in videos and pose recordings."""
    if annotate is not None and len(files) != 1:
        raise UsageError(
            f"--annotate writes one video, but {len(files)} files were given",
            remedy="analyse one file at a time",
        )
    settings = load_config(find_config(config))
    packs = (named_pack(exercise),) if exercise else load_packs(None)
    given = packs[0].id if exercise else None
    estimator = make_estimator(settings.pose)
    vision = Vision(estimator, with_settings(packs, settings.form))
    analyses: list[Analysis] = []
    with progress_bar() as progress:
        for analysis in _each(files, vision, given, annotate, progress):
            analyses.append(analysis)
            if as_json:
                print(json.dumps(analysis.to_json()), flush=True)
    estimator.close()
    if not as_json:
        _print_table(analyses)
    if any(analysis.error for analysis in analyses):
        raise typer.Exit(1)


def _each(
    files: list[Path],
    vision: Vision,
    exercise: str | None,
    annotate: Path | None,
    progress: Progress,
) -> Iterator[Analysis]:
    overall = progress.add_task("files", total=len(files))
    current = progress.add_task("frames", total=None)
    for file in files:
        progress.reset(current, description=file.name, total=None)

        def advance(_: Observation) -> None:
            progress.advance(current)

        with ExitStack() as stack:
            listeners: list[Listener] = [advance]
            if annotate is not None:
                listeners.append(stack.enter_context(AnnotatedVideo(annotate)))
            try:
                camera: Camera = open_file(file)
            except (CameraError, RecordingError) as error:
                yield _unreadable(file, exercise, str(error))
            else:
                yield analyse_recording(file, camera, vision, exercise, listeners)
        progress.advance(overall)


def _unreadable(file: Path, exercise: str | None, error: str) -> Analysis:
    return Analysis(str(file), exercise, 0, (), 0.0, 0, 0.0, 0.0, error)


def _print_table(analyses: list[Analysis]) -> None:
    table = Table(
        Column("file", overflow="fold"), "exercise", "count", "held", "seconds", "fps", box=None
    )
    for analysis in analyses:
        table.add_row(
            Text(analysis.file),  # a name may hold brackets, which rich would read as markup
            analysis.exercise or "-",
            str(analysis.count),
            f"{analysis.hold_s:.1f} s" if analysis.hold_s else "-",
            f"{analysis.seconds:.1f}",
            f"{analysis.fps:.0f}",
        )
    Console().print(table)
    errors = Console(stderr=True)
    for analysis in analyses:
        if analysis.error:
            errors.print(Text(f"gymstation: {analysis.error}", style="red"), soft_wrap=True)
