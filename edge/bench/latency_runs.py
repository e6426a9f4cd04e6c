"""The runs of `gymstation bench latency`: without players, on pins, and with players that hang."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from edge.athlete.follower import AthleteFollower
from edge.bench.hanging import Hanging
from edge.bench.latency import (
    Step,
    TimedFeedback,
    TimedWatcher,
    milliseconds,
    movement_latencies_s,
    signal_latencies_s,
)
from edge.bench.retimed import Retimed
from edge.camera.factory import open_file
from edge.camera.live import LatestFrame
from edge.camera.looping import Looping
from edge.camera.pacing import Paced
from edge.config.feedback import BuzzerPlayer, FeedbackConfig, LightPlayer, VoicePlayer
from edge.config.pack import load_packs
from edge.config.station import StationConfig
from edge.errors import PlayerUnavailableError, StationError
from edge.feedback.espeak import PROGRAM
from edge.feedback.factory import light_player, make_coach, make_players, sound_player
from edge.feedback.feedback import Feedback
from edge.feedback.player import Player, Players
from edge.feedback.score import light_score
from edge.feedback.table import load_table
from edge.feedback.voice import VoicePlayer as SpeakingPlayer
from edge.member.identify.factory import NoIdentifier
from edge.session.about import StationAbout
from edge.session.events import SessionEvent
from edge.session.machine import SessionMachine
from edge.session.summary import Versions
from edge.station.coaching import Coaching
from edge.station.loop import Rooms, Station
from edge.station.reporting import NoHub, Reporter
from edge.uplink.clock import SystemClock
from edge.vision import tracker_factory

RUNS = NONE, GPIO, HANGING = "none", "gpio", "hanging"

Say = Callable[[str], None]


class LatencyBench:
    """Plays a video at `fps`, again and again for `seconds`, to the whole chain, in each run.

    exercise: the one that is counted. Raises PlayerUnavailableError without gpiozero.
    """

    def __init__(self, video: Path, exercise: str, *, fps: float, seconds: float) -> None:
        voice = VoicePlayer.ESPEAK if shutil.which(PROGRAM) else VoicePlayer.NONE
        players = FeedbackConfig(led=LightPlayer.GPIO, buzzer=BuzzerPlayer.GPIO, voice=voice)
        self._settings = StationConfig(exercises=(exercise,), feedback=players)
        self._packs = load_packs([exercise])
        self._video = video
        self._fps = fps
        self._seconds = seconds
        self._pins = score_pins()
        self._problems: list[StationError] = []

    def run(self, say: Say, names: tuple[str, ...] = RUNS) -> dict[str, Any]:
        """The runs of these names; raises CameraError and ModelError."""
        report: dict[str, Any] = {
            "video": str(self._video),
            "fps": self._fps,
            "voice": self._settings.feedback.voice.value,
            "runs": {},
        }
        follower = AthleteFollower.of(self._settings.pose, self._settings.zone)
        try:
            for name in names:
                say(name)
                report["runs"][name] = self._run(name, follower)
        finally:
            follower.close()
            self._pins.reset()
        return report | {"problems": [str(problem) for problem in self._problems]}

    def _run(self, name: str, follower: AthleteFollower) -> dict[str, Any]:
        camera = LatestFrame(Paced(Looping(Retimed(open_file(self._video), self._fps))))
        watcher, stop = TimedWatcher(follower), Event()
        coach = make_coach(self._settings, lambda _, condition: condition)
        follower.reset()
        with self._players(name) as player:
            feedback = TimedFeedback(coach, player, watcher, self._seconds, stop)
            rooms = self._rooms(watcher, feedback)
            Station(camera, rooms, (), trouble=self._problems.append).run(stop.is_set)
        # The models are loaded with the first picture: it does not count.
        steps = feedback.steps[1:]
        figures = _costs(steps) | {"dropped": camera.dropped}
        return figures | (self._latencies(steps) if name == GPIO else {})

    def _rooms(self, watcher: TimedWatcher, feedback: Feedback) -> Rooms:
        """A station without members and hub, which leaves no trace on the disk."""
        settings, journal = self._settings, NoJournal()
        about = StationAbout(settings.site, settings.station, "bench", Versions("bench", "bench"))
        machine = SessionMachine(settings.session, about, os.urandom)
        return Rooms(
            watcher=watcher,
            coaching=Coaching(machine, tracker_factory(self._packs), journal),
            identifier=NoIdentifier(),
            feedback=feedback,
            reporter=Reporter(NoHub(), journal, machine),
            clock=SystemClock(),
        )

    @contextmanager
    def _players(self, name: str) -> Iterator[Player]:
        report = self._problems.append
        hanging = Hanging()
        players: Player = Players([], report)
        if name == GPIO:
            config, language = self._settings.feedback, self._settings.language
            players = make_players(config, language, say=print, report=report, pins=self._pins)
        if name == HANGING:
            table = load_table()
            each: list[Player] = [light_player(hanging, table, report)]
            each += [sound_player(hanging, table, report), SpeakingPlayer(hanging, report)]
            players = Players(each, report)
        try:
            yield players
        finally:
            hanging.release()
            players.close()

    def _latencies(self, steps: list[Step]) -> dict[str, Any]:
        table = load_table()
        buzzer = self._settings.feedback.tones.pin
        score = self._pins.score
        light = [stroke.at_s for stroke in score if stroke.pin != buzzer]
        sound = [stroke.at_s for stroke in score if stroke.pin == buzzer]
        moved = movement_latencies_s(
            steps, light, lambda cue: light_score(table, cue.signal).duration_s
        )
        return {
            "light_ms": milliseconds(signal_latencies_s(steps, light)),
            "sound_ms": milliseconds(signal_latencies_s(steps, sound)),
            "movement_ms": milliseconds(moved),
        }


class NoJournal:
    """Keeps nothing."""

    def note(self, events: Sequence[SessionEvent]) -> None:
        """See `Journal.note`."""

    def settle(self, session_id: str) -> None:
        """See `Journal.settle`."""


def score_pins() -> Any:
    """Pins that note their changes; raises PlayerUnavailableError without gpiozero."""
    try:
        from edge.bench.pins import ScorePins  # noqa: PLC0415 - absent from most machines
    except ImportError as error:
        raise PlayerUnavailableError(
            "gpiozero is not installed",
            where="bench latency",
            remedy="pip install 'gymstation[pi]'",
        ) from error
    return ScorePins(time.monotonic)


def _costs(steps: list[Step]) -> dict[str, Any]:
    return {
        "frames": len(steps),
        "signals": sum(step.cue is not None for step in steps),
        "frame_ms": milliseconds([step.done_s - step.received_s for step in steps]),
        "telling_ms": milliseconds([step.done_s - step.told_s for step in steps]),
    }
