"""`Scene`: everything that decides a clip, frozen; the same scene is the same clip to the byte."""

from dataclasses import dataclass, field, replace
from typing import Self

from edge.errors import SceneError
from edge.mannequin.body import Body
from edge.mannequin.looks import Looks
from edge.mannequin.motion import Motion, move
from edge.mannequin.performance import Performance
from edge.mannequin.raster import Light
from edge.mannequin.room import Room
from edge.mannequin.sensor import Sensor
from edge.mannequin.view import Projection, View, project

SMALLEST_PX, LARGEST_PX = 64, 4096


@dataclass(frozen=True, slots=True)
class Passer:
    """A second person: walks by behind the first (or stands), `behind_m` further off.

    walks: False = stands at the side. start_s: when the walk begins.
    """

    walks: bool = True
    behind_m: float = 1.3
    start_s: float = 1.0
    body: Body = field(default_factory=Body)
    looks: Looks = field(default_factory=Looks)


@dataclass(frozen=True, slots=True)
class Scene:
    """size: width and height in pixels. fps: 1..240. seed: decides all that varies."""

    performance: Performance
    body: Body = field(default_factory=Body)
    looks: Looks = field(default_factory=Looks)
    view: View = field(default_factory=View)
    light: Light = field(default_factory=Light)
    room: Room = field(default_factory=Room)
    sensor: Sensor = field(default_factory=Sensor)
    passer: Passer | None = None
    size: tuple[int, int] = (640, 480)
    fps: float = 30.0
    seed: int = 0

    def __post_init__(self) -> None:
        if not all(SMALLEST_PX <= side <= LARGEST_PX for side in self.size):
            raise SceneError(
                f"a picture of {self.size[0]}x{self.size[1]}",
                remedy=f"choose sides from {SMALLEST_PX} to {LARGEST_PX} pixels",
            )
        if not 1.0 <= self.fps <= 240.0:  # noqa: PLR2004
            raise SceneError(f"{self.fps:g} frames per second", remedy="choose from 1 to 240")

    def motion(self) -> Motion:
        """The first person over time."""
        # People come in from the left of the picture, whatever the view.
        entry_deg = 90.0 + self.view.yaw_deg
        return move(self.performance, self.body, fps=self.fps, seed=self.seed, entry_deg=entry_deg)

    @property
    def frame_count(self) -> int:
        """How many frames the scene has."""
        return len(self.motion().time_s)

    def with_passer(self, passer: Passer) -> Self:
        """The same scene with a second person."""
        return replace(self, passer=passer)

    def projection(self, motion: Motion) -> Projection:
        """The camera; it holds the set in the picture, not what comes before and after."""
        return project(self.view, self.size, motion.landmarks[_of_the_set(motion)])


def _of_the_set(motion: Motion) -> slice:
    if not motion.repetitions:
        return slice(None)
    first, last = motion.repetitions[0].start_s, motion.repetitions[-1].end_s
    frames = motion.time_s.searchsorted([first, last])
    return slice(int(frames[0]), int(frames[1]) + 1)
