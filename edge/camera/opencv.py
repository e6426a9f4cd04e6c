"""Opens OpenCV's captures, with its and FFmpeg's own messages silenced.

What fails is reported by our errors; the libraries' lines on stderr would stand beside them, and a
stream's address (with its password) may stand in those lines. Set OPENCV_LOG_LEVEL or
OPENCV_FFMPEG_LOGLEVEL to see them.
"""

import os
from collections.abc import Callable, Sequence
from functools import cache

import cv2
import numpy as np

from edge.camera.frame import BgrImage

LOG_SILENT = 0  # of OpenCV's log levels
AV_LOG_QUIET = "-8"  # libavutil/log.h


CaptureFactory = Callable[[str, int, Sequence[int]], cv2.VideoCapture]


def open_capture(source: str, backend: int, options: Sequence[int]) -> cv2.VideoCapture:
    """A capture of `source`, which may have failed to open (`isOpened`).

    backend: one of `cv2.CAP_*`. options: property, value, property, value …
    """
    silence_libraries()
    try:
        return cv2.VideoCapture(source, backend, list(options))
    except cv2.error:
        return cv2.VideoCapture()


def retrieve_image(capture: cv2.VideoCapture) -> BgrImage | None:
    """The picture of the frame grabbed last, or None where it could not be decoded."""
    try:
        decoded, pixels = capture.retrieve()
    except cv2.error:
        return None
    return BgrImage(np.asarray(pixels, dtype=np.uint8)) if decoded else None


def next_image(
    capture: cv2.VideoCapture, timeout_s: float, clock: Callable[[], float]
) -> BgrImage | None:
    """The next picture of a device that can be decoded; None where there is none in time.

    Grabbing itself waits as long as the driver lets it.
    """
    deadline_s = clock() + timeout_s
    while capture.grab():
        image = retrieve_image(capture)
        if image is not None or clock() >= deadline_s:
            return image
    return None


@cache
def silence_libraries() -> None:
    """Keep OpenCV and FFmpeg from printing; must come before FFmpeg's first use, writers' too."""
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", AV_LOG_QUIET)
    if "OPENCV_LOG_LEVEL" not in os.environ:
        # OpenCV 5 moved it. A Pi with bookworm has 4: its picamera2 wants NumPy 1.
        set_level = getattr(cv2, "setLogLevel", None) or cv2.utils.logging.setLogLevel
        set_level(LOG_SILENT)
