"""Measures of form over a window of poses, every frame in one array operation."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edge.config.condition import FormMeasure, Plane
from edge.exercise.judge.history import PoseWindow
from edge.exercise.judge.view import BodyView
from edge.exercise.points import MID_HIP, MID_SHOULDER, rows

Array = NDArray[np.float64]

LEAST_SQUARE = 0.5  # cosine between the camera and a plane's normal: below, the plane is not seen


def series(measure: FormMeasure, window: PoseWindow, view: BodyView) -> Array:
    """(T, 2) values of left and right in the measure's unit; equal where it has no sides.

    measure: any kind but a duration. Values may be not finite where an estimate collapsed.
    """
    cloud = window.image if measure.pictured else window.world
    flat = measure.pictured and measure.plane is not Plane.DEPTH
    points = cloud[:, rows(measure.points)]  # (T, 2, K, 3)
    ahead = view.facing
    if flat:
        points[..., 2] = 0.0
        points[..., 0] *= _widening(measure, view)
        ahead = (1.0 if view.facing[0] > 0.0 else -1.0, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _KINDS[measure.kind](points, _torso(cloud, flat=flat), ahead)


def _widening(measure: FormMeasure, view: BodyView) -> float:
    """What makes up for a plane that the camera sees at an angle.

    Widths in a plane shrink by the cosine between the camera's axis and the plane's normal; heights
    do not.
    """
    x, z = view.facing
    if measure.plane is Plane.SIDE:
        return 1.0 / max(abs(x), LEAST_SQUARE)
    return 1.0 / max(abs(z), LEAST_SQUARE) if measure.plane is Plane.FRONT else 1.0


def visibility(measure: FormMeasure, window: PoseWindow) -> Array:
    """(T, 2) visibility of the least visible point of the measure, left and right."""
    seen: Array = window.visibility[:, rows(measure.points)].min(axis=-1)
    return seen


def _torso(cloud: Array, *, flat: bool) -> float:
    """Torso length of the window; in the picture that of a torso that is not foreshortened."""
    line = cloud[:, MID_SHOULDER] - cloud[:, MID_HIP]
    lengths = np.linalg.norm(line[:, :2] if flat else line, axis=-1)
    return float(np.percentile(lengths, 80.0 if flat else 50.0)) or np.nan


def _float(values: Any) -> Array:
    """NumPy's stubs lose the type in arithmetic."""
    return np.asarray(values, dtype=np.float64)


def _between(u: Array, v: Array) -> Array:
    cross = np.linalg.norm(np.cross(u, v), axis=-1)
    return _float(np.degrees(np.arctan2(cross, (u * v).sum(axis=-1))))


def _angle(p: Array, torso: float, facing: tuple[float, float]) -> Array:  # noqa: ARG001
    return _between(p[..., 0, :] - p[..., 1, :], p[..., 2, :] - p[..., 1, :])


def _tilt(p: Array, torso: float, facing: tuple[float, float]) -> Array:  # noqa: ARG001
    line = p[..., 1, :] - p[..., 0, :]
    level = np.hypot(line[..., 0], line[..., 2])
    return _float(np.degrees(np.arctan2(level, -line[..., 1])))


def _height(p: Array, torso: float, facing: tuple[float, float]) -> Array:  # noqa: ARG001
    return _float((p[..., 0, 1] - p[..., 1, 1]) / torso)


def _distance(p: Array, torso: float, facing: tuple[float, float]) -> Array:  # noqa: ARG001
    return _float(np.linalg.norm(p[..., 0, :] - p[..., 1, :], axis=-1) / torso)


def _ahead(p: Array, torso: float, facing: tuple[float, float]) -> Array:
    line = p[..., 1, :] - p[..., 0, :]
    return _float((line[..., 0] * facing[0] + line[..., 2] * facing[1]) / torso)


def _bend(p: Array, torso: float, facing: tuple[float, float]) -> Array:  # noqa: ARG001
    first, middle, last = p[..., 0, :], p[..., 1, :], p[..., 2, :]
    line = last - first
    along = ((middle - first) * line).sum(axis=-1) / (line * line).sum(axis=-1)
    off = middle - first - along[..., None] * line
    upwards = -off[..., 1] / np.linalg.norm(off, axis=-1).clip(1e-9)
    return _float(_between(middle - first, last - middle) * upwards)


def _ratio(p: Array, torso: float, facing: tuple[float, float]) -> Array:
    lengths = _distance(p[..., 2:, :], torso, facing)
    return _float(_distance(p[..., :2, :], torso, facing) / lengths)


_KINDS: Mapping[str, Callable[[Array, float, tuple[float, float]], Array]] = {
    "angle": _angle,
    "tilt": _tilt,
    "height": _height,
    "distance": _distance,
    "ahead": _ahead,
    "bend": _bend,
    "ratio": _ratio,
}
