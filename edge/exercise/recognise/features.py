"""Features of a window of poses: body-relative, view-robust, the same for a mirrored body.

All of them have natural scales near one: cosines, angles in right angles, lengths in torso lengths,
speeds in torso lengths a second. A pair of limbs gives two features, what the sides have in common
and how far they are apart, so that left and right never matter. Everything is an array operation
over leading axes: the station makes one window at a time, training makes thousands.
"""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from edge.pose.skeleton import Landmark

Array: TypeAlias = NDArray[np.floating[Any]]

CLIP = 2.0  # features beyond are landmarks that jumped
LEAST_TORSO = 1e-6  # keeps a collapsed estimate finite
TRUSTED = 0.4  # visibility from which a landmark counts in full; below it may be made up

_SIDED = ("SHOULDER", "ELBOW", "WRIST", "HIP", "KNEE", "ANKLE", "EAR")
_ROWS = np.array([[Landmark[f"{side}_{joint}"] for joint in _SIDED] for side in ("LEFT", "RIGHT")])
_SHOULDER, _ELBOW, _WRIST, _HIP, _KNEE, _ANKLE, _EAR = range(len(_SIDED))
_UP = np.array([0.0, -1.0, 0.0], np.float32)

FEATURES: tuple[str, ...] = (
    "trunk_upright",
    "chest_up",
    "chest_to_camera",
    "lateral_in_depth",
    "head_height",
    "nose_forward",
    *(
        f"{joint}_angle_{what}"
        for what in ("mean", "apart")
        for joint in ("elbow", "shoulder", "hip", "knee")
    ),
    *(
        f"{joint}_{axis}_{what}"
        for what in ("mean", "apart")
        for joint in ("elbow", "wrist", "knee", "ankle")
        for axis in ("outward", "along_trunk", "forward", "height")
    ),
    "wrists_distance",
    "ankles_distance",
    "wrist_over_ankle",
    "wrist_over_head",
    *(f"{joint}_rise" for joint in ("shoulder", "wrist", "hip", "knee", "ankle")),
    "hip_travel",
    *(f"{joint}_seen" for joint in ("shoulder", "wrist", "hip", "knee", "ankle")),
    "measured",
)


def window_features(
    points: Array, image: Array, visibility: Array, measured: Array, rate_hz: float
) -> Array:
    """Features of windows.

    points: (..., T, 33, 3), x to the right, y down, z away from the camera, any unit. image:
    (..., T, 33, 2) pixels. visibility: (..., T, 33) in 0..1. measured: (..., T), 0 where a frame
    repeats its neighbour because nobody was seen. rate_hz: frames a second.
    Returns (..., T, F) float32 in -2..2, the columns of `FEATURES`.
    """
    sides = points[..., _ROWS, :]  # (..., T, 2 sides, joints, 3)
    seen = visibility[..., _ROWS]  # (..., T, 2, joints)
    scale = _window_scale(sides)
    nose = points[..., Landmark.NOSE, :]
    shoulder, hip = sides[..., _SHOULDER, :].mean(-2), sides[..., _HIP, :].mean(-2)
    axes = _body_axes(sides, shoulder, hip)
    head = sides[..., _EAR, :].mean(-2)
    parts = [
        -axes[..., [1, 2], 1],  # trunk and chest against the vertical
        -axes[..., 2, 2, None],
        np.abs(axes[..., 0, 2, None]),
        (shoulder - head)[..., 1, None] / scale,
        _dot(nose - head, axes[..., 2, :])[..., None] / scale,
        *_angles(sides, seen),
        *_offsets(sides, seen, axes, scale),
        *_distances(sides, seen, nose, scale),
        _travel(image, seen, rate_hz) / (scale * _magnification(points, image)),
        seen[..., [_SHOULDER, _WRIST, _HIP, _KNEE, _ANKLE]].mean(-2),
        measured[..., None],
    ]
    features = np.concatenate(parts, axis=-1).astype(np.float32)
    return np.clip(np.nan_to_num(features), -CLIP, CLIP)


def _window_scale(sides: Array) -> Array:
    """(..., 1, 1): the middle torso length of the window, so that one bad frame changes nothing."""
    trunk = (sides[..., _SHOULDER, :] - sides[..., _HIP, :]).mean(-2)
    torso = np.median(_norm(trunk), axis=-1, keepdims=True)
    return np.maximum(torso, LEAST_TORSO)[..., None]


def _body_axes(sides: Array, shoulder: Array, hip: Array) -> Array:
    """(..., 3, 3): unit vectors to the member's left, up the trunk, forward out of the chest."""
    trunk = _unit(shoulder - hip)
    across = _unit(sides[..., 0, _SHOULDER, :] - sides[..., 1, _SHOULDER, :]) + _unit(
        sides[..., 0, _HIP, :] - sides[..., 1, _HIP, :]
    )
    left = _unit(across - _dot(across, trunk)[..., None] * trunk)
    return np.stack([left, trunk, np.cross(left, trunk)], axis=-2)


def _angles(sides: Array, seen: Array) -> list[Array]:
    """Joint angles in right angles from a right angle: -1 folded, 1 straight."""
    joints = np.array([_ELBOW, _SHOULDER, _HIP, _KNEE])
    first = sides[..., [_SHOULDER, _HIP, _SHOULDER, _HIP], :] - sides[..., joints, :]
    last = sides[..., [_WRIST, _ELBOW, _KNEE, _ANKLE], :] - sides[..., joints, :]
    cosine = np.clip(_dot(_unit(first), _unit(last)), -1.0, 1.0)
    angles = np.arccos(cosine) / (np.pi / 2) - 1.0
    ends = [_WRIST, _ELBOW, _KNEE, _ANKLE]
    return _mean_and_apart(angles, seen[..., ends])


def _offsets(sides: Array, seen: Array, axes: Array, scale: Array) -> list[Array]:
    """Elbow and wrist from their shoulder, knee and ankle from their hip.

    Outward, along the trunk, forward, and against the vertical.
    """
    moving = [_ELBOW, _WRIST, _KNEE, _ANKLE]
    offset = sides[..., moving, :] - sides[..., [_SHOULDER, _SHOULDER, _HIP, _HIP], :]
    inside = np.einsum("...sjc,...ac->...sja", offset, axes)
    inside[..., 1, :, 0] *= -1.0  # outward for the right side is against the axis
    every = np.concatenate([inside, -offset[..., 1, None]], axis=-1) / scale[..., None, None]
    flat = every.reshape(*every.shape[:-2], -1)
    weight = np.repeat(seen[..., moving], every.shape[-1], axis=-1)
    return _mean_and_apart(flat, weight)


def _distances(sides: Array, seen: Array, nose: Array, scale: Array) -> list[Array]:
    """Between the wrists, between the ankles; heights of the wrists over ankles and nose."""
    wrist, ankle = sides[..., _WRIST, :], sides[..., _ANKLE, :]
    middle = wrist.mean(-2)
    between = [_norm(pair[..., 0, :] - pair[..., 1, :]) for pair in (wrist, ankle)]
    over = [ankle.mean(-2)[..., 1] - middle[..., 1], nose[..., 1] - middle[..., 1]]
    trust = _trust(seen[..., [_WRIST, _ANKLE, _ANKLE, _WRIST]].mean(-2))
    return [np.stack([*between, over[0] / 2.0, over[1]], axis=-1) / scale * trust]


def _travel(image: Array, seen: Array, rate_hz: float) -> Array:
    """How fast joints rise in the picture, and how fast the hips go sideways: pixels a second."""
    joints = [_SHOULDER, _WRIST, _HIP, _KNEE, _ANKLE]
    middle = image[..., _ROWS, :][..., joints, :].mean(-3)
    velocity: Array = np.diff(middle, axis=-3, prepend=middle[..., :1, :, :]) * rate_hz
    rise = -velocity[..., 1] * _trust(seen[..., joints].mean(-2))
    return np.concatenate([rise, np.abs(velocity[..., 2, 0, None])], axis=-1)


def _magnification(points: Array, image: Array) -> Array:
    """(..., 1, 1): pixels a unit of `points`; a torso in the picture would be foreshortened."""
    spread = [np.sqrt(flat.var(axis=-2).sum(-1)) for flat in (image, points[..., :2])]
    ratio = np.median(spread[0] / np.maximum(spread[1], LEAST_TORSO), axis=-1, keepdims=True)
    pixels: Array = np.maximum(ratio, LEAST_TORSO)[..., None]
    return pixels


def _mean_and_apart(values: Array, seen: Array) -> list[Array]:
    """What two sides (axis -2) have in common, weighted by sight, and how far they are apart.

    Both fade to 0 where neither side, or not both, can be seen.
    """
    weight = seen * seen + 0.05
    mean = (values * weight).sum(-2) / weight.sum(-2) * _trust(seen.max(-2))
    apart = np.abs(values[..., 0, :] - values[..., 1, :]) * _trust(seen.min(-2))
    return [mean, apart]


def _trust(visibility: Array) -> Array:
    """0 for a landmark that is made up, 1 for one that is seen."""
    trust: Array = np.minimum(visibility / TRUSTED, 1.0)
    return trust


def _norm(vectors: Array) -> Array:
    length: Array = np.sqrt((vectors * vectors).sum(-1))
    return length


def _unit(vectors: Array) -> Array:
    return vectors / np.maximum(_norm(vectors), LEAST_TORSO)[..., None]


def _dot(first: Array, second: Array) -> Array:
    product: Array = (first * second).sum(-1)
    return product
