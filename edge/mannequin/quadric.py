"""Shapes of the figure as quadric surfaces: one matrix for balls, eggs and tapered tubes.

A surface is the set of points p (room or camera metres) with (p, 1) Q (p, 1)ᵀ = 0, negative inside.
"""

from dataclasses import dataclass

import numpy as np

from edge.mannequin.arrays import Array

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One surface in camera metres.

    surface: (4, 4). corners: (K, 3) points whose boxes of half side `reach_m` hold the shape.
    ends: a tube is cut where `ends @ (p, 1)` leaves 0..1; None for closed shapes. colour: RGB 0..1.
    """

    surface: Array
    corners: Array
    reach_m: float
    ends: Array | None
    colour: Colour


def egg(centre: Array, axes: Array, radii_m: tuple[float, float, float], colour: Colour) -> Shape:
    """An ellipsoid. axes: (3, 3), columns are its own axes."""
    scaled = axes / np.array(radii_m)
    inner = scaled @ scaled.T
    return Shape(_closed(inner, centre), centre[None], max(radii_m), None, colour)


def ball(centre: Array, radius_m: float, colour: Colour) -> Shape:
    """A sphere."""
    inner = np.eye(3) / radius_m**2
    return Shape(_closed(inner, centre), centre[None], radius_m, None, colour)


def _closed(inner: Array, centre: Array) -> Array:
    surface = np.empty((4, 4))
    surface[:3, :3] = inner
    surface[:3, 3] = surface[3, :3] = -inner @ centre
    surface[3, 3] = centre @ inner @ centre - 1.0
    return surface


def tube(
    first: Array,
    last: Array,
    radii_m: tuple[float, float],
    colour: Colour,
    *,
    across: Array | None = None,
    flat: float = 1.0,
) -> Shape:
    """A tapered tube from one point to another, open at both ends.

    radii_m: at the first and the last point. across, flat: an oval tube is `flat` times as thick
    along the unit vector `across`.
    """
    line = last - first
    length = max(float(np.linalg.norm(line)), 1e-6)
    along = line / length
    square = np.eye(3) - np.outer(along, along)
    if across is not None:
        side = across - (across @ along) * along
        side /= max(float(np.linalg.norm(side)), 1e-9)
        square += (flat**-2 - 1.0) * np.outer(side, side)
    # Radius as a linear function of the position: r = slope @ (p, 1).
    grow = (radii_m[1] - radii_m[0]) / length
    slope = np.append(along * grow, radii_m[0] - grow * (along @ first))
    surface = _closed(square, first)
    surface[3, 3] += 1.0
    surface -= np.outer(slope, slope)
    ends = np.append(along / length, -(along @ first) / length)
    widest = max(radii_m) * max(1.0, flat)
    return Shape(surface, np.stack([first, last]), widest, ends, colour)
