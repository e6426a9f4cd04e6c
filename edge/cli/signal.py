"""`gymstation signal`: play the signals, list them, print their card."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from edge.config import find_config, load_config
from edge.config.words import did_you_mean
from edge.errors import FeedbackError, UsageError
from edge.feedback.card import card as card_text
from edge.feedback.card import cells
from edge.feedback.coach import EXAMPLE
from edge.feedback.cue import Cue
from edge.feedback.factory import make_players
from edge.feedback.phrases import Language, Phrasebook
from edge.feedback.player import Player
from edge.feedback.score import length_s
from edge.feedback.signal import Signal
from edge.feedback.table import SignalTable, load_table

app = typer.Typer(
    help="Play, list and print the signals that members see and hear.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

BETWEEN_S = 0.8
SWEEP_S = 2.0
SWEEP_STEPS = 40
_CONFIG = typer.Option("--config", "-c", help="The station's YAML file.")
_LANGUAGE = typer.Option(help="en or ko; without, the station's own.")


@app.command("test")
def play(
    signals: Annotated[
        list[str] | None, typer.Argument(metavar="[SIGNAL]...", help="Which; without, all.")
    ] = None,
    config: Annotated[Path | None, _CONFIG] = None,
    language: Annotated[str | None, _LANGUAGE] = None,
    pause: Annotated[float, typer.Option(min=0.0, help="Seconds between two.")] = BETWEEN_S,
) -> None:
    """Play each signal on the station's light, buzzer and voice, then the light of a movement.

    Exit status 1 where one of them cannot be used or fails.
    """
    chosen = [_signal(name) for name in signals or Signal]
    settings = load_config(find_config(config))
    spoken = _language(language) or settings.language
    failures: list[FeedbackError] = []
    players = make_players(settings.feedback, spoken, say=_indented, report=failures.append)
    table, phrases = load_table(), Phrasebook(load_table(), spoken, settings.feedback.speech)
    try:
        for signal in chosen:
            print(signal.value, flush=True)
            text = phrases.text(signal, EXAMPLE)
            players.play(Cue(signal, time.monotonic(), EXAMPLE, text))
            time.sleep(_length_s(table, phrases, signal, text) + pause)
        if not signals:
            print("movement", flush=True)
            _sweep(players)
    finally:
        players.close()
    for failure in failures:
        print(f"gymstation: {failure}", file=sys.stderr)
    if failures:
        raise typer.Exit(FeedbackError.exit_status)


@app.command("list")
def list_(
    config: Annotated[Path | None, _CONFIG] = None,
    language: Annotated[str | None, _LANGUAGE] = None,
) -> None:
    """What each signal looks and sounds like; signals above break off those below."""
    spoken = _language(language) or load_config(find_config(config)).language
    signals = load_table()
    shown = Table("signal", "light", "sound", "voice", "", box=None)
    for signal in sorted(Signal, key=lambda each: -signals.signals[each].priority):
        _, light, sound, voice, _ = cells(signals, signal, spoken)
        repeat = signals.signals[signal].repeat
        again = f"every {repeat.every_s:g} s" if repeat else ""
        shown.add_row(signal.value, light, sound, voice, again)
    Console().print(shown)


@app.command()
def card(language: Annotated[str, typer.Option(help="en or ko.")] = "en") -> None:
    """Print the card of the signals, as in docs/signals.md and docs/signals.ko.md."""
    print(card_text(load_table(), _language(language) or "en"), end="")


def _signal(name: str) -> Signal:
    try:
        return Signal(name)
    except ValueError:
        close = did_you_mean(name, list(Signal))
        hint = f"did you mean {close}? " if close else ""
        raise UsageError(
            "is no signal", where=name, remedy=f"{hint}`gymstation signal list` names them"
        ) from None


def _language(language: str | None) -> Language | None:
    match language:
        case None | "en" | "ko":
            return language
        case _:
            raise UsageError(f"--language {language} is unknown", remedy="give en or ko")


def _indented(line: str) -> None:
    print(f"  {line}", flush=True)


def _length_s(table: SignalTable, phrases: Phrasebook, signal: Signal, text: str) -> float:
    return max(length_s(table, signal), phrases.seconds(text))


def _sweep(players: Player) -> None:
    """The light of a movement out and back."""
    for step in range(SWEEP_STEPS + 1):
        players.show(1.0 - abs(1.0 - 2.0 * step / SWEEP_STEPS))
        time.sleep(SWEEP_S / SWEEP_STEPS)
    players.show(None)
