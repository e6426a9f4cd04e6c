"""Measures of many packs read from one pose in a few array operations."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from edge.config.measure import Measure, Source
from edge.exercise.points import MID_HIP, MID_SHOULDER, rows, with_middles
from edge.pose.pose import Pose

Array = NDArray[np.float64]

_Key: TypeAlias = tuple[str, tuple[str, ...], Source]

_KINDS = ("angle", "tilt", "height", "distance")


class Readings(NamedTuple):
    """All measures of a bank in one pose.

    values: (2, M) in each measure's unit, row 0 left, row 1 right; equal where the measure has no
    side. visibility: (2, M) in 0..1, of the least visible point. Readings may be not finite where
    an estimate collapsed.
    """

    values: Array
    visibility: Array


class MeasureBank:
    """Every distinct measure of some packs, read together.

    measures: duplicates are read once.
    """

    def __init__(self, measures: Iterable[Measure]) -> None:
        ordered = sorted(dict.fromkeys(map(_key, measures)), key=lambda key: _KINDS.index(key[0]))
        self._column = {key: number for number, key in enumerate(ordered)}
        self._points = np.array([rows(_three(key[1])) for key in ordered], dtype=np.intp)
        self._points = self._points.reshape(len(ordered), 2, 3).swapaxes(0, 1)
        self._image = np.array([key[2] is Source.IMAGE for key in ordered], dtype=bool)
        counts = [sum(key[0] == kind for key in ordered) for kind in _KINDS]
        ends = np.cumsum([0, *counts])
        self._slices = {
            kind: slice(int(first), int(last))
            for kind, first, last in zip(_KINDS, ends[:-1], ends[1:], strict=True)
        }

    def __len__(self) -> int:
        return len(self._column)

    def column(self, measure: Measure) -> int:
        """Where the measure stands in `Readings`."""
        return self._column[_key(measure)]

    def read(self, pose: Pose) -> Readings:
        """Measure one pose."""
        image = pose.landmarks.astype(np.float64)
        world = image if pose.world is None else pose.world.astype(np.float64)
        flat = image.copy()
        flat[:, 2] = 0.0
        points = with_middles(np.stack([world, flat]))
        chosen = points[self._image.astype(np.intp)[None, :, None], self._points]
        scale = np.where(self._image, _torso(with_middles(image)), _torso(points[0]))
        visibility = with_middles(pose.visibility.astype(np.float64)[:, None])[:, 0]
        values = self._measure(chosen, scale)
        values[:, np.isnan(scale)] = np.nan  # a body without a torso has no angles either
        return Readings(values, visibility[self._points].min(axis=2))

    def _measure(self, points: Array, scale: Array) -> Array:
        """points: (2, M, 3 points, 3 coordinates); scale: (M,), torso in the same unit."""
        first, middle, last = points[:, :, 0], points[:, :, 1], points[:, :, 2]
        values = np.empty(points.shape[:2])
        part = self._slices["angle"]
        u, v = first[:, part] - middle[:, part], last[:, part] - middle[:, part]
        cross = np.linalg.norm(np.cross(u, v), axis=-1)
        values[:, part] = np.degrees(np.arctan2(cross, (u * v).sum(axis=-1)))
        part = self._slices["tilt"]
        line = middle[:, part] - first[:, part]
        level = np.hypot(line[..., 0], line[..., 2])
        values[:, part] = np.degrees(np.arctan2(level, -line[..., 1]))  # y grows downwards
        part = self._slices["height"]
        values[:, part] = (first[:, part, 1] - middle[:, part, 1]) / scale[part]
        part = self._slices["distance"]
        apart = np.linalg.norm(first[:, part] - middle[:, part], axis=-1)
        values[:, part] = apart / scale[part]
        return values


def _key(measure: Measure) -> _Key:
    return measure.kind, measure.points, measure.source


def _three(points: tuple[str, ...]) -> tuple[str, ...]:
    """Three points; two repeat the second."""
    return points if len(points) == 3 else (*points, points[-1])  # noqa: PLR2004


def _torso(points: Array) -> float:
    """Length of the torso; not finite where the estimate collapsed."""
    line = points[MID_SHOULDER] - points[MID_HIP]
    length = float(np.sqrt((line * line).sum()))
    return length if length > 0.0 else np.nan
