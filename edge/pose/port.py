"""The port `PoseEstimator`: whatever turns frames into poses."""

from typing import Protocol

from edge.camera.frame import Frame
from edge.pose.pose import Pose


class PoseEstimator(Protocol):
    """Follows one person from frame to frame."""

    def estimate(self, frame: Frame) -> Pose | None:
        """The pose of the person followed, or None where nobody is seen. Frames come in order."""
        ...

    def reset(self) -> None:
        """Forget the person followed: the next frame starts a new search."""
        ...

    def close(self) -> None:
        """Free what the estimator holds."""
        ...
