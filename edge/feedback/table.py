"""The table of signals: what each looks like, sounds like and means, from `config/signals.yaml`."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from edge.config.model import ConfigModel
from edge.config.naming import Name
from edge.config.validation import load_model
from edge.feedback.signal import Signal
from edge.resources import share_dir
from edge.session.events import SessionPhase

Level = Annotated[float, Field(ge=0.0, le=1.0)]
Piece = Annotated[float, Field(ge=0.03, le=3.0)]
Pause = Annotated[float, Field(ge=0.02, le=1.0)]


class Pitch(StrEnum):
    """How high a tone is; the buzzer's settings give each its frequency."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Text(ConfigModel):
    """A sentence in each language; empty where nothing is said."""

    en: str = Field(max_length=120, description="English")
    ko: str = Field(max_length=120, description="Korean")


class Colour(ConfigModel):
    """A colour of the light."""

    rgb: tuple[Level, Level, Level] = Field(description="Red, green, blue")
    name: Name = Field(description="What the card calls it")


class Flash(ConfigModel):
    """A piece of a light's rhythm: brightness from `begin` to `end` within `for_s`."""

    for_s: Piece = Field(description="Seconds")
    begin: Level = Field(description="Brightness at its beginning")
    end: Level = Field(description="Brightness at its end")
    sign: str = Field(min_length=1, max_length=4, description="Its sign on the card")
    name: Name = Field(description="What the card calls it")


class Tone(ConfigModel):
    """A piece of a tune."""

    pitch: Pitch = Field(strict=False, description="How high it is")
    for_s: Piece = Field(description="Seconds")
    name: Name = Field(description="What the card calls it")


class Rhythm(ConfigModel):
    """A colour and the pieces that it flashes in."""

    colour: str = Field(description="A name in colours")
    rhythm: tuple[str, ...] = Field(min_length=1, max_length=8, description="Names in flashes")


class Movement(ConfigModel):
    """The light that follows the movement."""

    colour: str = Field(description="A name in colours")
    dimmest: Level = Field(description="Brightness at the start of the movement")
    brightest: Level = Field(description="Brightness at its far end")


class Repeat(ConfigModel):
    """How the signal of a state that lasts is given again."""

    every_s: float = Field(ge=1.0, le=3600.0, description="Seconds from one to the next")
    aloud: bool = Field(description="With sound; otherwise only the light repeats it")


class Pattern(ConfigModel):
    """One signal."""

    name: Name = Field(description="What it is called")
    meaning: Text = Field(description="What it means, for a member")
    light: Rhythm = Field(description="What is seen")
    tones: tuple[str, ...] = Field(max_length=8, description="What is heard, names in tones")
    say: Text = Field(description="What the voice says; {count} is the number")
    counts: Literal["repetitions", "seconds"] = Field(
        default="repetitions", description="What its number counts"
    )
    priority: int = Field(ge=0, le=100, description="Breaks off the same or a lower one")
    keep_s: float = Field(gt=0.0, le=60.0, description="Seconds that it may wait for its turn")
    repeat: Repeat | None = Field(default=None, description="Of a state that lasts")
    phases: frozenset[SessionPhase] = Field(
        default=frozenset(SessionPhase), strict=False, description="When it may be given"
    )


class SignalTable(ConfigModel):
    """Every signal, and what they are made of."""

    movement: Movement = Field(description="The light between signals")
    colours: dict[str, Colour] = Field(description="The light's colours")
    flashes: dict[str, Flash] = Field(description="Pieces of rhythm")
    flash_pause_s: Pause = Field(description="Dark seconds between two flashes")
    tones: dict[str, Tone] = Field(description="Pieces of tunes")
    tone_pause_s: Pause = Field(description="Silent seconds between two tones")
    signals: dict[Signal, Pattern] = Field(description="The signals")

    def conflicts(self) -> Iterable[tuple[str, str]]:
        """Names that stand for nothing, and signals that are missing."""
        for signal in Signal:
            if signal not in self.signals:
                yield f"signals.{signal}", "is missing; every signal needs its entry"
        colours = {"movement.colour": self.movement.colour}
        for signal, pattern in self.signals.items():
            at = f"signals.{signal}"
            colours[f"{at}.light.colour"] = pattern.light.colour
            yield from _unknown(f"{at}.light.rhythm", pattern.light.rhythm, self.flashes)
            yield from _unknown(f"{at}.tones", pattern.tones, self.tones)
        for key, colour in colours.items():
            yield from _unknown(key, (colour,), self.colours)


def _unknown(key: str, names: Iterable[str], known: Iterable[str]) -> Iterable[tuple[str, str]]:
    for name in names:
        if name not in known:
            yield key, f'"{name}" is unknown; allowed: {", ".join(known)}'


def signals_file() -> Path:
    """The table that ships with the station."""
    return share_dir() / "config" / "signals.yaml"


@cache
def load_table(path: Path | None = None) -> SignalTable:
    """The table of signals; raises ConfigError with a line for everything that is wrong."""
    return load_model(path or signals_file(), SignalTable)
