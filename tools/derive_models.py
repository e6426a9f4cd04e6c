"""Derive the station's pose and face models: `python -m tools.derive_models`.

Downloads the pinned mediapipe wheel with pip, unpacks three models of it, folds and prunes them,
quantises those of the pose with real clips and mannequin renders, measures the error on clips and
renders that were held out, and writes `models/` with the manifest and the model cards. The same
wheel, clips and processor give the same files.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from edge.errors import RuntimeMissingError, StationError, UsageError
from edge.resources import bundled_models_dir
from tools.golden_frame import make_golden

ROOT = Path(__file__).resolve().parent.parent
CLIPS = ROOT.parent / "shared" / "data" / "clips"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tool; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        _derive(options.output, options.clips, options.wheel, face_only=options.only == "face")
    except StationError as error:
        print(f"derive_models: {error}", file=sys.stderr)
        return error.exit_status
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.derive_models", description=(__doc__ or "").split("\n\n")[1]
    )
    parser.add_argument(
        "--output", type=Path, default=bundled_models_dir(), help="default: %(default)s"
    )
    parser.add_argument(
        "--clips",
        type=Path,
        help=f"folder of videos of people exercising (default: {CLIPS} if it is there; without "
        "clips, mannequin renders alone)",
    )
    parser.add_argument("--wheel", type=Path, help="a mediapipe wheel that is already here")
    parser.add_argument("--only", choices=("face",), help="the face detector alone: seconds")
    return parser


def _derive(output: Path, clips: Path | None, wheel: Path | None, *, face_only: bool) -> None:
    clips = _clips(clips)
    try:
        if not face_only:
            from tools.derive import pipeline  # noqa: PLC0415 - needs the extra `train`
        from tools.derive import wheel as source  # noqa: PLC0415
        from tools.derive.face import derive_face  # noqa: PLC0415 - needs the runtime's schema
    except ImportError as error:
        raise RuntimeMissingError(
            f"the package {error.name} is not installed", remedy="pip install .[train]"
        ) from error
    output.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        console = Console(stderr=True)
        progress = stack.enter_context(_progress(console))
        tell = _teller(progress)
        tell("fetching the wheel")
        wheel = source.check_wheel(wheel) if wheel else source.fetch_wheel(work)
        tell("folding and pruning")
        derive_face(wheel, work, output)
        if face_only:
            return
        twins = pipeline.derive_twins(wheel, work, output)
        pictures = pipeline.gather(output, clips, lambda *steps: _tracker(progress, *steps))
        for spec in pipeline.SPECS:
            measured = pipeline.make_int8(spec, twins[spec.name], pictures, output, tell)
            pipeline.write_records(spec, pictures, measured, output)
            for kind, figures in measured.items():
                console.print(f"{spec.name} on held-out {kind}:", figures)
        tell("golden frame")
        make_golden(output)


def _clips(clips: Path | None) -> Path | None:
    if clips is None:
        return CLIPS if CLIPS.is_dir() else None
    if not clips.is_dir():
        raise UsageError("no such folder", where=str(clips), remedy="give a folder of videos")
    return clips


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console
    )


def _teller(progress: Progress) -> Callable[[str], None]:
    """What is done now, a line each, the line before it marked as done."""
    tasks: list[TaskID] = []

    def tell(what: str) -> None:
        if tasks:
            progress.update(tasks[-1], total=1, completed=1)
        tasks.append(progress.add_task(what, total=None))

    return tell


def _tracker(progress: Progress, title: str, steps: int) -> Callable[[], None]:
    task = progress.add_task(title, total=steps)
    return lambda: progress.advance(task)


if __name__ == "__main__":
    sys.exit(main())
