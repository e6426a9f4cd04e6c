"""A picture with people in it, as detector and landmark model would see them."""

from dataclasses import dataclass, field

import numpy as np

from edge.athlete.guide import AthleteGuide
from edge.camera.frame import Image, RgbImage
from edge.config.zone import ZoneConfig
from edge.pose.detector import Detection
from edge.pose.landmarker import Sighting
from edge.pose.region import Region
from edge.pose.skeleton import Landmark
from edge.pose.tracking import Tracker

WIDTH, HEIGHT = 640, 480
RED, BLUE = (200, 30, 30), (30, 30, 200)
# Offsets from the hips in torso lengths; the rest of the landmarks lie at the hips.
PLACES = {
    Landmark.NOSE: (0.0, -1.6),
    Landmark.LEFT_SHOULDER: (0.4, -1.0),
    Landmark.RIGHT_SHOULDER: (-0.4, -1.0),
    Landmark.LEFT_HIP: (0.25, 0.0),
    Landmark.RIGHT_HIP: (-0.25, 0.0),
    Landmark.LEFT_KNEE: (0.25, 0.9),
    Landmark.RIGHT_KNEE: (-0.25, 0.9),
    Landmark.LEFT_ANKLE: (0.25, 1.75),
    Landmark.RIGHT_ANKLE: (-0.25, 1.75),
}
TORSOS_A_SIDE = 4.75


@dataclass(eq=False)
class Person:
    """Stands upright with the hips at x, y; torso in pixels; colour of all clothes."""

    x: float
    y: float = 270.0
    torso: float = 60.0
    colour: tuple[int, int, int] = RED

    @property
    def region(self) -> Region:
        return Region(self.x, self.y, TORSOS_A_SIDE * self.torso, 0.0)

    def landmarks(self) -> np.ndarray:
        points = np.tile(np.array([self.x, self.y, 0.0], np.float32), (33, 1))
        for landmark, (across, down) in PLACES.items():
            points[landmark, :2] += np.array([across, down]) * self.torso
        return points

    def sighting(self) -> Sighting:
        top = (self.x, self.y - self.region.side_px / 2.5)
        extent = np.array([(self.x, self.y), top], np.float32)
        world = np.zeros((33, 3), np.float32)
        visibility = np.full(33, 0.95, np.float32)
        return Sighting(self.landmarks(), world, visibility, 0.99, extent)


@dataclass
class Scene:
    """People, the last in front. covers: the locator sees whoever is in front."""

    people: list[Person] = field(default_factory=list)
    detections: int = 0

    def picture(self) -> RgbImage:
        pixels = np.full((HEIGHT, WIDTH, 3), 120, np.uint8)
        for one in self.people:
            left, right = (round(one.x + side * 0.5 * one.torso) for side in (-1, 1))
            top, bottom = round(one.y - 1.2 * one.torso), round(one.y + 1.8 * one.torso)
            pixels[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = one.colour
        return RgbImage(pixels)

    def detect(self, image: Image) -> list[Detection]:
        self.detections += 1
        return [Detection(one.region, 0.9) for one in self.people if 0 < one.x < WIDTH]

    def locate(self, image: Image, region: Region) -> Sighting | None:
        here = [
            one for one in self.people if abs(one.x - region.center_x_px) < 0.3 * region.side_px
        ]
        return here[-1].sighting() if here else None


class Station:
    """A tracker with its guide, and a clock."""

    def __init__(self, scene: Scene, *, fps: float = 10.0, **zone: float) -> None:
        self.scene = scene
        self.guide = AthleteGuide(ZoneConfig(**zone), detect_every_s=2.0)
        self.tracker = Tracker(scene, scene, self.guide, presence_threshold=0.5)
        self.now_s = 0.0
        self.fps = fps

    def watch(self, seconds: float, step=None) -> list[tuple[int | None, float | None]]:
        """The athlete's number and x, frame by frame; `step` moves people, told the seconds."""
        seen = []
        for _ in range(round(seconds * self.fps)):
            if step is not None:
                step(1 / self.fps)
            sighting = self.tracker.follow(self.scene.picture(), self.now_s)
            x = None if sighting is None else float(sighting.landmarks[Landmark.LEFT_HIP, 0])
            seen.append((self.guide.athlete, x))
            self.now_s += 1 / self.fps
        return seen
