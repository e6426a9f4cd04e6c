"""`Transformed`: pictures of a camera that hangs on its side or looks into a mirror.

Pictures stay in their layout; a recording's landmarks are upright already and pass unchanged.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import cv2
import numpy as np

from edge.camera.frame import (
    BgrImage,
    ByteArray,
    Frame,
    Image,
    RecordedLandmarks,
    RgbImage,
    Yuv420Image,
)
from edge.camera.port import Camera

Rotation = Literal[0, 90, 180, 270]

_CODES: dict[int, int] = {
    90: cv2.ROTATE_90_CLOCKWISE,
    180: cv2.ROTATE_180,
    270: cv2.ROTATE_90_COUNTERCLOCKWISE,
}
_HORIZONTALLY = 1


class Transformed:
    """`camera`, its pictures turned clockwise by `rotate` degrees and then, if asked, mirrored."""

    def __init__(self, camera: Camera, *, rotate: Rotation, mirror: bool) -> None:
        self.inner = camera
        self._rotate = rotate
        self._mirror = mirror

    @property
    def live(self) -> bool:
        """As the camera."""
        return self.inner.live

    @property
    def name(self) -> str:
        """As the camera."""
        return self.inner.name

    def open(self) -> None:
        """Open the camera."""
        self.inner.open()

    def read(self, timeout_s: float) -> Frame | None:
        """The camera's next frame, turned."""
        frame = self.inner.read(timeout_s)
        if frame is None or isinstance(frame.content, RecordedLandmarks):
            return frame
        return replace(frame, content=turn(frame.content, self._rotate, mirror=self._mirror))

    def close(self) -> None:
        """Close the camera."""
        self.inner.close()


def turn(image: Image, rotate: Rotation, *, mirror: bool) -> Image:
    """The picture in the same layout, turned clockwise by `rotate` degrees, then mirrored."""

    def plane(pixels: ByteArray) -> ByteArray:
        turned = cv2.rotate(pixels, _CODES[rotate]) if rotate else pixels
        return np.asarray(cv2.flip(turned, _HORIZONTALLY) if mirror else turned, dtype=np.uint8)

    if isinstance(image, RgbImage):
        return RgbImage(plane(image.pixels))
    if isinstance(image, BgrImage):
        return BgrImage(plane(image.pixels))
    if isinstance(image, Yuv420Image):
        return _turn_yuv(image, plane)
    return RgbImage(plane(image.rgb()))


def _turn_yuv(image: Yuv420Image, plane: Callable[[ByteArray], ByteArray]) -> Yuv420Image:
    """Each plane by itself; the result has no padding."""
    luma = plane(image.luma())
    chroma = [plane(channel) for channel in image.chroma()]
    height, width = luma.shape
    packed = np.concatenate([luma.ravel(), *(channel.ravel() for channel in chroma)])
    return Yuv420Image(packed.reshape(height * 3 // 2, width), width, height)
