"""Poses of clips: from a folder of pose recordings, written on first use by the pose stage."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edge.camera.factory import open_file
from edge.camera.recording import PoseRecording
from edge.pose.port import PoseEstimator
from edge.pose.pose import Pose
from edge.pose.recorded import RecordedPoseEstimator
from edge.pose.recorder import PoseRecorder
from edge.vision import frames

CLOCK_S = 1e-6  # time stamps are rounded


@dataclass(frozen=True, slots=True, eq=False)
class TimedPoses:
    """time_s: (N,) float64. poses: N, None where nobody is seen."""

    time_s: NDArray[np.float64]
    poses: tuple[Pose | None, ...]

    def __iter__(self) -> Iterator[tuple[float, Pose | None]]:
        return zip(self.time_s.tolist(), self.poses, strict=True)

    @property
    def seconds(self) -> float:
        """From the first to the last frame."""
        return float(self.time_s[-1] - self.time_s[0])

    def at_most(self, fps: float) -> "TimedPoses":
        """The frames that a camera of that rate would have delivered."""
        kept: list[int] = []
        due_s = float(self.time_s[0])
        for number, time_s in enumerate(self.time_s.tolist()):
            if time_s >= due_s - CLOCK_S:
                kept.append(number)
                due_s = max(due_s, time_s - 0.5 / fps) + 1.0 / fps
        return TimedPoses(self.time_s[kept], tuple(self.poses[number] for number in kept))


def poses_of(recording: PoseRecording) -> TimedPoses:
    """A recording's rows as poses."""
    estimator = RecordedPoseEstimator()
    return TimedPoses(recording.time_s, tuple(estimator.estimate(frame) for frame in recording))


class PoseCache:
    """Recordings of clips as `<folder>/<clip>.npz`.

    make: builds the pose stage when the first clip has no recording yet. folder: None = keep none.
    """

    def __init__(self, clips: Path, folder: Path | None, make: Callable[[], PoseEstimator]) -> None:
        self._clips = clips
        self._folder = folder
        self._make = make
        self._estimator: PoseEstimator | None = None

    def recording(self, file: str) -> PoseRecording:
        """Read or make one recording; raises CameraError, ModelError or RecordingError."""
        kept = None if self._folder is None else self._folder / f"{file}.npz"
        if kept is not None and kept.is_file():
            return PoseRecording.load(kept)
        recording = self._estimate(self._clips / file)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            recording.save(kept)
        return recording

    def close(self) -> None:
        """Let go of the pose stage."""
        if self._estimator is not None:
            self._estimator.close()

    def _estimate(self, path: Path) -> PoseRecording:
        if self._estimator is None:
            self._estimator = self._make()
        self._estimator.reset()
        recorder = PoseRecorder()
        camera = open_file(path)
        camera.open()
        try:
            for frame in frames(camera):
                recorder.add(frame, self._estimator.estimate(frame))
        finally:
            camera.close()
        return recorder.recording()
