"""Video files for tests: written by OpenCV, and changed in their boxes where it cannot."""

import struct
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from edge.camera.opencv import silence_libraries

CODECS = {".mp4": "mp4v", ".mov": "mp4v", ".mkv": "mp4v", ".webm": "VP90", ".avi": "MJPG"}
PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}


def picture(width: int, height: int, index: int = 0) -> np.ndarray:
    """BGR: left half blue, right half green, the top rows red; brighter with `index`."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[:, : width // 2, 0] = 200
    pixels[:, width // 2 :, 1] = 200
    pixels[: max(1, height // 4)] = (0, 0, 100 + index * 5 % 100)
    return pixels


def write_video(
    path: Path, count: int = 20, size: tuple[int, int] = (64, 48), fps: float = 10.0
) -> Path:
    """A video of `count` pictures; the suffix decides its container."""
    codec = cv2.VideoWriter.fourcc(*CODECS[path.suffix])
    silence_libraries()
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, codec, fps, size)
    assert writer.isOpened(), path
    for index in range(count):
        writer.write(picture(*size, index))
    writer.release()
    return path


def write_gif(path: Path, delays_ms: Sequence[int], size: tuple[int, int] = (17, 33)) -> Path:
    """A GIF whose pictures stay for these times."""
    animation = cv2.Animation()
    animation.frames = [picture(*size, index * 7) for index in range(len(delays_ms))]
    animation.durations = list(delays_ms)
    assert cv2.imwriteanimation(str(path), animation)
    return path


def turn_video(path: Path) -> None:
    """Write into an MP4 that it is to be shown turned by 90 degrees clockwise."""
    data = bytearray(path.read_bytes())
    width = struct.unpack(">I", data[_find(data, b"tkhd")[1] - 8 :][:4])[0]
    start, _ = _find(data, b"tkhd")
    matrix = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, width, 0, 1 << 30)
    data[start + 48 : start + 48 + 36] = matrix
    path.write_bytes(data)


def vary_rate(path: Path, runs: Sequence[tuple[int, float]]) -> None:
    """Give an MP4's pictures other durations: (how many, times the nominal duration) a run."""
    data = path.read_bytes()
    start, end = _find(data, b"stts")
    delta = struct.unpack(">I", data[start + 20 : start + 24])[0]
    entries = b"".join(struct.pack(">II", count, round(delta * share)) for count, share in runs)
    table = struct.pack(">I4sII", 16 + len(entries), b"stts", 0, len(runs)) + entries
    changed = bytearray(data[:start] + table + data[end:])
    for at, stop in _enclosing(data, start):
        changed[at : at + 4] = struct.pack(">I", stop - at + len(table) - (end - start))
    path.write_bytes(changed)


def index_first(path: Path) -> None:
    """Move an MP4's index before its pictures, as videos for the web have it."""
    data = path.read_bytes()
    (start, end), (_, head) = _find(data, b"moov"), _find(data, b"ftyp")
    moov = bytearray(data[start:end])
    table, _ = _find(moov, b"stco")
    count = struct.unpack(">I", moov[table + 12 : table + 16])[0]
    for at in range(table + 16, table + 16 + 4 * count, 4):
        offset = struct.unpack(">I", moov[at : at + 4])[0]
        moov[at : at + 4] = struct.pack(">I", offset + len(moov))
    path.write_bytes(data[:head] + moov + data[head:start] + data[end:])


def _find(data: bytes, name: bytes) -> tuple[int, int]:
    return next((start, end) for kind, start, end in _boxes(data) if kind == name)


def _enclosing(data: bytes, position: int) -> list[tuple[int, int]]:
    return [(start, end) for _, start, end in _boxes(data) if start < position < end]


def _boxes(data: bytes, start: int = 0, stop: int | None = None) -> list[tuple[bytes, int, int]]:
    found: list[tuple[bytes, int, int]] = []
    stop = len(data) if stop is None else stop
    while start + 8 <= stop:
        length, name = struct.unpack(">I4s", data[start : start + 8])
        found.append((name, start, start + length))
        if name in PARENTS:
            found += _boxes(data, start + 8, start + length)
        start += length
    return found


def write_empty_room(path: Path) -> Path:
    """A second of video with nobody in it."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 10, (160, 120))
    shades = np.linspace(60, 160, 160, dtype=np.uint8)
    for _ in range(10):
        writer.write(np.dstack([np.tile(shades, (120, 1))] * 3))
    writer.release()
    return path
