"""Builds the estimator that the configuration names."""

from collections.abc import Callable

from edge.camera.frame import Frame, RecordedLandmarks
from edge.config.pose import PoseBackend, PoseConfig
from edge.pose.blazepose import BlazePoseEstimator
from edge.pose.guide import Guide
from edge.pose.port import PoseEstimator
from edge.pose.pose import Pose
from edge.pose.recorded import RecordedPoseEstimator


def make_estimator(config: PoseConfig, guide: Guide | None = None) -> PoseEstimator:
    """An estimator for every kind of frame, pictures and rows of pose recordings.

    The models are loaded with the first picture: a pose recording needs none. That is when
    ModelError can be raised. guide: see `load_backend`.
    """
    return AnyFrameEstimator(lambda: load_backend(config, guide))


def load_backend(config: PoseConfig, guide: Guide | None = None) -> PoseEstimator:
    """The estimator for pictures; raises ModelError.

    guide: decides who is followed, by default whoever is found; mediapipe cannot be told.
    """
    if config.backend is PoseBackend.MEDIAPIPE:
        # Chosen by few, slow to import, and absent from most stations.
        from edge.pose.mediapipe_backend import MediaPipeEstimator  # noqa: PLC0415

        return MediaPipeEstimator(config)
    return BlazePoseEstimator.load(config, guide=guide)


class AnyFrameEstimator:
    """Sends pictures to one estimator and recorded landmarks to another.

    load: makes the estimator for pictures, called once, when the first picture comes.
    """

    def __init__(self, load: Callable[[], PoseEstimator]) -> None:
        self._load = load
        self._pictures: PoseEstimator | None = None
        self._recorded = RecordedPoseEstimator()

    def estimate(self, frame: Frame) -> Pose | None:
        """See `PoseEstimator.estimate`."""
        if isinstance(frame.content, RecordedLandmarks):
            return self._recorded.estimate(frame)
        if self._pictures is None:
            self._pictures = self._load()
        return self._pictures.estimate(frame)

    def reset(self) -> None:
        """See `PoseEstimator.reset`."""
        if self._pictures is not None:
            self._pictures.reset()

    def close(self) -> None:
        """See `PoseEstimator.close`."""
        if self._pictures is not None:
            self._pictures.close()
            self._pictures = None
