"""`Body`: where somebody stands, from a detection or from landmarks."""

from dataclasses import dataclass
from math import cos, hypot, sin

import numpy as np
from numpy.typing import NDArray

from edge.pose.region import MARGIN, Region
from edge.pose.skeleton import Landmark

FloatArray = NDArray[np.float32]
L = Landmark
FEET = (L.LEFT_ANKLE, L.RIGHT_ANKLE, L.LEFT_HEEL, L.RIGHT_HEEL, L.LEFT_FOOT_INDEX,
        L.RIGHT_FOOT_INDEX)  # fmt: skip
SHOULDERS = (L.LEFT_SHOULDER, L.RIGHT_SHOULDER)
HIPS = (L.LEFT_HIP, L.RIGHT_HIP)
SEEN = 0.5  # visibility from which a foot says where the floor is
# The circle of a region holds the body from the hips; an upright body's feet reach so much of it.
FEET_REACH = 0.9


@dataclass(frozen=True, slots=True)
class Body:
    """region: where the body is, pixels. ground: where it stands, x and y as shares of the picture.

    A foot below the picture has a y above 1.
    """

    region: Region
    ground: tuple[float, float]

    @classmethod
    def of_region(cls, region: Region, size: tuple[int, int]) -> "Body":
        """From a detection alone: feet are sought along the body, or below its hips if it lies."""
        reach_px = FEET_REACH * region.side_px / (2.0 * MARGIN)
        along = max(cos(region.rotation_rad), 0.0)
        x_px = region.center_x_px - 0.5 * reach_px * sin(region.rotation_rad) * along
        y_px = region.center_y_px + reach_px * max(along, 0.2)
        return cls(region, (x_px / size[0], y_px / size[1]))

    @classmethod
    def of_landmarks(
        cls, landmarks: FloatArray, visibility: FloatArray, region: Region, size: tuple[int, int]
    ) -> "Body":
        """landmarks: (33, 3) pixels. Feet that are not seen are taken where the region has them."""
        guessed = cls.of_region(region, size)
        feet = landmarks[list(FEET)]
        seen = visibility[list(FEET)] >= SEEN
        hips_x = float(landmarks[list(HIPS), 0].mean())
        if not seen.any():
            return cls(region, (hips_x / size[0], guessed.ground[1]))
        return cls(region, (hips_x / size[0], float(feet[seen, 1].max()) / size[1]))

    def moved(self, other: "Body") -> float:
        """How far apart two bodies' grounds are from side to side, in sides of the larger one."""
        shift = abs(self.region.center_x_px - other.region.center_x_px)
        return shift / max(self.region.side_px, other.region.side_px)

    def apart(self, other: "Body") -> float:
        """Distance of the centres in sides of the larger one: 0 = the same place."""
        one, two = self.region, other.region
        distance = hypot(one.center_x_px - two.center_x_px, one.center_y_px - two.center_y_px)
        return distance / max(one.side_px, two.side_px)

    def growth(self, other: "Body") -> float:
        """The larger side over the smaller: 1 = the same size."""
        return max(self.larger(other), other.larger(self))

    def larger(self, other: "Body") -> float:
        """This side over the other's."""
        return self.region.side_px / other.region.side_px
