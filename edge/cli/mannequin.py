"""`gymstation mannequin`: render a person whose repetitions, faults and view are exactly known."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from edge.cli.progress import progress_bar
from edge.errors import UsageError
from edge.mannequin.casting import cast
from edge.mannequin.demo import demo_scene, make_demo
from edge.mannequin.exercise import Tempo
from edge.mannequin.exercises import EXERCISES
from edge.mannequin.performance import Performance, fault_names
from edge.mannequin.scene import Passer, Scene
from edge.mannequin.truth import truth_of
from edge.mannequin.video import write_video
from edge.mannequin.view import View
from edge.resources import demo_dir

app = typer.Typer(
    help="Render a person whose repetitions, faults and view are exactly known.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
_FAULT = re.compile(r"(?P<name>[a-z_]+)@(?P<index>\d+|all)")


@app.command()
def render(
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The video to write, .mp4 or .avi.")
    ],
    exercise: Annotated[str, typer.Option(help="What is done; see `mannequin list`.")] = "squat",
    repetitions: Annotated[int, typer.Option(help="How often.")] = 5,
    fault: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME@N", help="A fault in repetition N, or in all: shallow@3."),
    ] = None,
    tempo: Annotated[
        str | None,
        typer.Option(metavar="OUT/PAUSE/BACK/REST", help="Seconds of each part: 1.2/0.2/1.0/0.4."),
    ] = None,
    reach: Annotated[float, typer.Option(help="Share of the full way that is done.")] = 1.0,
    yaw: Annotated[
        float, typer.Option(help="Degrees from the camera: 0 faces it, 90 shows the left side.")
    ] = 30.0,
    pitch: Annotated[float, typer.Option(help="Degrees that the camera looks down.")] = 5.0,
    distance: Annotated[
        float | None, typer.Option(help="Metres to the camera; without, the picture is filled.")
    ] = None,
    size: Annotated[str, typer.Option(metavar="WxH", help="Picture in pixels.")] = "640x480",
    fps: Annotated[float, typer.Option(help="Frames a second.")] = 30.0,
    seed: Annotated[int, typer.Option(help="Chooses person, room, light and noise.")] = 0,
    before: Annotated[
        list[str] | None, typer.Option(help="Phases before: walk_in, stand, set_up.")
    ] = None,
    after: Annotated[list[str] | None, typer.Option(help="Phases after: stand, leave.")] = None,
    passer_by: Annotated[bool, typer.Option("--passer-by", help="Somebody walks by.")] = False,
    truth: Annotated[Path | None, typer.Option(help="Write the exact truth as JSON.")] = None,
) -> None:
    """Write a video of the mannequin."""
    performance = Performance(
        exercise,
        repetitions,
        tempo=None if tempo is None else parse_tempo(tempo),
        reach=reach,
        faults=parse_faults(fault or [], repetitions),
        before=tuple(before if before is not None else ["stand"]),
        after=tuple(after if after is not None else ["stand"]),
    )
    view = View(yaw_deg=yaw, pitch_deg=pitch, distance_m=distance)
    scene = cast(performance, view, seed=seed, size=parse_size(size), fps=fps)
    if passer_by:
        scene = scene.with_passer(Passer())
    _write(scene, output)
    if truth is not None:
        truth.write_text(truth_of(scene).to_json(), encoding="utf-8")


@app.command()
def demo(
    folder: Annotated[Path | None, typer.Argument(help="Instead of the station's own.")] = None,
) -> None:
    """Make the demo clip that the station plays where there is no camera."""
    with progress_bar() as progress:
        task = progress.add_task("demo", total=demo_scene().frame_count)
        video, truth = make_demo(folder or demo_dir(), lambda _: progress.advance(task))
    print(f"{video} ({video.stat().st_size / 1000:.0f} kB), {truth}")


@app.command(name="list")
def list_exercises() -> None:
    """Print every movement and the faults that can be named in it."""
    for name in EXERCISES:
        print(f"{name}: {', '.join(fault_names(name))}")


def parse_faults(words: Sequence[str], repetitions: int) -> dict[int, tuple[str, ...]]:
    """`shallow@3` and `too_fast@all` → faults by repetition; raises UsageError."""
    faults: dict[int, tuple[str, ...]] = {}
    for word in words:
        match = _FAULT.fullmatch(word)
        if match is None:
            raise UsageError(
                f"--fault {word!r}", remedy="write NAME@N, as shallow@3 or shallow@all"
            )
        every = match["index"] == "all"
        for index in range(1, repetitions + 1) if every else [int(match["index"])]:
            faults[index] = (*faults.get(index, ()), match["name"])
    return faults


def parse_tempo(text: str) -> Tempo:
    """`1.2/0.2/1.0/0.4` → seconds of each part; raises UsageError."""
    try:
        out_s, turn_s, back_s, rest_s = (float(part) for part in text.split("/"))
    except ValueError:
        remedy = "write four numbers of seconds, as 1.2/0.2/1.0/0.4"
        raise UsageError(f"--tempo {text!r}", remedy=remedy) from None
    return Tempo(out_s, turn_s, back_s, rest_s)


def parse_size(text: str) -> tuple[int, int]:
    """`640x480` → width and height; raises UsageError."""
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise UsageError(f"--size {text!r}", remedy="write it as 640x480") from None
    return width, height


def _write(scene: Scene, output: Path) -> None:
    with progress_bar() as progress:
        task = progress.add_task(output.name, total=scene.frame_count)
        write_video(scene, output, lambda _: progress.advance(task))
