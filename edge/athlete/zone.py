"""The zone: the place on the floor, as the camera sees it, where somebody becomes the athlete."""

from collections.abc import Sequence

import cv2
import numpy as np

from edge.config.zone import ZoneConfig

MARGIN = 0.1  # of the picture: the athlete is still in the zone so far outside

Point = tuple[float, float]


class Zone:
    """A polygon on the floor.

    corners: x and y in 0..1 of the picture's width and height.
    """

    def __init__(self, corners: Sequence[Point]) -> None:
        self._contour = np.array(corners, np.float32).reshape(-1, 1, 2)
        self._lowest = float(self._contour[..., 1].max())

    @classmethod
    def of(cls, config: ZoneConfig) -> "Zone":
        """The zone of a configuration."""
        left, top, right, bottom = config.box
        box = ((left, top), (right, top), (right, bottom), (left, bottom))
        return cls(config.polygon or box)

    @property
    def corners(self) -> list[Point]:
        """The corners, in order."""
        return [(float(x), float(y)) for x, y in self._contour[:, 0]]

    def contains(self, ground: Point, margin: float = 0.0) -> bool:
        """Whether a point of the floor lies in the zone, or outside by at most `margin`.

        ground, margin: shares of the picture. Feet below the picture stand, as far as anybody can
        tell, at its lower edge, or on the zone's edge where that is higher.
        """
        x, y = ground
        y = min(y, self._lowest) if y >= 1.0 else y
        return cv2.pointPolygonTest(self._contour, (x, y), measureDist=True) >= -margin
