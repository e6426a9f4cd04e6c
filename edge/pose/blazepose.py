"""`BlazePoseEstimator`: the person in front of the camera, from frame to frame."""

from pathlib import Path
from typing import Self

import cv2

from edge.camera.frame import Frame, RecordedLandmarks
from edge.config.pose import PoseConfig
from edge.errors import PoseError
from edge.pose.detector import PersonDetector
from edge.pose.guide import Anybody, Guide
from edge.pose.landmarker import Landmarker
from edge.pose.manifest import verified_model
from edge.pose.pose import Pose
from edge.pose.runtime import TfliteModel
from edge.pose.steady import PoseSmoother
from edge.pose.tracking import Tracker


class BlazePoseEstimator:
    """Follows one person.

    The detector finds them; from then on the landmarks of one frame say where to look in the next.
    Landmarks and world landmarks are lightly smoothed, together, by one filter.
    """

    def __init__(self, tracker: Tracker, smoother: PoseSmoother) -> None:
        self._tracker = tracker
        self._smoother = smoother

    @classmethod
    def load(
        cls,
        config: PoseConfig,
        folder: Path | None = None,
        variant: str = "int8",
        guide: Guide | None = None,
    ) -> Self:
        """Load the models, checked against the manifest of `folder`.

        folder: where the models lie; the station's own by default. variant: `int8` or `float`, the
        suffix of the models' names. guide: who is followed; by default whoever is found. Raises
        ModelError.
        """
        tracker = Tracker(
            load_detector(config, folder, variant),
            load_landmarker(config, folder, variant),
            guide or Anybody(config.detect_every_s),
            presence_threshold=config.presence_threshold,
        )
        return cls(tracker, PoseSmoother(config.smoothing))

    def estimate(self, frame: Frame) -> Pose | None:
        """See `PoseEstimator.estimate`; raises PoseError for a frame without a picture."""
        image = frame.content
        if isinstance(image, RecordedLandmarks):
            raise PoseError("a pose recording holds no picture to find a person in")
        sighting = self._tracker.follow(image, frame.captured_s)
        if sighting is None:
            return None
        landmarks, world = self._smoother(sighting.landmarks, sighting.world, frame.captured_s)
        return Pose.from_blazepose(
            landmarks,
            world,
            sighting.visibility,
            presence=sighting.presence,
            captured_s=frame.captured_s,
            image_size=(image.width, image.height),
        )

    def reset(self) -> None:
        """See `PoseEstimator.reset`."""
        self._tracker.reset()
        self._smoother.reset()

    def close(self) -> None:
        """See `PoseEstimator.close`. The models' memory goes with the object."""
        self.reset()


def load_detector(config: PoseConfig, folder: Path | None, variant: str) -> PersonDetector:
    """The person detector; raises ModelError."""
    return PersonDetector(_load(f"person_detector_{variant}", config, folder))


def load_landmarker(config: PoseConfig, folder: Path | None, variant: str) -> Landmarker:
    """The landmark model; raises ModelError."""
    return Landmarker(_load(f"pose_landmarks_{variant}", config, folder))


def _load(name: str, config: PoseConfig, folder: Path | None) -> TfliteModel:
    # Waking OpenCV's threads costs more than they save on a crop of 256 pixels.
    cv2.setNumThreads(1)
    return TfliteModel(verified_model(name, folder), config.threads)
