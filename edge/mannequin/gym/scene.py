"""`GymScene`: people before one camera, and the pictures of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from edge.errors import SceneError
from edge.mannequin.arrays import Array
from edge.mannequin.figure import figure_shapes
from edge.mannequin.gym.actor import Act, Actor
from edge.mannequin.gym.place import in_mirror, mirrored
from edge.mannequin.performance import Repetition
from edge.mannequin.props import prop_shapes
from edge.mannequin.quadric import Shape
from edge.mannequin.raster import Light, Raster
from edge.mannequin.rig import Joints
from edge.mannequin.room import Room, backdrop
from edge.mannequin.sensor import Bytes, Exposure, Sensor
from edge.mannequin.shadow import shade_floor
from edge.mannequin.view import Projection, View, project

LOOKED_AT = np.array([[0.0, 0.95, 0.0]])  # what the camera points at: the middle, at hip height


@dataclass(frozen=True, slots=True)
class GymScene:
    """actors: everybody, one name each. view: its yaw is ignored, spots say where people face.

    mirror_m: a mirror along the wall so far behind the middle; None = no mirror. seconds: how long
    the scene lasts. size, fps, seed: as of `Scene`.
    """

    actors: tuple[Actor, ...]
    seconds: float
    mirror_m: float | None = None
    view: View = field(default_factory=lambda: View(yaw_deg=0.0, distance_m=3.4))
    light: Light = field(default_factory=Light)
    room: Room = field(default_factory=Room)
    sensor: Sensor = field(default_factory=Sensor)
    size: tuple[int, int] = (480, 360)
    fps: float = 15.0
    seed: int = 0

    def __post_init__(self) -> None:
        names = [actor.name for actor in self.actors]
        if len(set(names)) < len(names):
            raise SceneError(f"two people are named {max(names, key=names.count)}")
        if self.view.distance_m is None or self.view.yaw_deg != 0.0:
            raise SceneError("several people need a view with a distance and no yaw")

    @property
    def frame_count(self) -> int:
        """How many frames the scene has."""
        return int(self.seconds * self.fps)

    def acts(self) -> dict[str, Act]:
        """Everybody over time, by name."""
        return {
            actor.name: actor.act(self.fps, self.seed + 1000 * index)
            for index, actor in enumerate(self.actors)
        }

    def repetitions(self) -> dict[str, tuple[Repetition, ...]]:
        """The repetitions that everybody completes in the scene, seconds since it began."""
        return {
            actor.name: tuple(
                Repetition(
                    rep.index,
                    rep.start_s + actor.start_s,
                    rep.turn_s + actor.start_s,
                    rep.end_s + actor.start_s,
                    rep.faults,
                )
                for rep in act.repetitions
                if rep.end_s + actor.start_s < self.seconds
            )
            for actor, act in zip(self.actors, self.acts().values(), strict=True)
        }

    def projection(self) -> Projection:
        """The camera."""
        return project(self.view, self.size, LOOKED_AT)


@dataclass(frozen=True, slots=True, eq=False)
class GymFrame:
    """image: (H, W, 3) uint8 RGB. captured_s: seconds since the first frame.

    people: by name, (33, 2) pixels of whoever is there, in the picture or outside; mirror images
    as `NAME in the mirror`.
    """

    image: Bytes
    captured_s: float
    people: dict[str, NDArray[np.float32]]


def render_gym(scene: GymScene) -> Iterator[GymFrame]:
    """All frames of a scene, first to last."""
    projection = scene.projection()
    acts = scene.acts()
    raster = Raster(projection, scene.light)
    background = backdrop(scene.room, projection, scene.light)
    exposure = Exposure(scene.sensor, scene.size, scene.seed)
    for frame in range(scene.frame_count):
        there = [
            Shown(actor.name, actor, act.joints, act.landmarks[index], index)
            for actor, act in zip(scene.actors, acts.values(), strict=True)
            if (index := act.at(frame)) is not None
        ]
        if scene.mirror_m is not None:
            there += [one.in_mirror(scene.mirror_m) for one in there]
        raster.start(background)
        for one in there:
            shade_floor(raster.picture, one.landmarks, projection)
        for shape in (shape for one in there for shape in one.shapes(projection)):
            raster.draw(shape)
        people = {
            one.name: projection.pixels(one.landmarks)[:, :2].astype(np.float32) for one in there
        }
        yield GymFrame(exposure.develop(raster.picture, frame), frame / scene.fps, people)


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A person, or their image in a mirror, in one frame: `index` of the joints."""

    name: str
    actor: Actor
    joints: Joints
    landmarks: Array
    index: int

    def in_mirror(self, behind_m: float) -> "Shown":
        """Their mirror image."""
        return Shown(
            f"{self.name} in the mirror",
            self.actor,
            mirrored(self.joints, behind_m),
            in_mirror(self.landmarks, behind_m),
            self.index,
        )

    def shapes(self, projection: Projection) -> list[Shape]:
        """The figure and what it holds."""
        body, performance = self.actor.body, self.actor.performance
        props = () if performance is None else performance.definition.props
        held = tuple(name for name in props if name != "mat")
        return [
            *figure_shapes(self.joints, self.index, projection, body, self.actor.looks),
            *prop_shapes(held, self.joints, self.index, projection, body),
        ]
