"""Draws shapes into a picture with a depth buffer: exact rays, numpy only, no GPU.

A ray through the pixel with direction d = (x, y, 1) meets the surface Q = [[A, h], [hᵀ, k]] at
depths t with t² dᵀAd + 2t hᵀd + k = 0. Whether it meets it at all, (hᵀd)² > k dᵀAd, is a quadratic
form in d: rows and columns of the picture are combined without evaluating each pixel's ray.
"""

import math
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
        self._flat = self.picture.reshape(-1, 3)
        self._depth = np.empty(height * width)

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
        inner, h, k = shape.surface[:3, :3], shape.surface[:3, 3], float(shape.surface[3, 3])
        hit = np.flatnonzero(_on_grid(np.outer(h, h) - k * inner, x, y) > 0.0)
        row, column = np.divmod(hit, right - left)
        x, y = x[column], y[row]
        toward = h[0] * x + h[1] * y + h[2]
        depth = k / np.maximum(
            np.sqrt(np.maximum(toward * toward - k * _form(inner, x, y), 0.0)) - toward, 1e-9
        )
        place = (row + top) * self._size[0] + column + left
        kept = (depth > NEAREST_M) & (depth < self._depth[place])
        if shape.ends is not None:
            ends = shape.ends
            share = (ends[0] * x + ends[1] * y + ends[2]) * depth + ends[3]
            kept &= (share >= 0.0) & (share <= 1.0)
        place, depth = place[kept], depth[kept]
        self._depth[place] = depth
        points = np.stack([x[kept] * depth, y[kept] * depth, depth])
        self._shade(place, inner @ points + h[:, None], shape)

    def _shade(self, place: NDArray[np.intp], gradient: Array, shape: Shape) -> None:
        normal = gradient / np.sqrt(np.einsum("in,in->n", gradient, gradient))
        lit = np.maximum(self._light @ normal, 0.0)
        # A little light from above and from the camera keeps shaded sides readable.
        soft = self._ambient * (0.8 - 0.2 * normal[1]) - 0.12 * normal[2]
        brightness = self._level * (soft + (1.0 - self._ambient) * lit)
        self._flat[place] = brightness[:, None] * np.array(shape.colour)

    def _box(self, shape: Shape) -> tuple[int, int, int, int] | None:
        """Columns and rows (from, to) that hold the shape; None where it is out of the picture."""
        low_x = low_y = math.inf
        high_x = high_y = -math.inf
        for x, y, depth in shape.corners.tolist():
            if depth - shape.reach_m < NEAREST_M:
                return None
            # A ball off the axis is seen larger than its radius over its depth.
            reach = 1.15 * shape.reach_m / (depth - shape.reach_m)
            low_x, high_x = min(low_x, x / depth - reach), max(high_x, x / depth + reach)
            low_y, high_y = min(low_y, y / depth - reach), max(high_y, y / depth + reach)
        width, height = self._size
        left = max(int(low_x * self._focal_px + width / 2.0) - 1, 0)
        right = min(int(high_x * self._focal_px + width / 2.0) + 2, width)
        top = max(int(low_y * self._focal_px + height / 2.0) - 1, 0)
        bottom = min(int(high_y * self._focal_px + height / 2.0) + 2, height)
        return (left, right, top, bottom) if left < right and top < bottom else None


def _form(form: Array, x: Array, y: Array) -> Array:
    """The quadratic form at (x, y, 1), pair by pair."""
    value: Array = (form[0, 0] * x + 2.0 * (form[0, 1] * y + form[0, 2])) * x
    value += (form[1, 1] * y + 2.0 * form[1, 2]) * y
    value += form[2, 2]
    return value


def _on_grid(form: Array, x: Array, y: Array) -> Array:
    """The quadratic form at (x, y, 1) for every row y and column x."""
    across = form[0, 0] * x**2 + 2.0 * form[0, 2] * x
    down = form[1, 1] * y**2 + 2.0 * form[1, 2] * y + form[2, 2]
    grid: Array = np.multiply.outer(2.0 * form[0, 1] * y, x)
    grid += across
    grid += down[:, None]
    return grid
