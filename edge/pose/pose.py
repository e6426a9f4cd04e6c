"""`Pose`: one person in one frame, as every later room sees it."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from edge.errors import PoseError
from edge.pose.skeleton import LANDMARK_COUNT, Landmark

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """One person in one frame.

    landmarks: (33, 3) float32, x and y in pixels of the frame, z in pixels (towards the camera is
        negative, origin at the hips).
    world: (33, 3) float32, metres, origin at the middle of the hips, y down; None where the source
        has none (some pose recordings).
    visibility: (33,) float32 in 0..1.
    presence: probability in 0..1 that a person is in the region.
    captured_s: monotonic seconds of the frame.
    image_size: width and height of the frame in pixels; (1, 1) where a recording does not know it.
    """

    landmarks: FloatArray
    world: FloatArray | None
    visibility: FloatArray
    presence: float
    captured_s: float
    image_size: tuple[int, int]

    @classmethod
    def from_blazepose(
        cls,
        landmarks: FloatArray,
        world: FloatArray | None,
        visibility: FloatArray,
        *,
        presence: float,
        captured_s: float,
        image_size: tuple[int, int],
    ) -> Self:
        """Check shapes and values once, freeze the arrays; raises PoseError."""
        points = (LANDMARK_COUNT, 3)
        return cls(
            landmarks=_frozen("landmarks", landmarks, points),
            world=None if world is None else _frozen("world", world, points),
            visibility=_frozen("visibility", visibility, (LANDMARK_COUNT,)),
            presence=presence,
            captured_s=captured_s,
            image_size=image_size,
        )

    def pixel(self, landmark: Landmark) -> FloatArray:
        """The landmark's x, y, z in pixels."""
        point: FloatArray = self.landmarks[landmark]
        return point

    @property
    def torso_px(self) -> float:
        """Distance from the middle of the shoulders to the middle of the hips, in pixels (x, y)."""
        shoulders = self.landmarks[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER], :2].mean(0)
        hips = self.landmarks[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP], :2].mean(0)
        return float(np.linalg.norm(shoulders - hips))


def _frozen(name: str, array: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    if array.shape != shape:
        raise PoseError(f"{name} has shape {array.shape}, a pose needs {shape}")
    copy: FloatArray = np.array(array, dtype=np.float32)
    if not np.isfinite(copy).all():
        raise PoseError(f"{name} holds values that are not finite numbers")
    copy.flags.writeable = False
    return copy
