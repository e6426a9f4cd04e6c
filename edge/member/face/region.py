"""Where the head is, from the pose: the region that the face detector looks at."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from edge.pose.pose import Pose
from edge.pose.region import Region
from edge.pose.skeleton import Landmark

# Nose, eyes, ears and mouth are the first eleven landmarks.
HEAD = slice(0, Landmark.MOUTH_RIGHT + 1)
# The widest distance between two of them is about 0.15 m: the region is then about half a metre,
# and the face a third of it, as the detector likes it.
SIDE_PER_EXTENT = 3.2
MIN_VISIBILITY = 0.3
EYES = [Landmark.LEFT_EYE, Landmark.RIGHT_EYE]
MOUTH = [Landmark.MOUTH_LEFT, Landmark.MOUTH_RIGHT]


def head_region(pose: Pose) -> Region | None:
    """The square around the head, turned upright; None where the head is not seen."""
    if pose.visibility[HEAD].max() < MIN_VISIBILITY:
        return None
    points = pose.landmarks[HEAD, :2]
    extent = float(np.linalg.norm(points[:, None] - points[None], axis=-1).max())
    x, y = (float(value) for value in points.mean(axis=0))
    up = pose.landmarks[EYES, :2].mean(axis=0) - pose.landmarks[MOUTH, :2].mean(axis=0)
    # Upright, eyes are above the mouth: `up` is (0, -1) and the rotation 0.
    rotation = float(np.arctan2(up[0], -up[1]))
    region = Region(x, y, extent * SIDE_PER_EXTENT, rotation)
    return region if region.valid else None


def search_regions(width: int, height: int) -> Iterator[tuple[Region, ...]]:
    """Squares that cover a whole picture of unknown content, coarse to fine, a level at a time.

    The squares of a level overlap by half, so that no face lies on every border.
    """
    yield (Region.whole(width, height),)
    for parts in (2, 4):
        side = max(width, height) / parts
        yield tuple(
            Region(x, y, side, 0.0)
            for y, x in product(_centers(height, side), _centers(width, side))
        )


def _centers(length: int, side: float) -> list[float]:
    """Centres of squares of `side` along `length`, half a side apart."""
    if length <= side:
        return [length / 2]
    count = int(np.ceil((length - side) / (side / 2))) + 1
    return [float(value) for value in np.linspace(side / 2, length - side / 2, count)]
