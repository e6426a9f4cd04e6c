"""`RecordedPoseEstimator`: frames that carry landmarks instead of a picture."""

import numpy as np

from edge.camera.frame import Frame, RecordedLandmarks
from edge.errors import PoseError
from edge.pose.pose import Pose

UNKNOWN_SIZE = (0, 0)


class RecordedPoseEstimator:
    """Gives back the landmarks of a pose recording, as they were recorded.

    A recording of unknown picture size is taken as 1 x 1 pixels.
    """

    def estimate(self, frame: Frame) -> Pose | None:
        """See `PoseEstimator.estimate`; None where a value is not a number.

        Raises PoseError for a frame with a picture.
        """
        row = frame.content
        if not isinstance(row, RecordedLandmarks):
            raise PoseError("the frame holds a picture, not the landmarks of a recording")
        if not np.isfinite(row.landmarks).all():
            return None
        world = row.world if row.world is not None and np.isfinite(row.world).all() else None
        size = (1, 1) if row.image_size == UNKNOWN_SIZE else row.image_size
        width, height = size
        pixels = row.landmarks[:, :3] * np.array((width, height, width), np.float32)
        return Pose.from_blazepose(
            pixels,
            world,
            row.landmarks[:, 3],
            presence=1.0,
            captured_s=frame.captured_s,
            image_size=size,
        )

    def reset(self) -> None:
        """Nothing to forget: every row stands for itself."""

    def close(self) -> None:
        """Nothing to free."""
