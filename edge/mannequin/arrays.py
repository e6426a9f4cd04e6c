"""Vectorised geometry: rotations, easing, two-bone limbs. Every array's first axis is time.

Axes of the room, right-handed: x to the left of a person who faces the camera at yaw 0, y up,
z forward. Angles are degrees.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def min_jerk(progress: Array) -> Array:
    """Position 0..1 of a movement without jerk at either end, for progress 0..1.

    The polynomial that minimises squared jerk (Flash and Hogan 1985, J. Neuroscience 5).
    """
    p = np.clip(progress, 0.0, 1.0)
    eased: Array = p * p * p * (10.0 - 15.0 * p + 6.0 * p * p)
    return eased


def rot_x(angle_deg: Array) -> Array:
    """(N, 3, 3): positive leans forward (y turns towards z)."""
    return _rotation(angle_deg, 1, 2)


def rot_y(angle_deg: Array) -> Array:
    """(N, 3, 3): positive turns to the person's left (z turns towards x)."""
    return _rotation(angle_deg, 2, 0)


def rot_z(angle_deg: Array) -> Array:
    """(N, 3, 3): positive lifts the person's left side (x turns towards y)."""
    return _rotation(angle_deg, 0, 1)


def _rotation(angle_deg: Array, first: int, second: int) -> Array:
    angle = np.radians(angle_deg)
    matrix = np.zeros((len(angle), 3, 3))
    matrix[:] = np.eye(3)
    cos, sin = np.cos(angle), np.sin(angle)
    matrix[:, first, first] = cos
    matrix[:, second, second] = cos
    matrix[:, second, first] = sin
    matrix[:, first, second] = -sin
    return matrix


def vectors(x: Array | float, y: Array | float, z: Array | float) -> Array:
    """(N, 3) from three columns or constants."""
    return np.stack(np.broadcast_arrays(x, y, z), axis=-1).astype(np.float64)


def turn(frames: Array, points: Array) -> Array:
    """(N, 3): each point in its frame's axes, seen in the parent's axes."""
    turned: Array = np.einsum("nij,nj->ni", frames, np.broadcast_to(points, (len(frames), 3)))
    return turned


def dot(a: Array, b: Array) -> Array:
    """(N, 1): inner products."""
    product: Array = np.sum(a * b, axis=-1, keepdims=True)
    return product


def unit(v: Array) -> Array:
    """(N, 3) of length one."""
    length: Array = np.linalg.norm(v, axis=-1, keepdims=True)
    return v / np.maximum(length, 1e-9)


def across(v: Array, axis: Array) -> Array:
    """The unit part of `v` at right angles to the unit vectors `axis`."""
    return unit(v - dot(v, axis) * axis)


def chord(first_m: float, second_m: float, inner_deg: Array) -> Array:
    """Distance between the ends of two bones whose joint has this inner angle (180 = straight)."""
    squared = first_m**2 + second_m**2 - 2.0 * first_m * second_m * np.cos(np.radians(inner_deg))
    return np.sqrt(squared)


def bend_limb(
    root: Array, target: Array, pole: Array, first_m: float, second_m: float
) -> tuple[Array, Array]:
    """The middle and end joints (N, 3) of a two-bone limb that reaches for `target`.

    pole: the side to which the middle joint points. Targets out of reach are approached as far as
    the bones allow, along the line to them.
    """
    line = target - root
    length: Array = np.linalg.norm(line, axis=-1, keepdims=True)
    reach = np.clip(length, abs(first_m - second_m) + 1e-6, (first_m + second_m) * 0.99999)
    along = line / np.maximum(length, 1e-9)
    foot = (first_m**2 - second_m**2 + reach**2) / (2.0 * reach)
    rise = np.sqrt(np.maximum(first_m**2 - foot**2, 0.0))
    middle = root + foot * along + rise * across(pole, along)
    return middle, root + reach * along


def inner_angle_deg(a: Array, b: Array, c: Array) -> Array:
    """(N,): angle at `b` between the directions to `a` and `c`."""
    cosine = dot(unit(a - b), unit(c - b))[..., 0]
    angle: Array = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    return angle
