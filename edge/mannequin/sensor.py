"""The camera's sensor: softness, exposure, noise; from light to bytes."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.mannequin.raster import Pixels

Bytes = NDArray[np.uint8]
_MOVE = 64  # pixels by which the field of noise may be moved


@dataclass(frozen=True, slots=True)
class Sensor:
    """What the sensor adds.

    noise: standard deviation, share of full scale. blur_px: softness of the lens, standard
    deviation (0.5 is a sharp lens). tint: red, green, blue gains of a white balance that is off.
    """

    noise: float = 0.012
    blur_px: float = 0.6
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)


class Exposure:
    """Develops pictures; noise differs from frame to frame and is the same for the same seed."""

    def __init__(self, sensor: Sensor, size: tuple[int, int], seed: int) -> None:
        self._sensor = sensor
        self._seed = seed
        rng = np.random.default_rng(seed)
        width, height = size
        # One field of noise, moved about, costs a tenth of a fresh one for each frame.
        field = 255.0 * sensor.noise * rng.standard_normal((height + _MOVE, width + _MOVE, 3))
        self._noise = np.rint(field).astype(np.int16)
        levels = np.arange(256)[:, None] * np.array(sensor.tint)
        self._curve = np.clip(levels, 0, 255).astype(np.uint8)[:, None]

    def develop(self, picture: Pixels, index: int) -> Bytes:
        """(H, W, 3) uint8 RGB of frame `index`."""
        image = cv2.convertScaleAbs(picture, alpha=255.0)
        if self._sensor.tint != (1.0, 1.0, 1.0):
            image = cv2.LUT(image, self._curve)
        if self._sensor.blur_px > 0.0:
            image = cv2.GaussianBlur(image, (0, 0), self._sensor.blur_px)
        if self._sensor.noise > 0.0:
            height, width = picture.shape[:2]
            down, aside = np.random.default_rng((self._seed, index)).integers(0, _MOVE, 2)
            noise = self._noise[down : down + height, aside : aside + width]
            image = cv2.add(image, noise, dtype=cv2.CV_8U)
        return np.asarray(image, dtype=np.uint8)
