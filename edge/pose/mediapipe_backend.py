"""The optional backend `mediapipe`: MediaPipe's own Pose behind our port, for comparison."""

from importlib import import_module
from typing import Any

import numpy as np

from edge.camera.frame import Frame, RecordedLandmarks
from edge.config.pose import PoseConfig
from edge.errors import PoseError, RuntimeMissingError
from edge.pose.pose import Pose
from edge.pose.steady import PoseSmoother


class MediaPipeEstimator:
    """MediaPipe Pose, model complexity 1, its own smoothing off, ours as configured.

    Raises RuntimeMissingError where the extra `mediapipe` is not installed.
    """

    def __init__(self, config: PoseConfig) -> None:
        self._pose = _pose_class()(
            model_complexity=1,
            smooth_landmarks=False,
            min_tracking_confidence=config.presence_threshold,
        )
        self._smoother = PoseSmoother(config.smoothing)

    def estimate(self, frame: Frame) -> Pose | None:
        """See `PoseEstimator.estimate`. MediaPipe gives no presence: it is 1 whenever it answers.

        Raises PoseError for a frame without a picture.
        """
        image = frame.content
        if isinstance(image, RecordedLandmarks):
            raise PoseError("a pose recording holds no picture to find a person in")
        result = self._pose.process(image.rgb())
        if result.pose_landmarks is None:
            return None
        seen = _values(result.pose_landmarks)
        scale = np.array((image.width, image.height, image.width), np.float32)
        landmarks, world = self._smoother(
            seen[:, :3] * scale, _values(result.pose_world_landmarks)[:, :3], frame.captured_s
        )
        return Pose.from_blazepose(
            landmarks,
            world,
            seen[:, 3],
            presence=1.0,
            captured_s=frame.captured_s,
            image_size=(image.width, image.height),
        )

    def reset(self) -> None:
        """See `PoseEstimator.reset`."""
        self._pose.reset()
        self._smoother.reset()

    def close(self) -> None:
        """See `PoseEstimator.close`."""
        self._pose.close()


def _pose_class() -> Any:
    try:
        return import_module("mediapipe.python.solutions.pose").Pose
    except ImportError as error:
        raise RuntimeMissingError(
            "the pose backend mediapipe is not installed",
            remedy="pip install gymstation[mediapipe] (Python 3.11 or 3.12), or set "
            "pose.backend: blazepose",
        ) from error


def _values(landmarks: Any) -> Any:
    """(33, 4) float32: x, y, z, visibility."""
    rows = [(point.x, point.y, point.z, point.visibility) for point in landmarks.landmark]
    return np.array(rows, np.float32)
