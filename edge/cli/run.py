"""`gymstation run`: the daemon. Watches the camera and counts until it is told to stop."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from edge.camera.factory import open_camera
from edge.cli.live import LiveView
from edge.cli.source import camera_overrides
from edge.cli.words import Words
from edge.config import find_config, load_config
from edge.config.form import with_settings
from edge.config.pack import load_packs
from edge.pose.factory import make_estimator
from edge.station import SetRecorder, SetResult, Station, Vision


def run(
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="The station's YAML file.")
    ] = None,
    camera: Annotated[
        str | None,
        typer.Option(
            help="Instead of the configured camera: auto, picamera2, usb, mannequin, a /dev/video "
            "device, an rtsp:// or http:// address, a video file or a pose recording."
        ),
    ] = None,
    exercise: Annotated[
        list[str] | None, typer.Option("--exercise", "-e", help="Instead of the configured ones.")
    ] = None,
    fast: Annotated[
        bool, typer.Option("--fast", help="Play files as fast as possible, every frame.")
    ] = False,
    once: Annotated[
        bool,
        typer.Option("--once", help="Play a file once and stop; without a file the demo clip."),
    ] = False,
) -> None:
    """Watch the camera and count repetitions, live."""
    overrides = camera_overrides(camera, once=once)
    if exercise:
        overrides["exercises"] = exercise
    settings = load_config(find_config(config), overrides)
    packs = with_settings(load_packs(settings.exercises), settings.form)
    words = Words(packs, settings.language)
    estimator = make_estimator(settings.pose)
    console = Console()
    recorder = SetRecorder()
    with stop_on_signals() as stop:
        source = open_camera(settings.camera, paced=not fast, stop=stop, say=console.print)
        title = f"{settings.site}/{settings.station}: {source.name}"
        with LiveView(title, words, console) as view:
            station = Station(
                source,
                Vision(estimator, packs),
                (recorder, view),
                trouble=view.camera_trouble,
                timeout_s=settings.camera.timeout_s,
            )
            recorder.note(station.run(stop))
    estimator.close()
    result = recorder.result(packs[0].id)
    print_summary(console, result, words.exercise(result.exercise))


@contextmanager
def stop_on_signals() -> Iterator[Event]:
    """An event that SIGINT and SIGTERM set, so that the set is closed in good order."""
    stop = Event()
    previous = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def print_summary(console: Console, result: SetResult, name: str) -> None:
    """What was counted, for the person at the terminal; name: what members call the exercise."""
    table = Table("exercise", "repetitions", "held", "watched", box=None)
    table.add_row(
        name,
        str(result.count),
        f"{result.hold_s:.1f} s" if result.hold_s else "-",
        f"{result.seconds:.1f} s",
    )
    console.print(table)
