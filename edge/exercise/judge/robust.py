"""Series of measurements without the frames in which a landmark jumped."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def despiked(values: Array, largest: float) -> Array:
    """Single values replaced that stand off both neighbours by more than `largest`.

    values: (T,). A turning point stands off its neighbours too, but never by so much.
    """
    if values.size < 3:  # noqa: PLR2004
        return values
    padded = np.concatenate([values[1:2], values, values[-2:-1]])
    before, after = padded[:-2], padded[2:]
    off = np.minimum(np.abs(values - before), np.abs(values - after)) > largest
    same_way = (values - before) * (values - after) > 0.0
    return np.where(off & same_way, (before + after) * 0.5, values)


def running_median(values: Array, time_s: Array, span_s: float) -> Array:
    """Median of the values within span_s around each; values: (T,), time_s: (T,) increasing."""
    if values.size < 3:  # noqa: PLR2004
        return values
    gap_s = (time_s[-1] - time_s[0]) / (time_s.size - 1)
    half = round(0.5 * span_s / gap_s) if gap_s > 0.0 else 0
    if half < 1:
        return values
    padded = np.pad(values, half, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1)
    median: Array = np.median(windows, axis=-1)
    return median
