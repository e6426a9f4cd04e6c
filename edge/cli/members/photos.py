"""Photos from files, for enrolment; they are read and never written."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np

from edge.camera.frame import BgrImage, Image
from edge.errors import UsageError

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp"})


def photo_paths(given: Sequence[Path]) -> list[Path]:
    """The files, and the photos in folders among them; raises UsageError."""
    paths: list[Path] = []
    for path in given:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.suffix.lower() in SUFFIXES)
            if not inside:
                raise UsageError("no photos in this folder", where=str(path))
            paths += inside
        else:
            paths.append(path)
    return paths


def photos(paths: Sequence[Path]) -> Iterator[tuple[str, Image]]:
    """Each photo with its name, one in memory at a time; raises UsageError."""
    for path in paths:
        try:
            content = np.frombuffer(path.read_bytes(), np.uint8)
        except OSError as error:
            raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from None
        pixels = cv2.imdecode(content, cv2.IMREAD_COLOR) if content.size else None
        if pixels is None:
            raise UsageError("is no photo", where=str(path), remedy="give JPEG or PNG files")
        yield path.name, BgrImage(np.asarray(pixels, np.uint8))
