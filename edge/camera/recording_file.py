"""The `.npz` archive of a pose recording: reading without trust, writing in one step."""

import os
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edge.camera.path import shown
from edge.errors import RecordingError

Arrays = dict[str, Any]  # of NumPy arrays

LARGEST_BYTES = 1 << 29  # hours of a recording; an archive that unpacks to more is refused
REQUIRED = ("time_s", "landmarks", "image_size")
OPTIONAL = "world"
NOT_A_RECORDING = "is not a pose recording, or is damaged"
# What zipfile and NumPy raise on archives and array headers that are damaged or made up.
BROKEN = (
    OSError, ValueError, KeyError, EOFError, MemoryError, OverflowError, RuntimeError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def read_arrays(path: Path) -> Arrays:
    """The arrays of a recording, not checked yet; raises RecordingError."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > LARGEST_BYTES:
            raise OverflowError(f"it unpacks to {unpacked:,} bytes")
        with np.load(path, allow_pickle=False) as file:
            arrays = {key: file[key] for key in (*REQUIRED, OPTIONAL) if key in file.files}
    except BROKEN as error:
        raise RecordingError(f"{NOT_A_RECORDING} ({error})") from error
    missing = [key for key in REQUIRED if key not in arrays]
    if missing:
        raise RecordingError(f"{NOT_A_RECORDING}: {', '.join(missing)} missing")
    return arrays


def numbers(arrays: Arrays, key: str, dtype: type[Any]) -> NDArray[Any]:
    """The array `key` as `dtype`, not writable; raises RecordingError where it holds others."""
    array = arrays[key]
    if not np.issubdtype(array.dtype, np.floating):
        raise RecordingError(f"{key} is {array.dtype}; it must be {np.dtype(dtype).name}")
    with np.errstate(over="ignore"):  # what is too large becomes infinite, and is refused as such
        converted: NDArray[Any] = array.astype(dtype)
    converted.setflags(write=False)
    return converted


def size(array: NDArray[Any]) -> tuple[int, int]:
    """Width and height; raises RecordingError."""
    if array.shape != (2,) or not np.issubdtype(array.dtype, np.integer):
        raise RecordingError(
            f"image_size is {array.dtype} of shape {array.shape}; it must be two integers"
        )
    return int(array[0]), int(array[1])


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write beside `path`, then put it in its place in one step; raises RecordingError."""
    try:
        _replace(path, arrays)
    except OSError as error:
        raise RecordingError(
            f"cannot be written: {error.strerror or error}",
            where=shown(path),
            remedy="check the folder, its rights and the space on the disk",
        ) from error


def _replace(path: Path, arrays: Arrays) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            np.savez_compressed(file, **arrays)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
