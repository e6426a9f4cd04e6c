"""The camera's sensor: softness, exposure, noise; from light to bytes."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.mannequin.raster import Pixels

Bytes = NDArray[np.uint8]


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
        rng = np.random.default_rng(seed)
        width, height = size
        # One field of noise, moved about, costs a tenth of a fresh one for each frame.
        self._noise = 255.0 * sensor.noise * rng.standard_normal((height + 64, width + 64, 3))
        self._noise = self._noise.astype(np.float32)
        self._gain = (255.0 * np.array(sensor.tint)).astype(np.float32)
        self._seed = seed

    def develop(self, picture: Pixels, index: int) -> Bytes:
        """(H, W, 3) uint8 RGB of frame `index`."""
        soft = picture
        if self._sensor.blur_px > 0.0:
            soft = np.asarray(cv2.GaussianBlur(picture, (0, 0), self._sensor.blur_px))
        height, width = picture.shape[:2]
        down, aside = np.random.default_rng((self._seed, index)).integers(0, 64, 2)
        noise = self._noise[down : down + height, aside : aside + width]
        return np.clip(soft * self._gain + noise, 0.0, 255.0).astype(np.uint8)
