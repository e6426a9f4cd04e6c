"""Conditions of form: what a good repetition must be like, one thing at a time.

See docs/adr/0080-conditions-of-form.md.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from edge.config.measure import Measure, MeasureKind, Source
from edge.config.model import ConfigModel
from edge.config.naming import Cue, Name

Degrees = Annotated[float, Field(ge=0.0, le=180.0)]


class Moment(StrEnum):
    """The part of a repetition that a condition looks at."""

    START = "start"  # the resting end, just before the movement
    TURN = "turn"  # around the far end
    OUTWARD = "outward"  # from the start to the turn
    RETURN = "return"  # from the turn to the end
    END = "end"  # the end and what has been seen since, when the repetition is announced
    WHOLE = "whole"


_PHASES = frozenset({Moment.OUTWARD, Moment.RETURN, Moment.WHOLE})


class Must(StrEnum):
    """For how much of the moment the limit counts."""

    KEEP = "keep"  # all of it: the worst value decides
    REACH = "reach"  # once is enough: the best value decides


class Take(StrEnum):
    """What is made of the measure."""

    VALUE = "value"
    RANGE = "range"  # how far it travels in the moment
    DIFFERENCE = "difference"  # how far left and right are apart


class Limb(StrEnum):
    """Which sides of the body are looked at, where a measure has sides."""

    WORKING = "working"  # those that make the repetition and are seen; the worst decides
    LEADING = "leading"  # the leg in front
    TRAILING = "trailing"  # the leg behind
    BOTH = "both"  # the mean of both, for bodies that do the same on both sides


class Plane(StrEnum):
    """A plane of the body, measured in the picture as if the camera stood squarely before it."""

    SIDE = "side"  # forward and upward: needs a view that is nearer to the side than 30 degrees
    FRONT = "front"  # sideways and upward: needs a view from the front or the back
    DEPTH = "depth"  # no plane: the picture with the depth that the landmark model guesses


class FormMeasure(Measure):
    """A measure, or one of four more kinds that only the judging of form needs.

    ahead: how far the second point is in front of the first, to where the body faces, in torso
    lengths. bend: how far the second point lies off the straight line from the first to the third,
    degrees, positive upwards (a lying body). ratio: distance of the first two points over that of
    the last two. duration: of a phase of the repetition, seconds.
    """

    kinds: ClassVar[Mapping[str, MeasureKind]] = {
        **Measure.kinds,
        "ahead": MeasureKind("torso", -5.0, 5.0, 0.1),
        "bend": MeasureKind("deg", -180.0, 180.0, 8.0),
        "ratio": MeasureKind("", 0.0, 20.0, 0.1),
        "duration": MeasureKind("s", 0.0, 120.0, 0.05),
    }

    ahead: tuple[str, str] | None = Field(
        default=None, description="Second point in front of the first, torso lengths"
    )
    bend: tuple[str, str, str] | None = Field(
        default=None, description="Second point off the line of the others, degrees, up positive"
    )
    ratio: tuple[str, str, str, str] | None = Field(
        default=None, description="Distance of the first two points over that of the others"
    )
    duration: Moment | None = Field(default=None, description="Phase whose seconds are measured")

    plane: Plane | None = Field(
        default=None, description="Plane of the body measured in the picture, instead of source"
    )

    @property
    def pictured(self) -> bool:
        """True where the picture's landmarks are measured, not those in space."""
        return self.plane is not None or self.source is Source.IMAGE

    @property
    def points(self) -> tuple[str, ...]:
        """The points in order; none for what is not measured at points."""
        return () if self.kind in {"duration", "learned"} else super().points


class Learned(ConfigModel):
    """A trained model's view of a whole repetition, from what its measures did in it."""

    model: str = Field(pattern=r"^form_[a-z0-9_]{1,40}$", description="Its name in models/")
    measures: tuple[FormMeasure, ...] = Field(
        min_length=2, max_length=32, description="What the model is told, in its order"
    )


class ConditionSpec(FormMeasure):
    """One condition: a measure, when it is looked at, its limit, and what judging it takes.

    learned: instead of a measure, the probability that a coach calls the repetition wrong.
    """

    kinds: ClassVar[Mapping[str, MeasureKind]] = {
        **FormMeasure.kinds,
        "learned": MeasureKind("probability", 0.0, 1.0, 0.0),
    }

    learned: Learned | None = Field(
        default=None, description="A trained model instead of a measure"
    )

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{1,39}$", description="Its id within the pack")
    name: Name = Field(description="What it is called")
    cue: Cue = Field(description="What the coach says when it is at fault")
    when: Moment = Field(default=Moment.WHOLE, description="Part of the repetition looked at")
    must: Must = Field(default=Must.KEEP, description="Keep the limit throughout, or reach it once")
    take: Take = Field(default=Take.VALUE, description="Value, its range, or left against right")
    side: Limb = Field(default=Limb.WORKING, description="Which arm or leg")
    at_least: float | None = Field(default=None, description="Lowest value that is right")
    at_most: float | None = Field(default=None, description="Highest value that is right")
    yaw_deg: tuple[tuple[Degrees, Degrees], ...] = Field(
        default=((0.0, 180.0),),
        min_length=1,
        description="Views it can be judged from: 0 = facing the camera, 90 = side, 180 = back",
    )
    visibility: float = Field(default=0.5, ge=0.0, le=1.0, description="Least, of every point")
    fps: float = Field(default=5.0, ge=1.0, le=60.0, description="Least frames a second")
    basis: str = Field(min_length=10, max_length=300, description="Where the limit comes from")

    def value_conflicts(self) -> Iterable[tuple[str, str]]:
        """See `Measure.value_conflicts`."""
        if (self.at_least is None) == (self.at_most is None):
            yield "at_least", "exactly one of at_least and at_most is needed"
            return
        yield from self.impossible(self._limit_key, self.limit)
        if any(first >= last for first, last in self.yaw_deg):
            yield "yaw_deg", "the first angle of a range must be below the second"
        if self.take is Take.DIFFERENCE and not self.sided:
            yield "take", "difference needs a measure of one side: elbow, not left_elbow"
        if self.take is not Take.VALUE and self.at_most is None:
            yield "take", f"{self.take} needs at_most"
        if self.take is not Take.VALUE and self.must is Must.REACH:
            yield "must", f"{self.take} is looked at throughout: keep"
        if self.kind == "duration" and self.duration not in _PHASES:
            yield "duration", f"{self.duration} is a moment, allowed: outward, return, whole"
        if self.kind in {"duration", "learned"} and self.take is not Take.VALUE:
            yield "take", f"{self.kind} has one value"

    @property
    def _limit_key(self) -> str:
        return "at_least" if self.at_most is None else "at_most"

    @property
    def limit(self) -> float:
        """The limit, in the measure's unit; `upper` says which way."""
        limit: float = getattr(self, self._limit_key)
        return limit

    @property
    def upper(self) -> bool:
        """True where values above the limit are at fault."""
        return self.at_most is not None

    def judged_from(self, yaw_deg: float) -> bool:
        """Whether a body in this view (-180..180, 0 = facing the camera) can be judged."""
        return any(first <= abs(yaw_deg) <= last for first, last in self.yaw_deg)

    def with_limit(self, limit: float) -> "ConditionSpec":
        """The same condition with another limit."""
        return self.model_copy(update={self._limit_key: limit})
