"""Measures of the body that packs are written in: angles, tilts, heights, distances.

A point is named by its joint. `knee` means the knee of the side being looked at, so that the
measure exists twice, left and right; `left_knee` is that one; `mid_knee` is the middle of both.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import ClassVar, NamedTuple

from pydantic import Field

from edge.config.model import ConfigModel
from edge.config.words import did_you_mean

JOINTS = (
    "eye",
    "ear",
    "mouth",
    "shoulder",
    "elbow",
    "wrist",
    "index",
    "hip",
    "knee",
    "ankle",
    "heel",
    "foot_index",
)
POINTS = (
    "nose",
    *JOINTS,
    *(f"{side}_{joint}" for side in ("left", "right", "mid") for joint in JOINTS),
)


class Source(StrEnum):
    """Which landmarks are measured."""

    WORLD = "world"  # metres, three dimensions, hardly depends on the view
    IMAGE = "image"  # the picture's two dimensions: exact where the movement is seen from the side


class MeasureKind(NamedTuple):
    """A way to measure: its unit, its possible values, and the jitter of a body at rest.

    A threshold below the noise can only be a mistake.
    """

    unit: str
    low: float
    high: float
    noise: float


class Measure(ConfigModel):
    """Exactly one of four kinds, on two or three points.

    angle: at the second of three points, degrees. tilt: of the line from the first to the second
    point against straight up, degrees (0 = the second is above the first, 90 = level). height: of
    the second point above the first, in torso lengths. distance: between the points, in torso
    lengths. A torso length is from the middle of the hips to the middle of the shoulders.
    """

    kinds: ClassVar[Mapping[str, MeasureKind]] = {
        "angle": MeasureKind("deg", 0.0, 180.0, 10.0),
        "tilt": MeasureKind("deg", 0.0, 180.0, 8.0),
        "height": MeasureKind("torso", -5.0, 5.0, 0.1),
        "distance": MeasureKind("torso", 0.0, 8.0, 0.1),
    }

    angle: tuple[str, str, str] | None = Field(default=None, description="Joint angle, degrees")
    tilt: tuple[str, str] | None = Field(default=None, description="Line against up, degrees")
    height: tuple[str, str] | None = Field(
        default=None, description="Second point above the first, torso lengths"
    )
    distance: tuple[str, str] | None = Field(default=None, description="Apart, torso lengths")
    source: Source = Field(default=Source.WORLD, description="Landmarks to measure")

    def conflicts(self) -> Iterable[tuple[str, str]]:
        """See `ConfigModel.conflicts`."""
        kinds = [kind for kind in self.kinds if getattr(self, kind) is not None]
        if len(kinds) != 1:
            found = ", ".join(kinds) or "none"
            yield "angle", f"exactly one of {', '.join(self.kinds)} is needed, found {found}"
            return
        yield from self._unknown_points()
        if len(set(self.points)) != len(self.points):
            yield self.kind, "a point stands twice"
        yield from self.value_conflicts()

    def value_conflicts(self) -> Iterable[tuple[str, str]]:
        """Conflicts between the measure and a subclass's own fields; the measure is sound."""
        return ()

    def impossible(self, key: str, value: float) -> Iterable[tuple[str, str]]:
        """A conflict where no body can have the value."""
        kind = self.kinds[self.kind]
        if not kind.low <= value <= kind.high:
            allowed = f"allowed: {kind.low:g} to {kind.high:g}"
            yield key, f"{value:g} is impossible for {self.kind}, {allowed}"

    def _unknown_points(self) -> Iterable[tuple[str, str]]:
        for point in self.points:
            if point not in POINTS:
                guess = did_you_mean(point, POINTS)
                hint = f"did you mean {guess}?" if guess else f"allowed: {', '.join(POINTS)}"
                yield self.kind, f"no point is called {point!r}, {hint}"

    @property
    def kind(self) -> str:
        """angle, tilt, height or distance."""
        return next(kind for kind in self.kinds if getattr(self, kind) is not None)

    @property
    def points(self) -> tuple[str, ...]:
        """The points in order."""
        points: tuple[str, ...] = getattr(self, self.kind)
        return points

    @property
    def sided(self) -> bool:
        """True where left and right are measured apart."""
        return any(point in JOINTS for point in self.points)

    @property
    def noise(self) -> float:
        """What the estimate of a body at rest jitters, in the measure's unit."""
        return self.kinds[self.kind].noise

    @property
    def unit(self) -> str:
        """deg, or torso (lengths)."""
        return self.kinds[self.kind].unit
