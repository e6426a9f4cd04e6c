"""The reader of cards: finds the code of a card that is held to the camera."""

from collections.abc import Callable, Sequence
from itertools import cycle

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import Frame, Image, RecordedLandmarks
from edge.member.card.token import is_token

ByteArray = NDArray[np.uint8]

# Longest side in pixels of what is looked at: more pixels cost more time.
_WHOLE_PX = 640
# The middle of the picture, as a share of it; enlarged, a code is read from twice as far.
_MIDDLE = 0.7
_SHARPEN_SIGMA_PX = 1.5


class CardReader:
    """Looks at a picture in three ways, one a call, in turn.

    A look takes about as long as one or two poses, so callers look at a slow beat. OpenCV's other
    detector (QRCodeDetectorAruco) reads darker cards, but takes seconds over a chequered floor.
    """

    def __init__(self) -> None:
        detector = cv2.QRCodeDetector()
        looks: tuple[Callable[[Image], Sequence[str]], ...] = (
            lambda image: (detector.detectAndDecode(_sharpened(_middle(image, 1.5)))[0],),
            lambda image: (detector.detectAndDecode(_middle(image, 2.0))[0],),
            # Several codes: a poster behind must not hide the card.
            lambda image: detector.detectAndDecodeMulti(_whole(image))[1],
        )
        self._looks = cycle(looks)

    def read(self, frame: Frame) -> str | None:
        """The token of a card in the picture; None without one, for other codes and recordings."""
        if isinstance(frame.content, RecordedLandmarks):
            return None
        look = next(self._looks)
        try:
            texts = look(frame.content)
        except (cv2.error, UnicodeDecodeError, SystemError):
            # OpenCV stumbles over some pictures, and over codes that are not text.
            return None
        return next((text for text in texts if is_token(text)), None)


def _whole(image: Image) -> ByteArray:
    scale = min(1.0, _WHOLE_PX / max(image.width, image.height))
    return _grey(image, (0.0, 0.0), scale, (image.width, image.height))


def _middle(image: Image, enlarged: float) -> ByteArray:
    """The middle, enlarged from what it has in a picture of 640 pixels."""
    size = image.width * _MIDDLE, image.height * _MIDDLE
    corner = (image.width - size[0]) / 2, (image.height - size[1]) / 2
    return _grey(image, corner, enlarged * _WHOLE_PX * _MIDDLE / max(size), size)


def _sharpened(grey: ByteArray) -> ByteArray:
    smooth = cv2.GaussianBlur(grey, (0, 0), _SHARPEN_SIGMA_PX)
    return np.asarray(cv2.addWeighted(grey, 2.0, smooth, -1.0, 0), np.uint8)


def _grey(
    image: Image, corner: tuple[float, float], scale: float, size: tuple[float, float]
) -> ByteArray:
    """A part of the picture, enlarged, as luma (H, W)."""
    matrix = np.array([[scale, 0.0, -scale * corner[0]], [0.0, scale, -scale * corner[1]]])
    output = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    return np.asarray(cv2.cvtColor(image.warp(matrix, output), cv2.COLOR_RGB2GRAY), np.uint8)
