"""A detector and a landmark model that see what a test says, and remember what was asked."""

from collections.abc import Callable

import numpy as np

from edge.camera.frame import Image, RgbImage
from edge.pose.detector import Detection
from edge.pose.landmarker import Sighting
from edge.pose.region import Region


def picture(width: int = 640, height: int = 480) -> RgbImage:
    return RgbImage(np.zeros((height, width, 3), np.uint8))


def region(x: float, y: float = 240, side: float = 200, turn: float = 0.0) -> Region:
    return Region(x, y, side, turn)


def detection(where: Region, score: float = 0.9) -> Detection:
    return Detection(where, score)


def sighting(where: Region, presence: float = 1.0) -> Sighting:
    """A person whose next region is `where`."""
    reach = where.side_px / 2.5
    top = (
        where.center_x_px + reach * np.sin(where.rotation_rad),
        where.center_y_px - reach * np.cos(where.rotation_rad),
    )
    extent = np.array([(where.center_x_px, where.center_y_px), top], np.float32)
    landmarks = np.zeros((33, 3), np.float32)
    landmarks[:, :2] = extent[0]
    return Sighting(landmarks, np.zeros((33, 3), np.float32), np.ones(33), presence, extent)


class FakeDetector:
    """Finds `people`; counts its runs."""

    def __init__(self, *people: Detection) -> None:
        self.people = list(people)
        self.runs = 0

    def detect(self, image: Image) -> list[Detection]:
        self.runs += 1
        return sorted(self.people, key=lambda found: -found.score)


class FakeLocator:
    """Sees what `see` answers for a region; remembers the regions."""

    def __init__(self, see: Callable[[Region], Sighting | None]) -> None:
        self.see = see
        self.asked: list[Region] = []

    def locate(self, image: Image, region: Region) -> Sighting | None:
        self.asked.append(region)
        return self.see(region)
