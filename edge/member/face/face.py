"""`Face`: a face found in a picture, with its six keypoints."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from edge.pose.region import Region

FloatArray = NDArray[np.float32]


class Keypoint(IntEnum):
    """Index of each keypoint in the model's order. Left and right are the person's own."""

    RIGHT_EYE = 0
    LEFT_EYE = 1
    NOSE = 2
    MOUTH = 3
    RIGHT_EAR = 4
    LEFT_EAR = 5


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A face in a picture.

    center_x_px, center_y_px, size_px: the square around it, brows to chin, in pixels of the
    picture. keypoints: (6, 2) float32, pixels, see `Keypoint`. score: probability in 0..1.
    """

    center_x_px: float
    center_y_px: float
    size_px: float
    keypoints: FloatArray
    score: float

    def point(self, keypoint: Keypoint) -> FloatArray:
        """x and y of a keypoint in pixels."""
        point: FloatArray = self.keypoints[keypoint]
        return point

    def region(self, margin: float) -> Region:
        """The square around the face, `margin` times its size, turned as the eyes are."""
        along = self.point(Keypoint.LEFT_EYE) - self.point(Keypoint.RIGHT_EYE)
        turn = float(np.arctan2(along[1], along[0]))
        return Region(self.center_x_px, self.center_y_px, self.size_px * margin, turn)

    def distance_px(self, x: float, y: float) -> float:
        """How far the face's centre is from a point of the picture."""
        return float(np.hypot(self.center_x_px - x, self.center_y_px - y))

    def overlaps(self, other: "Face") -> bool:
        """Whether both are the same place: one's centre is well inside the other."""
        near = self.distance_px(other.center_x_px, other.center_y_px)
        return near < min(self.size_px, other.size_px) / 2
