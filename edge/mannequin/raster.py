"""Draws shapes into a picture with a depth buffer: exact rays, numpy only, no GPU.

A ray through the pixel with direction d = (x, y, 1) meets the surface Q = [[A, h], [hᵀ, k]] at
depths t with t² dᵀAd + 2t hᵀd + k = 0. Whether it meets it at all, (hᵀd)² > k dᵀAd, is a quadratic
form in d: rows and columns of the picture are combined without evaluating each pixel's ray.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edge.mannequin.arrays import Array
from edge.mannequin.quadric import Shape
from edge.mannequin.view import Projection

Pixels = NDArray[np.float32]
NEAREST_M = 0.15


@dataclass(frozen=True, slots=True)
class Light:
    """direction: towards the light, camera axes (right, down, ahead). level: brightness, 1 = full.

    ambient: share of light that comes from everywhere.
    """

    direction: tuple[float, float, float] = (-0.4, -0.8, -0.6)
    level: float = 1.0
    ambient: float = 0.45


class Raster:
    """A picture of float32 RGB 0..1 that shapes are drawn into, nearest first by depth."""

    def __init__(self, projection: Projection, light: Light) -> None:
        width, height = projection.size
        self._focal_px = projection.focal_px
        self._size = projection.size
        self._columns: Array = (
            np.arange(width, dtype=np.float64) + 0.5 - width / 2.0
        ) / projection.focal_px
        self._rows: Array = (
            np.arange(height, dtype=np.float64) + 0.5 - height / 2.0
        ) / projection.focal_px
        direction = np.array(light.direction)
        self._light = direction / np.linalg.norm(direction)
        self._ambient, self._level = light.ambient, light.level
        self.picture: Pixels = np.zeros((height, width, 3), np.float32)
        self._depth = np.empty((height, width), np.float64)

    def start(self, background: Pixels) -> None:
        """Begin a picture on a background (H, W, 3)."""
        np.copyto(self.picture, background)
        self._depth.fill(np.inf)

    def draw(self, shape: Shape) -> None:
        """Draw one shape where it is nearest."""
        box = self._box(shape)
        if box is None:
            return
        left, right, top, bottom = box
        x, y = self._columns[left:right], self._rows[top:bottom]
        inner, h, k = shape.surface[:3, :3], shape.surface[:3, 3], shape.surface[3, 3]
        row, column = np.nonzero(_on_grid(np.outer(h, h) - k * inner, x, y) > 0.0)
        if not len(row):
            return
        rays = np.stack([x[column], y[row], np.ones(len(row))])
        toward = h @ rays
        spread = np.sqrt(np.maximum(toward**2 - k * np.sum(rays * (inner @ rays), axis=0), 0.0))
        depth = k / np.maximum(spread - toward, 1e-9)
        kept = (depth > NEAREST_M) & (depth < self._depth[top + row, left + column])
        points = rays * depth
        if shape.ends is not None:
            share = shape.ends[:3] @ points + shape.ends[3]
            kept &= (share >= 0.0) & (share <= 1.0)
        row, column, points, depth = (
            row[kept] + top,
            column[kept] + left,
            points[:, kept],
            depth[kept],
        )
        self._depth[row, column] = depth
        normal = inner @ points + h[:, None]
        self._shade(row, column, normal / np.linalg.norm(normal, axis=0), shape)

    def _shade(self, row: Array, column: Array, normal: Array, shape: Shape) -> None:
        lit = np.maximum(self._light @ normal, 0.0)
        # A little light from above and from the camera keeps shaded sides readable.
        soft = self._ambient * (0.8 - 0.2 * normal[1]) + 0.12 * -normal[2]
        brightness = self._level * (soft + (1.0 - self._ambient) * lit)
        self.picture[row, column] = brightness[:, None] * np.array(shape.colour)

    def _box(self, shape: Shape) -> tuple[int, int, int, int] | None:
        depth = shape.corners[:, 2]
        if depth.min() - shape.reach_m < NEAREST_M:
            return None
        centre = np.array(self._size) / 2.0
        places = shape.corners[:, :2] / depth[:, None] * self._focal_px + centre
        # A ball off the axis is seen larger than its radius over its depth.
        reach = 1.15 * shape.reach_m / (depth - shape.reach_m) * self._focal_px + 1.0
        low = np.maximum((places - reach[:, None]).min(axis=0), 0.0).astype(int)
        high = np.minimum((places + reach[:, None]).max(axis=0) + 1.0, self._size).astype(int)
        if np.any(low >= high):
            return None
        return int(low[0]), int(high[0]), int(low[1]), int(high[1])


def _on_grid(form: Array, x: Array, y: Array) -> Array:
    """The quadratic form at (x, y, 1) for every row y and column x."""
    across = form[0, 0] * x**2 + 2.0 * form[0, 2] * x
    down = form[1, 1] * y**2 + 2.0 * form[1, 2] * y + form[2, 2]
    grid: Array = np.multiply.outer(2.0 * form[0, 1] * y, x)
    grid += across
    grid += down[:, None]
    return grid
