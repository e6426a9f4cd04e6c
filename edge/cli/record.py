"""`gymstation record VIDEO -o OUT.npz`: write what the pose stage saw, without any picture."""

from pathlib import Path
from typing import Annotated

import typer

from edge.camera.factory import open_file
from edge.cli.progress import progress_bar
from edge.config import load_config
from edge.errors import StationError
from edge.pose.factory import make_estimator
from edge.pose.recorder import PoseRecorder
from edge.vision import frames


def record(
    video: Annotated[Path, typer.Argument(help="A video or GIF.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The pose recording (.npz).")],
) -> None:
    """Write the landmarks of a video as a pose recording; it holds no picture."""
    estimator = make_estimator(load_config(None).pose)
    camera = open_file(video)
    recorder = PoseRecorder()
    broken: StationError | None = None
    camera.open()
    try:
        with progress_bar() as progress:
            task = progress.add_task(video.name, total=None)
            for frame in frames(camera):
                recorder.add(frame, estimator.estimate(frame))
                progress.advance(task)
    except StationError as error:
        broken = error
    finally:
        camera.close()
        estimator.close()
    if recorder.frames:
        recorder.recording().save(output)
        print(f"{output}: {recorder.frames} frames, a person in {recorder.seen}")
    if broken is not None:
        raise broken
