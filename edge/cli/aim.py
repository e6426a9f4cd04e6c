"""`gymstation aim`: a technician points the camera and sees what can be judged from here."""

import time
from contextlib import ExitStack
from dataclasses import dataclass
from math import inf
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from rich.console import Console
from rich.live import Live

from edge.aim.report import Aim, AimReport
from edge.aim.server import AimPage
from edge.camera.factory import open_camera
from edge.camera.frame import Frame
from edge.camera.port import Camera
from edge.cli.aim_view import aim_panel, lines
from edge.cli.source import camera_overrides
from edge.config import find_config, load_config
from edge.config.form import with_settings
from edge.config.pack import load_packs
from edge.config.station import StationConfig
from edge.errors import CameraRecoveringError, DataFolderError, UsageError
from edge.health.picture.mount import forget
from edge.station.health.examine import data_folder_of
from edge.station.service.process import stop_on_signals

# Horizontal field of view of the Raspberry Pi Camera Module 3 (its product brief); wide: 102.
FOV_DEG = 66.0
READ_TIMEOUT_S = 5.0
REFRESH_PER_S = 5


def aim(
    *,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="The station's YAML file.")
    ] = None,
    camera: Annotated[str | None, typer.Option(help="Instead of the configured camera.")] = None,
    body: Annotated[
        float, typer.Option(min=1.2, max=2.2, help="Height in metres of who stands there.")
    ] = 1.75,
    fov: Annotated[
        float,
        typer.Option(min=20.0, max=150.0, help="The camera's field of view, longer side, degrees."),
    ] = FOV_DEG,
    page: Annotated[
        bool, typer.Option("--page", help="Serve a page with skeleton and picture as well.")
    ] = False,
    address: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Where the page is served; port 0 = any.")
    ] = "127.0.0.1:0",
    seconds: Annotated[
        float | None, typer.Option(min=0.1, help="Stop after so long; without, on Ctrl-C.")
    ] = None,
) -> None:
    """Read how the camera hangs from somebody who stands before it. Nothing is stored.

    Stand upright, whole in the picture, and walk towards the camera in steps: every place makes the
    reading surer.
    """
    settings = load_config(find_config(config), camera_overrides(camera, once=False))
    packs = with_settings(load_packs(settings.exercises), settings.form)
    host, port = parse_address(address)
    console = Console()
    with ExitStack() as stack:
        stop = stack.enter_context(stop_on_signals())
        source = open_camera(settings.camera, paced=True, stop=stop, say=console.print)
        looking = Aim(settings, packs, body_m=body, fov_deg=fov)
        stack.callback(looking.close)
        shown: AimPage | None = None
        if page:
            shown = AimPage(looking.zone.corners, Lamp(console), host=host, port=port)
            stack.callback(shown.close)
            console.print(f"open once: {shown.url}", soft_wrap=True)
        live = Live(console=console, refresh_per_second=REFRESH_PER_S, transient=True)
        if console.is_terminal:
            stack.enter_context(live)
        until_s = inf if seconds is None else time.monotonic() + seconds
        last = Watch(looking, shown, live).run(source, stop, until_s)
    for line in lines(last) if last is not None else ["nothing was seen"]:
        console.print(line, soft_wrap=True)
    if camera is None:
        learn_view_anew(settings, console)


def learn_view_anew(settings: StationConfig, console: Console) -> None:
    """The camera was pointed: the view that the station knew is no longer the right one."""
    try:
        known = forget(data_folder_of(settings))
    except DataFolderError:
        console.print("then run: sudo gymstation doctor --new-mount", soft_wrap=True)
        return
    if known:
        console.print("the station learns its view anew", soft_wrap=True)


class Lamp:
    """Says on the terminal that the picture is being watched."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def __call__(self, lit: bool) -> None:
        """Told when watching begins and ends."""
        state = "the picture is being watched" if lit else "the picture is watched no longer"
        self._console.print(f"● {state}", style="red" if lit else "dim")


@dataclass(frozen=True, slots=True)
class Watch:
    """looking: reads the frames. page: shows them, too. live: redraws the terminal."""

    looking: Aim
    page: AimPage | None
    live: Live

    def run(self, source: Camera, stop: Event, until_s: float) -> AimReport | None:
        """Every frame until told to stop; the last report with a reading, else with a body."""
        last: AimReport | None = None
        source.open()
        try:
            while not stop.is_set() and time.monotonic() < until_s:
                try:
                    frame = source.read(READ_TIMEOUT_S)
                except CameraRecoveringError as error:
                    self.live.console.print(f"camera: {error}")
                    continue
                if frame is None:
                    break
                report = self._look(frame, source.name)
                if report.mount is not None or (last is None and report.pose is not None):
                    last = report
        finally:
            source.close()
        return last

    def _look(self, frame: Frame, title: str) -> AimReport:
        report = self.looking.see(frame)
        if self.page is not None:
            self.page.show(frame, report)
        self.live.update(aim_panel(report, title))
        return report


def parse_address(text: str) -> tuple[str, int]:
    """`127.0.0.1:8080` → host and port; raises UsageError."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:  # noqa: PLR2004 - TCP's last port
        raise UsageError(f"--address {text!r}", remedy="write HOST:PORT, as 192.168.1.20:8080")
    return host, int(port)
