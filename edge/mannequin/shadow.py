"""Soft shadows where the figure is near the floor."""

import cv2
import numpy as np

from edge.mannequin.arrays import Array
from edge.mannequin.raster import Pixels
from edge.mannequin.view import Projection

_SCALE = 4  # shadows are soft: a quarter of the resolution is enough
_DARK = 0.45


def shade_floor(picture: Pixels, landmarks: Array, projection: Projection) -> None:
    """Darken the floor under the landmarks (33, 3) room metres, in place."""
    width, height = projection.size
    mask = np.zeros((height // _SCALE + 1, width // _SCALE + 1), np.float32)
    for point in landmarks:
        _blot(mask, point, projection)
    mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), 2.0))
    rows, columns = np.flatnonzero(mask.max(axis=1) > 0), np.flatnonzero(mask.max(axis=0) > 0)
    if not len(rows):
        return
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    left, right = int(columns[0]), int(columns[-1]) + 1
    part = picture[top * _SCALE : bottom * _SCALE, left * _SCALE : right * _SCALE]
    shade = cv2.resize(mask[top:bottom, left:right], part.shape[1::-1])
    part *= (1.0 - _DARK * np.minimum(shade, 1.0))[..., None]


def _blot(mask: Pixels, point: Array, projection: Projection) -> None:
    below = np.array([point[0], 0.0, point[2]])
    x, y, depth = projection.pixels(below)
    strength = 0.5 / (1.0 + 3.0 * max(float(point[1]), 0.0))
    reach = projection.focal_px / max(depth, 0.3) * (0.10 + 0.10 * float(point[1])) / _SCALE
    if depth < 0.3 or not (-width_of(mask) < x / _SCALE < 2 * width_of(mask)):  # noqa: PLR2004
        return
    flat = max(abs(float(projection.axes[2, 1])), 0.08)
    blot = np.zeros_like(mask)
    centre = (round(float(x) / _SCALE), round(float(y) / _SCALE))
    axes = (max(round(reach), 1), max(round(reach * flat), 1))
    cv2.ellipse(blot, centre, axes, 0, 0, 360, strength, -1)
    np.maximum(mask, blot, out=mask)


def width_of(mask: Pixels) -> int:
    """Columns of a mask."""
    return int(mask.shape[1])
