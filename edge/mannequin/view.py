"""`View`: where the camera stands, and the pinhole projection from the room to its picture."""

from dataclasses import dataclass

import numpy as np

from edge.errors import SceneError
from edge.mannequin.arrays import Array

_LIMITS: dict[str, tuple[float, float]] = {
    "yaw_deg": (-360.0, 360.0),
    "pitch_deg": (-45.0, 60.0),
    "distance_m": (0.8, 12.0),
    "fov_deg": (15.0, 120.0),
    "fill": (0.1, 1.2),
}


@dataclass(frozen=True, slots=True)
class View:
    """The camera against the person.

    yaw_deg: how far the person's heading is turned away from the camera: 0 faces it, 90 shows it
    the left side (and looks to the left of the picture), 180 the back, -90 the right side.
    pitch_deg: how far the camera looks down; it stands as high as that takes.
    distance_m: camera to the middle of the movement; None = so far that the movement takes up the
    share `fill` of the picture. fov_deg: field of view along the picture's longer side.
    """

    yaw_deg: float = 30.0
    pitch_deg: float = 5.0
    distance_m: float | None = None
    fov_deg: float = 62.0
    fill: float = 0.78

    def __post_init__(self) -> None:
        for name, (low, high) in _LIMITS.items():
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise SceneError(
                    f"{name} {value:g} is impossible", remedy=f"choose from {low:g} to {high:g}"
                )


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """A camera that stands still.

    axes: (3, 3), rows are the camera's right, down and ahead in room axes. place: (3,) room
    metres. focal_px: focal length. size: width and height of the picture.
    """

    axes: Array
    place: Array
    focal_px: float
    size: tuple[int, int]

    def seen(self, points: Array) -> Array:
        """(..., 3) room metres → camera metres: right, down, ahead."""
        ahead: Array = (points - self.place) @ self.axes.T
        return ahead

    def pixels(self, points: Array) -> Array:
        """(..., 3) room metres → x, y in pixels and the depth in metres."""
        seen = self.seen(points)
        depth = np.maximum(seen[..., 2:], 1e-3)
        centre = np.array(self.size) / 2.0
        return np.concatenate([seen[..., :2] / depth * self.focal_px + centre, depth], axis=-1)

    def world(self, landmarks: Array) -> Array:
        """(N, 33, 3) room → metres on the camera's axes, origin at the middle of the hips."""
        turned = landmarks @ self.axes.T
        hips: Array = turned[:, [23, 24]].mean(axis=1, keepdims=True)
        return turned - hips


def project(view: View, size: tuple[int, int], shown: Array) -> Projection:
    """The camera of a view. shown: (..., 3) room points that the picture should hold."""
    points = shown.reshape(-1, 3)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2.0
    yaw, pitch = np.radians(view.yaw_deg), np.radians(view.pitch_deg)
    right = np.array([np.cos(yaw), 0.0, -np.sin(yaw)])
    level = np.array([-np.sin(yaw), 0.0, -np.cos(yaw)])
    ahead = np.cos(pitch) * level - np.sin(pitch) * np.array([0.0, 1.0, 0.0])
    axes = np.stack([right, np.cross(ahead, right), ahead])
    focal_px = max(size) / 2.0 / np.tan(np.radians(view.fov_deg) / 2.0)
    slope = np.array(size) / 2.0 * view.fill / focal_px
    distance = view.distance_m or _fitting((points - middle) @ axes.T, slope)
    return Projection(axes, middle - distance * ahead, float(focal_px), size)


def _fitting(seen: Array, slope: Array) -> float:
    """How far off the points (K, 3), on the camera's axes, lie within this slope of its axis."""
    needed = np.abs(seen[:, :2]) / slope - seen[:, 2:]
    return float(max(needed.max(), 0.8))
