"""Builds the players and the coach that the configuration names."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from edge.config.feedback import BuzzerPlayer, FeedbackConfig, LightPlayer, VoicePlayer
from edge.config.member import Identification
from edge.config.station import StationConfig
from edge.errors import FeedbackError
from edge.feedback.animator import Animator
from edge.feedback.coach import Advice, Coach, CoachSettings
from edge.feedback.espeak import Espeak
from edge.feedback.feedback import Feedback
from edge.feedback.gpio import PiezoBuzzer, make_light
from edge.feedback.performer import Instrument, Performer
from edge.feedback.phrases import Language, Phrasebook
from edge.feedback.player import Player, Players, Report
from edge.feedback.score import (
    SILENT,
    Light,
    Sound,
    light_score,
    movement_light,
    sound_score,
)
from edge.feedback.signal import Signal
from edge.feedback.table import SignalTable, load_table
from edge.feedback.terminal import TerminalPlayer
from edge.feedback.voice import VoicePlayer as SpeakingPlayer

Say = Callable[[str], None]
Clock = Callable[[], float]


def make_feedback(
    settings: StationConfig, advice: Advice, *, say: Say, report: Report, pins: Any = None
) -> Feedback:
    """Coach and players, ready. Raises ConfigError for a broken table of signals.

    advice: the packs' words about a fault, by exercise and condition. say: writes a line, for the
    player `terminal`. report: told about each player that cannot be used; the others go on.
    """
    players = make_players(settings.feedback, settings.language, say=say, report=report, pins=pins)
    return Feedback(make_coach(settings, advice), players)


def make_coach(settings: StationConfig, advice: Advice) -> Coach:
    """The coach of the configuration; see `make_feedback`."""
    config = settings.feedback
    manner = CoachSettings(
        repeat_after_reps=config.repeat_fault_after_reps,
        quiet_hours=config.quiet_hours,
        speaks=config.voice is not VoicePlayer.NONE,
        identifies=settings.identification is not Identification.OFF,
    )
    table = load_table()
    return Coach(table, Phrasebook(table, settings.language, config.speech), advice, manner)


def make_players(
    config: FeedbackConfig, language: Language, *, say: Say, report: Report, pins: Any = None
) -> Player:
    """The players of the configuration as one; those that cannot be used are reported.

    pins: a factory of gpiozero, None = the machine's own.
    """
    table = load_table()
    wanted: list[Callable[[], Player]] = []
    if config.led is LightPlayer.TERMINAL:
        wanted.append(lambda: TerminalPlayer(table, language, say))
    if config.led is LightPlayer.GPIO:
        wanted.append(lambda: light_player(make_light(config.light, pins), table, report))
    if config.buzzer is BuzzerPlayer.GPIO:
        wanted.append(lambda: sound_player(PiezoBuzzer(config.tones, pins), table, report))
    if config.voice is VoicePlayer.ESPEAK:
        wanted.append(lambda: SpeakingPlayer(Espeak(config.speech, language), report))
    return Players(list(_usable(wanted, report)), report)


def light_player(
    light: Instrument[Light], table: SignalTable, report: Report, *, clock: Clock = time.monotonic
) -> Player:
    """A player that animates a light."""
    scores = {signal: light_score(table, signal) for signal in Signal}
    performer = Performer(light, scores)
    return Animator(
        performer, lambda position: movement_light(table, position), report, clock=clock
    )


def sound_player(buzzer: Instrument[Sound], table: SignalTable, report: Report) -> Player:
    """A player that animates a buzzer."""
    scores = {signal: sound_score(table, signal) for signal in Signal}
    return Animator(Performer(buzzer, scores), lambda _: SILENT, report, audible=True)


def _usable(wanted: Iterable[Callable[[], Player]], report: Report) -> Iterator[Player]:
    for make in wanted:
        try:
            yield make()
        except FeedbackError as error:
            report(error)
