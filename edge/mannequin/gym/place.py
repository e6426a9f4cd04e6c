"""Putting a figure somewhere in the room: turned, moved, mirrored."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from edge.mannequin.arrays import Array
from edge.mannequin.rig import Joints, Limb

Change = Callable[[Array], Array]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the floor as the camera sees it, metres from the middle of the picture.

    right_m: to the right. nearer_m: towards the camera. heading_deg: 0 faces the camera, 90 the
    right edge of the picture.
    """

    right_m: float = 0.0
    nearer_m: float = 0.0
    heading_deg: float = 0.0

    def point(self, points: Array) -> Array:
        """(..., 3) from the figure's own axes to the room's."""
        moved: Array = self.direction(points) + np.array([self.right_m, 0.0, self.nearer_m])
        return moved

    def direction(self, vectors: Array) -> Array:
        """(..., 3) directions likewise; rows of vectors."""
        angle = np.radians(self.heading_deg)
        cos, sin = np.cos(angle), np.sin(angle)
        turned: Array = vectors @ np.array([[cos, 0.0, -sin], [0.0, 1.0, 0.0], [sin, 0.0, cos]])
        return turned


def placed(joints: Joints, spot: Spot) -> Joints:
    """The figure at a spot."""
    return _changed(joints, spot.point, spot.direction)


def mirrored(joints: Joints, behind_m: float) -> Joints:
    """The image of a figure in a mirror that faces the camera, `behind_m` behind the middle."""
    return _changed(joints, lambda points: in_mirror(points, behind_m), _flipped)


def in_mirror(points: Array, behind_m: float) -> Array:
    """(..., 3) points as a mirror shows them."""
    shown: Array = _flipped(points) - np.array([0.0, 0.0, 2.0 * behind_m])
    return shown


def _flipped(vectors: Array) -> Array:
    flipped: Array = vectors * np.array([1.0, 1.0, -1.0])
    return flipped


def _changed(joints: Joints, point: Change, direction: Change) -> Joints:
    def axes(columns: Array) -> Array:
        return np.swapaxes(direction(np.swapaxes(columns, 1, 2)), 1, 2)

    def limb(one: Limb) -> Limb:
        return Limb(
            point(one.root),
            point(one.middle),
            point(one.end),
            forward=direction(one.forward),
            upward=direction(one.upward),
        )

    return Joints(
        hips=point(joints.hips),
        waist=point(joints.waist),
        ribs=point(joints.ribs),
        shoulders=point(joints.shoulders),
        head=point(joints.head),
        pelvis_axes=axes(joints.pelvis_axes),
        belly_axes=axes(joints.belly_axes),
        chest_axes=axes(joints.chest_axes),
        head_axes=axes(joints.head_axes),
        arms={key: limb(one) for key, one in joints.arms.items()},
        legs={key: limb(one) for key, one in joints.legs.items()},
    )
