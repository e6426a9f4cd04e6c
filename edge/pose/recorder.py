"""Gathers poses into a pose recording."""

import numpy as np

from edge.camera.frame import Frame
from edge.camera.recording import PoseRecording
from edge.errors import RecordingError
from edge.pose.pose import FloatArray, Pose
from edge.pose.skeleton import LANDMARK_COUNT


class PoseRecorder:
    """Takes frames with the pose seen in each, gives the recording of all of them."""

    def __init__(self) -> None:
        self._time_s: list[float] = []
        self._landmarks: list[FloatArray] = []
        self._world: list[FloatArray] = []
        self._image_size = (0, 0)
        self.seen = 0

    @property
    def frames(self) -> int:
        """How many frames were taken."""
        return len(self._time_s)

    def add(self, frame: Frame, pose: Pose | None) -> None:
        """Take one frame; `pose` is None where nobody was seen."""
        self._time_s.append(frame.captured_s)
        self._image_size = frame.size
        landmarks = np.full((LANDMARK_COUNT, 4), np.nan, np.float32)
        world = np.full((LANDMARK_COUNT, 3), np.nan, np.float32)
        if pose is not None:
            self.seen += 1
            width, height = pose.image_size
            landmarks[:, :3] = pose.landmarks / (width, height, width)
            landmarks[:, 3] = pose.visibility
            if pose.world is not None:
                world[:] = pose.world
        self._landmarks.append(landmarks)
        self._world.append(world)

    def recording(self) -> PoseRecording:
        """What was gathered; raises RecordingError when no frame was taken."""
        if not self._time_s:
            raise RecordingError("no frame was recorded")
        landmarks, world = np.stack(self._landmarks), np.stack(self._world)
        # A source without world landmarks leaves a person's rows empty: then none are stored.
        seen = ~np.isnan(landmarks[:, 0, 0])
        complete = bool(seen.any()) and not np.isnan(world[seen]).any()
        return PoseRecording(
            time_s=np.array(self._time_s, np.float64),
            landmarks=landmarks,
            image_size=self._image_size,
            world=world if complete else None,
        )
