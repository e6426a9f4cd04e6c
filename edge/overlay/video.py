"""Writes an annotated video: what the station saw, as a file that a person can watch."""

from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np

from edge.camera.frame import RecordedLandmarks
from edge.errors import UsageError
from edge.overlay.draw import Picture, draw_pose, draw_progress
from edge.vision import Observation

FPS = 30.0
LONGEST_GAP_S = 2.0  # a longer gap between frames is shown as this much
RECORDING_SIZE = (640, 480)  # canvas of a pose recording that does not know its picture's size


class AnnotatedVideo:
    """A listener that writes each observation to a video of constant 30 frames a second.

    Frames are repeated or left out so that the video keeps the recording's time. path: ends in
    `.mp4` or `.avi`. Raises UsageError when the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: cv2.VideoWriter | None = None
        self._size = (0, 0)
        self._last_s: float | None = None
        self._owed_s = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._writer is not None:
            self._writer.release()

    def __call__(self, observation: Observation) -> None:
        """Write the frame with skeleton, count and phase, as often as its time asks for."""
        captured_s = observation.frame.captured_s
        gap_s = 1 / FPS if self._last_s is None else captured_s - self._last_s
        self._last_s = captured_s
        self._owed_s += min(max(gap_s, 0.0), LONGEST_GAP_S)
        times = int(self._owed_s * FPS + 0.5)
        if times <= 0:
            return
        self._owed_s -= times / FPS
        picture = annotated(observation)
        writer = self._writer or self._open(picture)
        resized = cv2.resize(picture, self._size)
        for _ in range(times):
            writer.write(cv2.cvtColor(resized, cv2.COLOR_RGB2BGR))

    def _open(self, picture: Picture) -> cv2.VideoWriter:
        height, width = picture.shape[:2]
        # Encoders want even sizes.
        self._size = (max(width // 2 * 2, 2), max(height // 2 * 2, 2))
        codec = cv2.VideoWriter.fourcc(*"mp4v")
        self._writer = cv2.VideoWriter(str(self._path), codec, FPS, self._size)
        if not self._writer.isOpened():
            raise UsageError(
                "cannot write a video there",
                where=str(self._path),
                remedy="give a writable path that ends in .mp4 or .avi",
            )
        return self._writer


def annotated(observation: Observation) -> Picture:
    """The frame with skeleton, count and phase, (H, W, 3) uint8 RGB."""
    content = observation.frame.content
    if isinstance(content, RecordedLandmarks):
        width, height = content.image_size if all(content.image_size) else RECORDING_SIZE
        picture = np.zeros((height, width, 3), np.uint8)
    else:
        picture = content.rgb().copy()
    if observation.pose is not None:
        draw_pose(picture, observation.pose)
    draw_progress(picture, observation.progress)
    return picture
