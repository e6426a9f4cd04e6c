"""Measures of form over a window of poses, every frame in one array operation."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edge.config.condition import FormMeasure
from edge.config.measure import Source
from edge.exercise.judge.history import PoseWindow
from edge.exercise.judge.points import MID_HIP, MID_SHOULDER, rows
from edge.exercise.judge.view import BodyView

Array = NDArray[np.float64]

LEAST_SIDEWAYS = 0.5  # of the facing that lies in the picture, to measure ahead in the picture


def series(measure: FormMeasure, window: PoseWindow, view: BodyView) -> Array:
    """(T, 2) values of left and right in the measure's unit; equal where it has no sides.

    measure: any kind but a duration. Values may be not finite where an estimate collapsed.
    """
    flat = measure.source is Source.IMAGE
    cloud = window.image if flat else window.world
    points = cloud[:, rows(measure.points)]  # (T, 2, K, 3)
    if flat:
        points[..., 2] = 0.0
    facing = _facing(view, flat=flat)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _KINDS[measure.kind](points, _torso(cloud, flat=flat), facing)


def visibility(measure: FormMeasure, window: PoseWindow) -> Array:
    """(T, 2) visibility of the least visible point of the measure, left and right."""
    seen: Array = window.visibility[:, rows(measure.points)].min(axis=-1)
    return seen


def _facing(view: BodyView, *, flat: bool) -> tuple[float, float]:
    """(x, z) factors that turn an offset into a length to the front."""
    x, z = view.facing
    if not flat:
        return x, z
    return 1.0 / (np.sign(x) * max(abs(x), LEAST_SIDEWAYS)), 0.0


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
