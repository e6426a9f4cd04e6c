"""Weighted non-maximum suppression: overlapping boxes are averaged, not thrown away."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


def weighted_nms(
    values: FloatArray, scores: FloatArray, max_overlap: float
) -> Iterator[tuple[FloatArray, float]]:
    """Merge candidates that overlap the surest one by more than `max_overlap` (IoU, 0..1).

    values: (N, 4 + K), box centre x, y, width, height, then anything linear such as keypoints.
    scores: (N,) in 0..1. Yields (mean of the values weighted by score, best score), surest first.
    As in BlazeFace (Bazarevsky et al. 2019, section 3.3): less jitter than keeping one box.
    """
    order = np.argsort(-scores, kind="stable")
    while len(order):
        overlap = _overlap(values[order[0]], values[order])
        overlap[0] = 1.0  # a box without area still overlaps itself
        together = order[overlap > max_overlap]
        weights = scores[together, None]
        merged: FloatArray = (values[together] * weights).sum(axis=0) / weights.sum()
        yield merged, float(scores[order[0]])
        order = order[overlap <= max_overlap]


def _overlap(box: FloatArray, boxes: FloatArray) -> FloatArray:
    """Intersection over union of one box with (N,) boxes given by centre and size."""
    low = np.maximum(box[:2] - box[2:4] / 2, boxes[:, :2] - boxes[:, 2:4] / 2)
    high = np.minimum(box[:2] + box[2:4] / 2, boxes[:, :2] + boxes[:, 2:4] / 2)
    both = np.prod(np.maximum(high - low, 0), axis=1)
    union = box[2] * box[3] + boxes[:, 2] * boxes[:, 3] - both
    ratio: FloatArray = both / np.maximum(union, np.finfo(np.float32).tiny)
    return ratio
