"""What lies in the room or in the hands: dumbbells, barbell, bar, mat, bench."""

from collections.abc import Callable, Mapping

import numpy as np

from edge.mannequin.arrays import Array, unit
from edge.mannequin.body import Body
from edge.mannequin.quadric import Colour, Shape, ball, egg, tube
from edge.mannequin.rig import Joints, Limb
from edge.mannequin.view import Projection

_STEEL: Colour = (0.55, 0.56, 0.58)
_IRON: Colour = (0.13, 0.13, 0.14)
_RUBBER: Colour = (0.15, 0.30, 0.36)
_WOOD: Colour = (0.45, 0.33, 0.22)
Prop = Callable[[Joints, int, Projection, Body], list[Shape]]


def prop_shapes(
    names: tuple[str, ...], joints: Joints, index: int, projection: Projection, body: Body
) -> list[Shape]:
    """All shapes of the named props in one frame."""
    return [shape for n in names for shape in PROPS[n](joints, index, projection, body)]


def _palm(arm: Limb, index: int, body: Body) -> Array:
    palm: Array = arm.end[index] + 0.5 * body.hand_m * arm.forward[index]
    return palm


def _dumbbells(joints: Joints, index: int, projection: Projection, body: Body) -> list[Shape]:
    shapes: list[Shape] = []
    for arm in joints.arms.values():
        middle, axis = _palm(arm, index, body), arm.upward[index]
        ends = [projection.seen(middle + side * 0.085 * axis) for side in (1.0, -1.0)]
        shapes.append(tube(ends[0], ends[1], (0.014, 0.014), _STEEL))
        shapes += [ball(end, 0.042, _IRON) for end in ends]
    return shapes


def _barbell(joints: Joints, index: int, projection: Projection, body: Body) -> list[Shape]:
    left, right = (_palm(joints.arms[k], index, body) for k in ("l", "r"))
    return _rod(left, right, 0.80, projection, 0.11)


def _bar(joints: Joints, index: int, projection: Projection, body: Body) -> list[Shape]:
    left, right = (joints.arms[k].end[index] for k in ("l", "r"))
    up = np.array([0.0, 0.045 * body.height_m, 0.0])
    return _rod(left + up, right + up, 0.75, projection, 0.0)


def _rod(
    left: Array, right: Array, half: float, projection: Projection, disc: float
) -> list[Shape]:
    middle, axis = (left + right) / 2.0, unit(left - right)
    ends = [projection.seen(middle + side * half * axis) for side in (1.0, -1.0)]
    shapes = [tube(ends[0], ends[1], (0.016, 0.016), _STEEL)]
    if disc > 0.0:
        seen_axis = projection.axes @ axis
        other = np.cross(seen_axis, [0.3, 0.9, 0.1])
        other /= np.linalg.norm(other)
        axes = np.stack([seen_axis, other, np.cross(seen_axis, other)], axis=1)
        shapes += [egg(end, axes, (0.03, disc, disc), _IRON) for end in ends]
    return shapes


def mat_shape(projection: Projection, body: Body) -> Shape:
    """A mat on the floor, along the body's heading."""
    middle = projection.seen(np.array([0.0, -0.004, 0.0]))
    return egg(middle, projection.axes, (0.42, 0.006, 0.58 * body.height_m), _RUBBER)


def _bench(joints: Joints, index: int, projection: Projection, body: Body) -> list[Shape]:
    del joints, index
    seat = np.array([0.0, 0.205 * body.height_m, -0.30 * body.height_m])
    return [egg(projection.seen(seat), projection.axes, (0.26, 0.05, 0.20), _WOOD)] + [
        tube(
            projection.seen(seat + np.array([x, 0.0, z])),
            projection.seen(np.array([seat[0] + x, 0.0, seat[2] + z])),
            (0.02, 0.02),
            _STEEL,
        )
        for x in (-0.16, 0.16)
        for z in (-0.12, 0.12)
    ]


PROPS: Mapping[str, Prop] = {
    "dumbbells": _dumbbells,
    "barbell": _barbell,
    "bar": _bar,
    "bench": _bench,
}
