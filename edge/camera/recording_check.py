"""What the arrays of a pose recording must be. Each check raises RecordingError."""

import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import FloatArray
from edge.errors import RecordingError

Flags = NDArray[np.bool_]

LANDMARKS = 33
LARGEST_COORDINATE = 1000.0


def check_times(time_s: NDArray[np.float64]) -> None:
    """(N,), N at least 1, finite, strictly increasing."""
    if time_s.ndim != 1 or not len(time_s):
        raise RecordingError(f"time_s has shape {time_s.shape}; it must be (N,), N at least 1")
    if not np.isfinite(time_s).all():
        raise RecordingError(f"time_s of row {_first(~np.isfinite(time_s))} is not finite")
    backward = np.diff(time_s) <= 0
    if backward.any():
        row = _first(backward) + 1
        raise RecordingError(
            f"time_s goes from {time_s[row - 1]:g} to {time_s[row]:g} at row {row}; "
            "it must increase"
        )


def check_landmarks(landmarks: FloatArray, count: int) -> Flags:
    """(N, 33, 4); returns which rows saw somebody, (N,)."""
    _check_rows("landmarks", landmarks, (count, LANDMARKS, 4))
    seen = _whole(np.isfinite(landmarks))
    visibility = landmarks[seen, :, 3]
    if visibility.size and (visibility.min() < 0 or visibility.max() > 1):
        raise RecordingError("a visibility in landmarks lies outside 0..1")
    return seen


def check_world(world: FloatArray, seen: Flags) -> None:
    """(N, 33, 3), NaN in the same rows as the landmarks."""
    _check_rows("world", world, (len(seen), LANDMARKS, 3))
    differs = _whole(np.isfinite(world)) != seen
    if differs.any():
        raise RecordingError(
            f"row {_first(differs)} has somebody in one of landmarks and world, but not in both"
        )


def _check_rows(key: str, rows: FloatArray, shape: tuple[int, ...]) -> None:
    """Shape, and each row wholly finite and sane or wholly NaN."""
    if rows.shape != shape:
        raise RecordingError(f"{key} has shape {rows.shape}; it must be {shape}")
    finite = np.isfinite(rows)
    broken = ~(_whole(finite) | _whole(np.isnan(rows)))
    if broken.any():
        raise RecordingError(
            f"{key} of row {_first(broken)} is partly NaN or infinite; "
            "a row where nobody was seen is wholly NaN"
        )
    if (np.abs(rows[finite]) > LARGEST_COORDINATE).any():
        raise RecordingError(f"a value in {key} is beyond {LARGEST_COORDINATE:g}")


def check_size(image_size: tuple[int, int]) -> None:
    """Both positive, or (0, 0)."""
    if image_size != (0, 0) and min(image_size) < 1:
        raise RecordingError(f"image_size is {image_size}; it must be positive, or (0, 0): unknown")


def _whole(flags: Flags) -> Flags:
    """(N, …) to (N,): the rows in which every flag is set."""
    return np.asarray(flags.reshape(len(flags), -1).all(axis=1))


def _first(flags: Flags) -> int:
    return int(np.argmax(flags))
