"""A small grey copy of a picture, and a fingerprint of the full one."""

import zlib
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import Image, Yuv420Image

Grey = NDArray[np.uint8]

SIZE = (320, 240)  # width and height: what blurs at this size blurs the pose
_STRIDE = 4  # every fourth pixel and row carries the sensor's noise


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """grey: (240, 320) uint8. fingerprint: equal only for pictures that are equal to the bit."""

    grey: Grey
    fingerprint: int


def look_at(image: Image) -> Look:
    """The picture as the checks see it."""
    luma = _luma(image)
    small = cv2.resize(luma, SIZE, interpolation=cv2.INTER_AREA)
    sample = luma[::_STRIDE, ::_STRIDE].tobytes()
    return Look(np.asarray(small, dtype=np.uint8), zlib.crc32(sample))


def _luma(image: Image) -> Grey:
    if isinstance(image, Yuv420Image):
        return image.luma()
    return np.asarray(cv2.cvtColor(image.rgb(), cv2.COLOR_RGB2GRAY), dtype=np.uint8)
