"""What a grey picture tells of light, sharpness and cover. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edge.health.picture.luma import Grey

_FAR = 12  # pixels over which the contrast of an edge is taken
_STEEPEST = 99.5  # percentile; the noise of the sensor is small beside such edges
_BURNT = 250  # grey levels of 255 from which light is burnt out
_EDGES = (5.0, 95.0)  # percentiles between which the picture's range is taken


@dataclass(frozen=True, slots=True)
class Measures:
    """mean: brightness 0..1. span: brightness between its 5th and 95th percentile, 0..1.

    burnt: share of the picture that is burnt out. sharpness: 0 to 1, see `sharpness_of`.
    """

    mean: float
    span: float
    burnt: float
    sharpness: float


def measure(grey: Grey) -> Measures:
    """The measures of a picture; grey: (H, W) uint8."""
    low, high = np.percentile(grey, _EDGES)
    return Measures(
        mean=float(grey.mean()) / 255,
        span=float(high - low) / 255,
        burnt=float((grey >= _BURNT).mean()),
        sharpness=sharpness_of(grey),
    )


def sharpness_of(grey: Grey) -> float:
    """How much of the steepest edges' contrast comes within one pixel; 0 without any edge.

    Of the sharper direction: who moves blurs along one. A step blurred by a Gaussian of standard
    deviation s has 0.4 / s of its contrast in its steepest pixel.
    """
    picture = grey.astype(np.int16)
    return max(_steepness(picture), _steepness(picture.T))


def _steepness(picture: NDArray[np.int16]) -> float:
    near = np.percentile(np.abs(np.diff(picture, axis=0)), _STEEPEST)
    far = np.percentile(np.abs(picture[_FAR:] - picture[:-_FAR]), _STEEPEST)
    return float(near / far) if far else 0.0
