"""The SSD anchors of BlazePose's person detector, and of detectors built like it."""

from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

INPUT_SIZE = 224
# (cells a side, anchors a cell): strides 8, 16 and three times 32 with two anchors a layer
# (SsdAnchorsCalculator options in MediaPipe's pose_detection_cpu.pbtxt). Every anchor has the
# fixed size 1 x 1, so only the centres matter.
LAYERS = ((28, 2), (14, 2), (7, 6))


@cache
def anchor_centers() -> FloatArray:
    """(2254, 2) float32: x and y of every anchor's centre in pixels of the detector's input."""
    return grid_centers(LAYERS, INPUT_SIZE)


def grid_centers(layers: Iterable[tuple[int, int]], size: int) -> FloatArray:
    """Centres (N, 2) in pixels of anchors on grids over a square input of `size` pixels.

    layers: cells a side and anchors a cell, of each layer in the order of the model's outputs.
    """
    centers = [_grid(cells).repeat(per_cell, axis=0) for cells, per_cell in layers]
    anchors: FloatArray = np.concatenate(centers).astype(np.float32) * size
    anchors.flags.writeable = False
    return anchors


def _grid(cells: int) -> NDArray[np.float64]:
    """(cells * cells, 2): cell centres in 0..1, row by row."""
    axis = (np.arange(cells) + 0.5) / cells
    x, y = np.meshgrid(axis, axis)
    return np.stack((x.ravel(), y.ravel()), axis=1)
