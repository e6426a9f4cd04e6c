"""`gymstation run`: the daemon. Watches the camera and coaches until it is told to stop."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edge.camera.factory import open_camera
from edge.cli.hub_beside import hub_beside
from edge.cli.live import LiveView
from edge.cli.sessions import Sessions, print_line, print_sessions
from edge.cli.source import camera_overrides
from edge.config import find_config, load_config
from edge.config.feedback import LightPlayer
from edge.config.load import SYSTEM_CONFIG
from edge.config.station import StationConfig
from edge.errors import ConfigError, ModelError, StationError
from edge.station.assembly import Assembled, assembled
from edge.station.life import Life
from edge.station.recovery.reboot import CommandComputer
from edge.station.recovery.safe_mode import SafeMode, recalled
from edge.station.service.notify import Notifier
from edge.station.service.process import End, Process, listening_process
from edge.station.storage import last_good


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
    safe_mode: Annotated[
        bool | None,
        typer.Option(
            "--safe-mode/--strict",
            help="Whether a configuration that cannot be used starts safe mode or ends it; "
            "by default safe mode where a service manager started it.",
        ),
    ] = None,
) -> None:
    """Watch the camera, coach whoever trains, and report each session."""
    overrides = camera_overrides(camera, once=once)
    if exercise:
        overrides["exercises"] = exercise
    path = find_config(config) or _missed()
    console = Console()
    with (
        ExitStack() as stack,
        listening_process(lambda: load_config(path, overrides)) as process,
    ):
        if with_hub:
            overrides |= _hub(stack, load_config(path, overrides), console, process)
        safe = process.notifier.is_heard if safe_mode is None else safe_mode
        status = Daemon(path, process, console, fast=fast, safe=safe).run()
    if status:
        raise typer.Exit(status)


def _missed() -> Path | None:
    """The system's file where a service ran with one and it is gone; it must be put back."""
    before = recalled() if Notifier().is_heard else None
    return SYSTEM_CONFIG if before is not None and last_good.is_somebodys(before) else None


def _hub(
    stack: ExitStack, settings: StationConfig, console: Console, process: Process
) -> dict[str, object]:
    """The settings by which a hub beside the station is reached, once it is there."""
    if settings.uplink.host is not None:
        print_line(console, "no hub of its own: uplink.host names a broker")
        return {}
    return stack.enter_context(hub_beside(lambda line: print_line(console, line), process.stop))


@dataclass(slots=True)
class Daemon:
    """One life of the station after the other, each with the configuration of its time.

    safe: whether a configuration that cannot be used starts safe mode.
    """

    path: Path | None
    process: Process
    console: Console
    fast: bool
    safe: bool
    _ran: StationConfig | None = None

    def run(self) -> int:
        """Until the end; returns the exit status. Raises StationError."""
        settings = self._first()
        while settings is not None:
            try:
                end, fresh = self._live(settings)
            except (ConfigError, ModelError) as error:
                if not self.safe:
                    raise
                settings = self._be_safe(error)
                continue
            if end is End.REBOOT and not _restart_computer(settings):
                end = End.RESTART
            if end is not End.RELOAD:
                return end.exit_status
            settings = fresh
        return 0

    def _first(self) -> StationConfig | None:
        try:
            return self.process.reloading.read()
        except ConfigError as error:
            if not self.safe:
                raise
            return self._be_safe(error)

    def _be_safe(self, error: StationError) -> StationConfig | None:
        return SafeMode(str(error), self.path, self.process, self._say, known=recalled()).run()

    def _live(self, settings: StationConfig) -> tuple[End, StationConfig | None]:
        """One life; why it ended, and the configuration that waited for its end."""
        with ExitStack() as stack:
            station, settings = self._assemble(stack, settings)
            last_good.keep(settings, last_good.folder(settings.data_dir))
            self._ran = settings
            camera = open_camera(
                settings.camera,
                paced=not self.fast,
                stop=self.process.stop,
                say=self.console.print,
                demo=not self.process.notifier.is_heard,
            )
            view = self._view(stack, settings, station, camera.name)
            life = Life(station, settings, self.process, self._say)
            sessions = Sessions()
            try:
                sessions.note(life.run(camera, (sessions, view), view.camera_trouble))
            finally:
                print_sessions(self.console, sessions, station.words)
            return life.end, life.fresh

    def _assemble(
        self, stack: ExitStack, settings: StationConfig
    ) -> tuple[Assembled, StationConfig]:
        """The station; of the configuration before, where a new one cannot be used after all."""
        reloading = self.process.reloading
        try:
            station = stack.enter_context(assembled(settings, reloading, self._say))
        except StationError as error:
            before = self._ran
            if before is None or before == settings:
                raise
            self._say(f"{error}\nthe configuration was not changed")
            station = stack.enter_context(assembled(before, reloading, self._say))
            station.vitals.refused_config(str(error))
            return station, before
        station.vitals.runs_on(self.path)
        return station, settings

    def _view(
        self, stack: ExitStack, settings: StationConfig, station: Assembled, source: str
    ) -> LiveView:
        title = f"{settings.site}/{settings.station}: {source}"
        announces = settings.feedback.led is not LightPlayer.TERMINAL
        view = LiveView(title, station.words, self.console, announces=announces)
        stack.enter_context(view)
        if station.core.recovered:
            view.say(f"interrupted sessions that were closed and kept: {station.core.recovered}")
        if settings.uplink.host is None:
            view.say("no broker is configured (uplink.host): sessions are shown here only")
        return view

    def _say(self, line: str) -> None:
        print_line(self.console, line)


def _restart_computer(settings: StationConfig) -> bool:
    return CommandComputer(settings.recovery.reboot_command).restart()
