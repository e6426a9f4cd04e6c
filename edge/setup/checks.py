"""What is tried before a station is left alone: camera, light and sound, broker."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from edge.camera.factory import open_camera
from edge.camera.frame import Frame
from edge.camera.port import Camera
from edge.config.feedback import BuzzerPlayer, LightPlayer, VoicePlayer
from edge.config.station import StationConfig
from edge.errors import FeedbackError, StationError
from edge.feedback.coach import EXAMPLE
from edge.feedback.cue import Cue
from edge.feedback.factory import make_players
from edge.feedback.phrases import Phrasebook
from edge.feedback.score import length_s
from edge.feedback.signal import Signal
from edge.feedback.table import load_table
from edge.uplink.probe import Stage, walk
from edge.uplink.topics import Topics

WATCH_S = 3.0
FIRST_FRAME_S = 10.0
LEAST_FPS = 8.0  # below, fast repetitions are missed (config/station.yaml, camera.fps)
SHOWN = (Signal.READY, Signal.REP_GOOD, Signal.TARGET_REACHED)


class Result(StrEnum):
    """How a check went."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. remedy: what to do about it when it failed."""

    name: str
    result: Result
    detail: str
    remedy: str = ""


def camera(
    settings: StationConfig, *, watch_s: float = WATCH_S, first_frame_s: float = FIRST_FRAME_S
) -> Check:
    """Watch the configured camera for a few seconds; the first frame may take longer."""
    try:
        source = open_camera(settings.camera, paced=True, say=lambda _: None)
        source.open()
        try:
            frames = list(_frames(source, watch_s, first_frame_s))
        finally:
            source.close()
    except StationError as error:
        return Check("camera", Result.FAILED, error.what, error.remedy or "look at the cable")
    if not frames:
        detail = f"{source.name}: no picture within {first_frame_s:g} s"
        return Check("camera", Result.FAILED, detail, "look at the cable")
    seconds = frames[-1].captured_s - frames[0].captured_s
    rate = (len(frames) - 1) / seconds if seconds > 0 else 0.0
    width, height = frames[-1].size
    detail = f"{source.name}: {width} x {height}, {rate:.0f} frames a second"
    if rate < LEAST_FPS:
        return Check(
            "camera", Result.FAILED, detail, f"at least {LEAST_FPS:g} are needed: more light?"
        )
    return Check("camera", Result.OK, detail)


def feedback(
    settings: StationConfig, say: Callable[[str], None], seen: Callable[[], bool] | None
) -> Check:
    """Play three signals. seen: asks whether they came; None: nobody is asked."""
    config = settings.feedback
    chosen = (config.led, config.buzzer, config.voice)
    silent = {LightPlayer.NONE, LightPlayer.TERMINAL, BuzzerPlayer.NONE, VoicePlayer.NONE}
    named = ", ".join(player for player in chosen if player not in silent)
    if not named:
        return Check("feedback", Result.SKIPPED, "no light, buzzer or voice is configured")
    try:
        trouble = _play(settings, say)
    except FeedbackError as error:
        trouble = [error]
    if trouble:
        remedy = trouble[0].remedy or "look at the wiring"
        return Check("feedback", Result.FAILED, trouble[0].what, remedy)
    if seen is not None and not seen():
        return Check("feedback", Result.FAILED, f"{named}: nobody noticed it", "look at the wiring")
    return Check("feedback", Result.OK, f"{named}: {', '.join(SHOWN)}")


def broker(settings: StationConfig, password_file: Path | None) -> Check:
    """Walk the way to the broker. password_file: where the password lies now, if not as named."""
    uplink = settings.uplink
    if uplink.host is None:
        return Check("broker", Result.SKIPPED, "no broker is configured")
    if password_file is not None:
        uplink = uplink.model_copy(update={"password_file": password_file})
    topics = Topics(uplink.prefix, settings.site, settings.station)
    last: Stage | None = None
    for last in walk(uplink, topics):
        if not last.ok:
            return Check("broker", Result.FAILED, f"{last.name}: {last.detail}", last.remedy)
    detail = f"{uplink.host}:{uplink.effective_port}"
    if last is not None and last.detail:
        detail += f", {last.detail}"
    return Check("broker", Result.OK, detail)


def _frames(source: Camera, watch_s: float, first_frame_s: float) -> Iterator[Frame]:
    until_s: float | None = None
    while until_s is None or time.monotonic() < until_s:
        frame = source.read(first_frame_s)
        if frame is None:
            return
        until_s = until_s or time.monotonic() + watch_s
        yield frame


def _play(settings: StationConfig, say: Callable[[str], None]) -> list[FeedbackError]:
    trouble: list[FeedbackError] = []
    table = load_table()
    phrases = Phrasebook(table, settings.language, settings.feedback.speech)
    players = make_players(settings.feedback, settings.language, say=say, report=trouble.append)
    try:
        for signal in SHOWN:
            text = phrases.text(signal, EXAMPLE)
            players.play(Cue(signal, time.monotonic(), EXAMPLE, text))
            time.sleep(max(length_s(table, signal), phrases.seconds(text)))
    finally:
        players.close()
    return trouble
