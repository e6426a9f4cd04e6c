"""Exercise packs: everything that is particular to one exercise, as data.

A pack describes its movement by measures of the body (`edge.config.measure`), so that a new
exercise needs no code. See docs/adr/0061-exercise-packs.md.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field

from edge.config.condition import ConditionSpec
from edge.config.measure import Measure
from edge.config.model import ConfigModel
from edge.config.naming import Name
from edge.config.validation import load_model
from edge.config.words import did_you_mean
from edge.errors import ConfigError
from edge.resources import packs_dir

Share = Annotated[float, Field(gt=0.0, le=1.0)]
Seconds = Annotated[float, Field(gt=0.0, le=120.0)]


class Kind(StrEnum):
    """What a set of the exercise is made of."""

    REPETITIONS = "repetitions"
    HOLD = "hold"


class View(StrEnum):
    """From where the camera sees the body."""

    FRONT = "front"
    SIDE = "side"
    BACK = "back"
    FRONT_OBLIQUE = "front_oblique"
    BACK_OBLIQUE = "back_oblique"

    @property
    def yaw_deg(self) -> float:
        """How far the body is turned away from the camera, 0 to 180."""
        return _YAW_DEG[self.value]


_YAW_DEG = {"front": 0.0, "front_oblique": 45.0, "side": 90.0, "back_oblique": 135.0, "back": 180.0}


class Sides(StrEnum):
    """How the two sides of the body make repetitions."""

    TOGETHER = "together"  # both do the same at the same time: one signal, the better seen side
    EACH = "each"  # one arm or leg at a time, or both: each side is followed by itself


class When(StrEnum):
    """The part of a repetition in which a posture is looked at."""

    WHOLE = "whole"
    START = "start"
    TURN = "turn"


class MovementPart(Measure):
    """One measure that travels from `start` to `far` and back in every repetition."""

    start: float = Field(description="Usual value at the resting end, in the measure's unit")
    far: float = Field(description="Usual value at the far end, in the measure's unit")
    weight: float = Field(default=1.0, gt=0.0, le=10.0, description="Share in the signal")
    least: float = Field(
        default=0.0,
        ge=0.0,
        lt=1.0,
        description="Part of start..far that this measure alone must travel in a repetition",
    )

    def value_conflicts(self) -> Iterable[tuple[str, str]]:
        """See `Measure.value_conflicts`."""
        yield from self.impossible("start", self.start)
        yield from self.impossible("far", self.far)
        least = 2.0 * self.noise
        if abs(self.far - self.start) < least:
            yield "far", f"{self.far:g} is too close to start {self.start:g}, needs {least:g} apart"


class Posture(Measure):
    """What the body must be like while the exercise is done; keeps setting up out of the count."""

    at_least: float | None = Field(default=None, description="Lowest value allowed")
    at_most: float | None = Field(default=None, description="Highest value allowed")
    when: When = Field(default=When.WHOLE, description="Where in the repetition")
    share: Share = Field(default=0.7, description="Share of that time in which it must hold")

    def value_conflicts(self) -> Iterable[tuple[str, str]]:
        """See `Measure.value_conflicts`."""
        if self.at_least is None and self.at_most is None:
            yield "at_least", "at_least or at_most is needed"
        if self.at_least is not None:
            yield from self.impossible("at_least", self.at_least)
        if self.at_most is not None:
            yield from self.impossible("at_most", self.at_most)
            if self.at_least is not None and self.at_least >= self.at_most:
                yield "at_least", f"{self.at_least:g} is not below at_most {self.at_most:g}"


class Still(Measure):
    """What must hardly change within a repetition."""

    most: float = Field(gt=0.0, description="Largest change allowed, in the measure's unit")

    def value_conflicts(self) -> Iterable[tuple[str, str]]:
        """See `Measure.value_conflicts`."""
        if self.most < self.noise:
            yield (
                "most",
                f"{self.most:g} is below the noise of {self.kind}, allowed: from {self.noise:g}",
            )


class Gates(ConfigModel):
    """Times that one repetition may take."""

    shortest_s: Seconds = Field(default=0.5, description="A faster one is a landmark that jumped")
    longest_s: Seconds = Field(default=20.0, description="A slower one is a change of posture")

    def conflicts(self) -> Iterable[tuple[str, str]]:
        """See `ConfigModel.conflicts`."""
        if self.shortest_s >= self.longest_s:
            yield (
                "shortest_s",
                f"{self.shortest_s:g} is not below longest_s {self.longest_s:g}",
            )


class ExercisePack(ConfigModel):
    """One exercise: its names, its movement, and what tells it from everything else."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{1,39}$", description="Also the name of the file")
    name: Name = Field(description="What members call it")
    kind: Kind = Field(description="Repetitions or a timed hold")
    views: tuple[View, ...] = Field(min_length=1, description="Views it can be followed from")
    sides: Sides = Field(default=Sides.TOGETHER, description="How left and right make repetitions")
    movement: tuple[MovementPart, ...] = Field(default=(), description="Its movement signal")
    least_swing: float = Field(
        default=0.35,
        ge=0.1,
        lt=1.0,
        description="Smallest swing that counts, where 1 is the way from start to far",
    )
    full_swing: Share = Field(
        default=0.5,
        description="Part of the member's own usual swing that a repetition needs; one that turns "
        "back earlier is partial",
    )
    partial_from: Share = Field(
        default=0.6,
        description="Part of the swing a repetition needs from which a smaller one is told as "
        "partial; 1 = never",
    )
    agreement: Share = Field(
        default=1.0, description="Share of the signal's weight whose measures must travel `least`"
    )
    gates: Gates = Field(default=Gates(), description="Times that a repetition may take")
    posture: tuple[Posture, ...] = Field(default=(), description="What the body must be like")
    still: tuple[Still, ...] = Field(default=(), description="What must hardly change")
    conditions: tuple[ConditionSpec, ...] = Field(default=(), description="What good form is")

    @property
    def unit(self) -> float:
        """What a swing of 1 is, in the unit of the first measure; there must be a movement."""
        first = self.movement[0]
        return abs(first.far - first.start)

    def conflicts(self) -> Iterable[tuple[str, str]]:
        """See `ConfigModel.conflicts`."""
        if len(set(self.views)) != len(self.views):
            yield "views", "a view stands twice"
        ids = [condition.id for condition in self.conditions]
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            yield "conditions", f"{', '.join(twice)} stands twice"
        if self.kind is Kind.HOLD:
            yield from self._hold_conflicts()
        elif not self.movement:
            yield "movement", "repetitions need a movement"
        if self.sides is Sides.EACH and not all(part.sided for part in self.movement):
            yield "sides", "each needs measures of one side: elbow, not left_elbow or mid_elbow"

    def _hold_conflicts(self) -> Iterable[tuple[str, str]]:
        if self.movement:
            yield "movement", "a hold has none: it is told by its posture"
        if self.still:
            yield "still", "a hold has none: it is told by its posture"
        if not self.posture:
            yield "posture", "a hold needs a posture"


def load_pack(path: Path) -> ExercisePack:
    """The pack in a YAML file; raises ConfigError with file, line and column."""
    pack = load_model(path, ExercisePack)
    if pack.id != path.stem:
        raise ConfigError(
            f"id: {pack.id!r} is not the name of the file",
            where=str(path),
            remedy=f"call the file {pack.id}.yaml or change the id",
        )
    return pack


def pack_names() -> tuple[str, ...]:
    """Ids of the bundled packs, in alphabetical order."""
    return tuple(sorted(path.stem for path in packs_dir().glob("*.yaml")))


def load_packs(names: Sequence[str] | None) -> tuple[ExercisePack, ...]:
    """Bundled packs in the order asked for; None = all. Raises ConfigError for an unknown name."""
    known = pack_names()
    for name in names or ():
        if name not in known:
            guess = did_you_mean(name, known)
            raise ConfigError(
                f"no exercise is called {name!r}" + (f", did you mean {guess}?" if guess else ""),
                where="exercises",
                remedy=f"choose from {', '.join(known)}",
            )
    chosen = known if names is None else tuple(dict.fromkeys(names))
    return tuple(load_pack(packs_dir() / f"{name}.yaml") for name in chosen)
