"""`gymstation run`: the daemon. Watches the camera and coaches until it is told to stop."""

import signal
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from edge.camera.factory import open_camera
from edge.cli.hub_beside import hub_beside
from edge.cli.live import LiveView
from edge.cli.source import camera_overrides
from edge.config import find_config, load_config
from edge.config.feedback import LightPlayer
from edge.config.station import StationConfig
from edge.errors import CameraRecoveringError, ConfigError
from edge.session.events import SessionEnded, SessionEvent, SessionPhase
from edge.session.summary import SetSummary
from edge.station.assembly import assembled
from edge.station.loop import Glimpse, Station
from edge.words import Words

MOST_SETS = 200  # shown in the end


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
    *,
    fast: Annotated[
        bool, typer.Option("--fast", help="Play files as fast as possible, every frame.")
    ] = False,
    once: Annotated[
        bool,
        typer.Option("--once", help="Play a file once and stop; without a file the demo clip."),
    ] = False,
    with_hub: Annotated[
        bool,
        typer.Option("--with-hub", help="Start a hub too, on this machine and for this station."),
    ] = False,
) -> None:
    """Watch the camera, coach whoever trains, and report each session."""
    overrides = camera_overrides(camera, once=once)
    if exercise:
        overrides["exercises"] = exercise
    path = find_config(config)
    settings = load_config(path, overrides)
    console = Console()
    with stop_on_signals() as stop, ExitStack() as stack:
        if with_hub and settings.uplink.host is None:
            beside = hub_beside(lambda line: print_line(console, line), stop)
            overrides |= stack.enter_context(beside)
            settings = load_config(path, overrides)
        elif with_hub:
            print_line(console, "no hub of its own: uplink.host names a broker")
        while _live(settings, console, stop, fast=fast) and not stop.is_set():
            settings = _read_again(path, overrides, settings, console)


def _live(settings: StationConfig, console: Console, stop: Event, *, fast: bool) -> bool:
    """One life of the station; True if it ended to take up a new configuration."""
    with ExitStack() as stack:
        station = stack.enter_context(assembled(settings, lambda line: print_line(console, line)))
        source = open_camera(settings.camera, paced=not fast, stop=stop, say=console.print)
        title = f"{settings.site}/{settings.station}: {source.name}"
        announces = settings.feedback.led is not LightPlayer.TERMINAL
        view = stack.enter_context(LiveView(title, station.words, console, announces=announces))
        if station.recovered:
            view.say(f"interrupted sessions that were closed and kept: {station.recovered}")
        if settings.uplink.host is None:
            view.say("no broker is configured (uplink.host): sessions are shown here only")
        sessions = Sessions()

        def trouble(error: CameraRecoveringError) -> None:
            view.camera_trouble(error)
            station.vitals.camera_trouble(error)

        def reloads() -> bool:
            return station.wants_reload.is_set() and station.machine.phase is SessionPhase.EMPTY

        live = Station(
            source,
            station.rooms,
            (lambda _: station.vitals.saw_frame(), sessions, view),
            trouble=trouble,
            between=station.between,
            timeout_s=settings.camera.timeout_s,
        )
        try:
            sessions.note(live.run(lambda: stop.is_set() or reloads()))
        finally:
            print_sessions(console, sessions, station.words)
        return reloads()


def _read_again(
    path: Path | None, overrides: dict[str, object], settings: StationConfig, console: Console
) -> StationConfig:
    """The configuration as it is now; the old one where it cannot be read."""
    try:
        return load_config(path, overrides)
    except ConfigError as error:
        print_line(console, f"{error}\nthe configuration was not changed")
        return settings


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


class Sessions:
    """A listener that keeps the sets of the sessions that ended."""

    def __init__(self) -> None:
        self.sets: list[SetSummary] = []
        self._first_s: float | None = None
        self._last_s = 0.0

    def __call__(self, glimpse: Glimpse) -> None:
        """Note what ended at a frame."""
        if self._first_s is None:
            self._first_s = glimpse.frame.captured_s
        self._last_s = glimpse.frame.captured_s
        self.note(glimpse.events)

    def note(self, events: Iterable[SessionEvent]) -> None:
        """Note the sets of the sessions that ended."""
        for event in events:
            if isinstance(event, SessionEnded):
                self.sets.extend(event.summary.sets)
                del self.sets[:-MOST_SETS]

    @property
    def watched_s(self) -> float:
        """Seconds of picture."""
        return self._last_s - (self._first_s or 0.0)


def print_sessions(console: Console, sessions: Sessions, words: Words) -> None:
    """The sets that were done, for the person at the terminal."""
    table = Table("exercise", "repetitions", "good", "partial", "held", box=None)
    for done in sessions.sets:
        table.add_row(
            words.exercise(done.exercise),
            str(done.rep_count),
            f"{done.good_reps} of {done.judged_reps}" if done.judged_reps else "-",
            str(done.partial_reps) if done.partial_reps else "-",
            f"{done.hold_s:.1f} s" if done.hold_s else "-",
        )
    if not sessions.sets:
        table.add_row("none", "0", "-", "-", "-")
    console.print(table)
    console.print(f"watched {sessions.watched_s:.1f} s")


def print_line(console: Console, line: str) -> None:
    """A line as it is, without markup."""
    console.print(Text(line), soft_wrap=True)
