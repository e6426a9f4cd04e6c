"""`Region`: a rotated square of the picture, and the way into it and back."""

from dataclasses import dataclass
from math import atan2, cos, hypot, isfinite, pi, sin
from typing import Self

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
Matrix = NDArray[np.float64]

# BlazePose was trained on regions 1.25 times the circle around the hips that holds the body
# (pose_detection_to_roi.pbtxt and pose_landmarks_to_roi.pbtxt of MediaPipe).
MARGIN = 1.25


@dataclass(frozen=True, slots=True)
class Region:
    """A rotated square of a picture.

    center_x_px, center_y_px, side_px: pixels of the picture. rotation_rad: clockwise as seen, 0 =
    the person stands upright, in -pi..pi.
    """

    center_x_px: float
    center_y_px: float
    side_px: float
    rotation_rad: float

    @classmethod
    def whole(cls, width: int, height: int) -> Self:
        """The smallest upright square around the whole picture (a letterbox)."""
        return cls(width / 2, height / 2, max(width, height), 0.0)

    @classmethod
    def around(cls, hips: FloatArray, scale_point: FloatArray) -> Self:
        """The square for a person, from the middle of the hips and the body's scale point.

        The scale point lies on the circle around the hips that holds the body, in the direction
        of the head. Both (2,) or longer, pixels.
        """
        hips_x, hips_y = float(hips[0]), float(hips[1])
        x, y = float(scale_point[0]) - hips_x, float(scale_point[1]) - hips_y
        rotation = pi / 2 - atan2(-y, x)
        if rotation > pi:
            rotation -= 2 * pi
        return cls(hips_x, hips_y, 2 * MARGIN * hypot(x, y), rotation)

    @property
    def valid(self) -> bool:
        """Whether every number is finite and the square is at least a pixel wide."""
        numbers = (self.center_x_px, self.center_y_px, self.rotation_rad)
        return self.side_px >= 1 and isfinite(self.side_px) and all(map(isfinite, numbers))

    def crop_matrix(self, size: int) -> Matrix:
        """(2, 3) map from picture pixels to the pixels of a crop of `size` x `size`."""
        scale = size / self.side_px
        along, across = cos(self.rotation_rad) * scale, sin(self.rotation_rad) * scale
        x, y = self.center_x_px, self.center_y_px
        return np.array(
            [
                [along, across, size / 2 - along * x - across * y],
                [-across, along, size / 2 + across * x - along * y],
            ]
        )

    def to_picture(self, points: FloatArray, size: int) -> FloatArray:
        """Crop pixels (N, 2) of a crop of `size` x `size` to picture pixels (N, 2)."""
        scale = self.side_px / size
        center = np.array((self.center_x_px, self.center_y_px), np.float32)
        turned: FloatArray = (points - size / 2) @ (self.turn() * np.float32(scale)) + center
        return turned

    def turn(self) -> FloatArray:
        """(2, 2) float32: row vectors of the crop's axes times this are vectors of the picture."""
        along, across = cos(self.rotation_rad), sin(self.rotation_rad)
        return np.array([[along, across], [-across, along]], np.float32)
