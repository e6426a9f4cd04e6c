"""Scores: what the light and the buzzer do, moment by moment, while a signal is given. Pure."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from edge.feedback.signal import Signal
from edge.feedback.table import Pitch, SignalTable

FADE_STEP_S = 0.03
"""A fade is drawn in steps of so many seconds; finer ones cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Light:
    """The light at one moment: brightness of each colour, 0..1 as the eye feels it."""

    red: float
    green: float
    blue: float

    @property
    def level(self) -> float:
        """Brightness without colour, 0..1."""
        return max(self.red, self.green, self.blue)

    def scaled(self, factor: float) -> "Light":
        """The same colour, brighter or dimmer; factor 0..1."""
        return Light(self.red * factor, self.green * factor, self.blue * factor)


@dataclass(frozen=True, slots=True)
class Sound:
    """The buzzer at one moment; None = silent."""

    pitch: Pitch | None


DARK = Light(0.0, 0.0, 0.0)
SILENT = Sound(None)

S = TypeVar("S")
"""The state of an instrument: Light or Sound."""


@dataclass(frozen=True, slots=True)
class Note(Generic[S]):
    """What one instrument does from `start_s` on, until the next note."""

    start_s: float
    state: S


@dataclass(frozen=True, slots=True)
class Score(Generic[S]):
    """Notes in the order of time, from 0 s on, and the time of the end."""

    notes: tuple[Note[S], ...]
    duration_s: float

    def at(self, elapsed_s: float) -> S | None:
        """The state `elapsed_s` after the beginning; None after the end."""
        if elapsed_s >= self.duration_s:
            return None
        playing = self.notes[0]
        for note in self.notes:
            if note.start_s > elapsed_s:
                break
            playing = note
        return playing.state

    def next_change_s(self, elapsed_s: float) -> float:
        """The time of the next note, or of the end."""
        return next(
            (note.start_s for note in self.notes if note.start_s > elapsed_s), self.duration_s
        )


def light_score(table: SignalTable, signal: Signal) -> Score[Light]:
    """What the light does."""
    light = table.signals[signal].light
    colour = Light(*table.colours[light.colour].rgb)
    notes: list[Note[Light]] = []
    at_s = 0.0
    for name in light.rhythm:
        flash = table.flashes[name]
        steps = 1 if flash.begin == flash.end else max(2, round(flash.for_s / FADE_STEP_S))
        for step in range(steps):
            share = step / (steps - 1) if steps > 1 else 0.0
            level = flash.begin + (flash.end - flash.begin) * share
            notes.append(Note(at_s + flash.for_s * step / steps, colour.scaled(level)))
        at_s += flash.for_s
        notes.append(Note(at_s, DARK))
        at_s += table.flash_pause_s
    return Score(tuple(notes), at_s)


def sound_score(table: SignalTable, signal: Signal) -> Score[Sound]:
    """What the buzzer does."""
    notes: list[Note[Sound]] = []
    at_s = 0.0
    for name in table.signals[signal].tones:
        tone = table.tones[name]
        notes += [Note(at_s, Sound(tone.pitch)), Note(at_s + tone.for_s, SILENT)]
        at_s += tone.for_s + table.tone_pause_s
    return Score(tuple(notes) or (Note(0.0, SILENT),), at_s)


def movement_light(table: SignalTable, position: float | None) -> Light:
    """The light between signals. position: 0..1 of the movement; None = nobody is followed."""
    if position is None:
        return DARK
    movement = table.movement
    share = min(max(position, 0.0), 1.0)
    level = movement.dimmest + (movement.brightest - movement.dimmest) * share
    return Light(*table.colours[movement.colour].rgb).scaled(level)


def length_s(table: SignalTable, signal: Signal) -> float:
    """How long a signal takes, light and sound."""
    return max(light_score(table, signal).duration_s, sound_score(table, signal).duration_s)
