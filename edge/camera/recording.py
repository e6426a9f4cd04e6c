"""Pose recordings: landmarks of a person over time, without any picture, in a `.npz` file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import FloatArray, Frame, RecordedLandmarks
from edge.camera.path import shown, unreadable
from edge.camera.recording_check import check_landmarks, check_size, check_times, check_world
from edge.camera.recording_file import Arrays, numbers, read_arrays, size, write_arrays
from edge.errors import CameraError, RecordingError

SUFFIX = ".npz"
MAGIC = b"PK\x03\x04"  # the zip archive that an .npz file is


@dataclass(frozen=True, slots=True, eq=False)
class PoseRecording:
    """Landmarks over time; checked when it is made, raises RecordingError.

    time_s: (N,) float64, finite, strictly increasing; N at least 1. landmarks: (N, 33, 4) float32:
    x, y in 0..1 of width and height, z in width units, visibility in 0..1; a row that is wholly NaN
    = nobody seen. image_size: width and height in pixels, (0, 0) = unknown. world: (N, 33, 3)
    float32 metres, hip-centred, NaN where landmarks are; or None.
    """

    time_s: NDArray[np.float64]
    landmarks: FloatArray
    image_size: tuple[int, int]
    world: FloatArray | None = None

    def __post_init__(self) -> None:
        check_times(self.time_s)
        seen = check_landmarks(self.landmarks, len(self.time_s))
        if self.world is not None:
            check_world(self.world, seen)
        check_size(self.image_size)

    def __len__(self) -> int:
        return len(self.time_s)

    def __iter__(self) -> Iterator[Frame]:
        """The rows as frames, in order."""
        for row, time_s in enumerate(self.time_s):
            world = None if self.world is None else self.world[row]
            content = RecordedLandmarks(self.landmarks[row], world, self.image_size)
            yield Frame(content, float(time_s), row)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a recording; raises RecordingError that names the file and what is wrong."""
        problem = unreadable(path)
        if problem is not None:
            raise RecordingError(problem, where=shown(path), remedy="give a pose recording (.npz)")
        try:
            arrays = read_arrays(path)
            return cls(
                time_s=numbers(arrays, "time_s", np.float64),
                landmarks=numbers(arrays, "landmarks", np.float32),
                image_size=size(arrays["image_size"]),
                world=numbers(arrays, "world", np.float32) if "world" in arrays else None,
            )
        except RecordingError as error:
            raise RecordingError(error.what, where=shown(path), remedy=error.remedy) from None

    def save(self, path: Path) -> None:
        """Write the recording; a file of that name is replaced at once, or not at all.

        Raises RecordingError.
        """
        arrays: Arrays = {
            "time_s": self.time_s,
            "landmarks": self.landmarks,
            "image_size": np.array(self.image_size, dtype=np.int64),
        }
        if self.world is not None:
            arrays["world"] = self.world
        write_arrays(path, arrays)


class PoseRecordingCamera:
    """Plays a pose recording: frames whose content is `RecordedLandmarks`."""

    live = False

    def __init__(self, path: Path) -> None:
        self._path = Path(path)
        self._frames: Iterator[Frame] | None = None

    @property
    def name(self) -> str:
        """The path, as given."""
        return shown(self._path)

    def open(self) -> None:
        """Read the file; raises RecordingError."""
        self._frames = iter(PoseRecording.load(self._path))

    def read(self, timeout_s: float) -> Frame | None:  # noqa: ARG002 - a file does not wait
        """The next row; None at the end."""
        if self._frames is None:
            raise CameraError("is not open", where=self.name)
        return next(self._frames, None)

    def close(self) -> None:
        """Let go of the recording."""
        self._frames = None
