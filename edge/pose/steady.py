"""The smoothing of a pose: landmarks and world landmarks by one One-Euro filter."""

import numpy as np
from numpy.typing import NDArray

from edge.config.smoothing import SmoothingConfig
from edge.pose.smoothing import OneEuroFilter, OneEuroSettings

FloatArray = NDArray[np.float32]


class PoseSmoother:
    """Smooths what the model gives, as lightly as the configuration says, or not at all."""

    def __init__(self, config: SmoothingConfig) -> None:
        settings = OneEuroSettings(config.min_cutoff_hz, config.beta)
        self._filter = OneEuroFilter(settings) if config.enabled else None

    def __call__(
        self, landmarks: FloatArray, world: FloatArray, time_s: float
    ) -> tuple[FloatArray, FloatArray]:
        """Smoothed landmarks (33, 3) pixels and world landmarks (33, 3) metres."""
        if self._filter is None:
            return landmarks, world
        both = np.concatenate((landmarks, world), axis=1)
        unit = np.repeat(np.array((_pixels_per_metre(landmarks, world), 1), np.float32), 3)
        smooth = self._filter(both, time_s, unit)
        return smooth[:, :3], smooth[:, 3:]

    def reset(self) -> None:
        """Forget the past."""
        if self._filter is not None:
            self._filter.reset()


def _pixels_per_metre(landmarks: FloatArray, world: FloatArray) -> float:
    """How large the person is: both describe the same points, seen from the same side."""
    spread_px = float(landmarks[:, :2].std(axis=0).max())
    spread_m = float(world[:, :2].std(axis=0).max())
    return max(spread_px, 1.0) / max(spread_m, 0.01)
