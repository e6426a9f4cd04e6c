"""Measures of many packs read from one pose in a few array operations."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from edge.config.measure import JOINTS, Measure, Source
from edge.pose.pose import Pose
from edge.pose.skeleton import LANDMARK_COUNT, Landmark

Array = NDArray[np.float64]

_Key: TypeAlias = tuple[str, tuple[str, ...], Source]

_SIDES = ("left", "right")
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
        self._points = np.array(
            [[_indices(key[1], side) for key in ordered] for side in _SIDES], dtype=np.intp
        ).reshape(2, len(ordered), 3)
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
        points = _with_middles(np.stack([world, flat]))
        chosen = points[self._image.astype(np.intp)[None, :, None], self._points]
        scale = np.where(self._image, _torso(_with_middles(image)), _torso(points[0]))
        visibility = _with_middles(pose.visibility.astype(np.float64)[:, None])[:, 0]
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


def _indices(points: tuple[str, ...], side: str) -> list[int]:
    """Three rows of `_with_middles`; two points repeat the second."""
    rows = [_row(point, side) for point in points]
    return rows if len(rows) == 3 else [*rows, rows[-1]]  # noqa: PLR2004


def _row(point: str, side: str) -> int:
    if point.startswith("mid_"):
        return LANDMARK_COUNT + JOINTS.index(point.removeprefix("mid_"))
    return _landmark(f"{side}_{point}" if point in JOINTS else point)


def _landmark(point: str) -> int:
    side, _, joint = point.partition("_")
    name = f"mouth_{side}" if joint == "mouth" else point  # BlazePose says MOUTH_LEFT
    return Landmark[name.upper()]


_LEFT = [_landmark(f"left_{joint}") for joint in JOINTS]
_RIGHT = [_landmark(f"right_{joint}") for joint in JOINTS]
_SHOULDERS = LANDMARK_COUNT + JOINTS.index("shoulder")
_HIPS = LANDMARK_COUNT + JOINTS.index("hip")


def _with_middles(points: Array) -> Array:
    """(..., 33, C) with the middles of the joint pairs appended as further rows."""
    middles = (points[..., _LEFT, :] + points[..., _RIGHT, :]) * 0.5
    return np.concatenate([points, middles], axis=-2)


def _torso(points: Array) -> float:
    """Length of the torso; not finite where the estimate collapsed."""
    line = points[_SHOULDERS] - points[_HIPS]
    length = float(np.sqrt((line * line).sum()))
    return length if length > 0.0 else np.nan
