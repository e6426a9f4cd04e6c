"""The figure's surface: shapes around the joints of one frame, in camera metres."""

from dataclasses import dataclass

import numpy as np

from edge.mannequin.arrays import Array
from edge.mannequin.body import Body
from edge.mannequin.face import head_shapes
from edge.mannequin.looks import Looks
from edge.mannequin.quadric import Colour, Shape, ball, egg, tube
from edge.mannequin.rig import Joints, Limb
from edge.mannequin.view import Projection


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """One frame of the figure on the camera's axes: points (3,) and axes (3, 3) by name."""

    joints: Joints
    projection: Projection
    index: int

    def point(self, points: Array) -> Array:
        """A joint."""
        return self.projection.seen(points[self.index])

    def axes(self, axes: Array) -> Array:
        """A part's axes as columns."""
        turned: Array = self.projection.axes @ axes[self.index]
        return turned

    def direction(self, vectors: Array) -> Array:
        """A direction."""
        turned: Array = self.projection.axes @ vectors[self.index]
        return turned


def figure_shapes(
    joints: Joints, index: int, projection: Projection, body: Body, looks: Looks
) -> list[Shape]:
    """All shapes of one frame."""
    posed = Posed(joints, projection, index)
    shapes = _trunk(posed, body, looks)
    for key in ("l", "r"):
        shapes += _arm(posed, joints.arms[key], body, looks)
        shapes += _leg(posed, joints.legs[key], body, looks)
    head = posed.point(joints.head)
    shapes += head_shapes(head, posed.axes(joints.head_axes), body, looks)
    return shapes


def _trunk(posed: Posed, body: Body, looks: Looks) -> list[Shape]:
    j, tall, girth = posed.joints, body.height_m, body.height_m * np.sqrt(body.build)
    hips, waist = posed.point(j.hips), posed.point(j.waist)
    ribs, shoulders = posed.point(j.ribs), posed.point(j.shoulders)
    pelvis, belly, chest = (posed.axes(a) for a in (j.pelvis_axes, j.belly_axes, j.chest_axes))
    wide = body.shoulder_m / tall
    top = shoulders - chest[:, 1] * 0.012 * tall
    left, right = (posed.point(j.arms[k].root) for k in ("l", "r"))
    neck = posed.point(j.head) - posed.axes(j.head_axes) @ np.array([0, 0.045, 0.014]) * tall
    return [
        egg(hips + pelvis[:, 1] * 0.012 * tall, pelvis,
            (0.098 * girth, 0.062 * tall, 0.068 * girth), looks.shorts),
        tube(hips + pelvis[:, 1] * 0.02 * tall, waist, (0.090 * girth, 0.084 * girth),
             looks.shirt, across=pelvis[:, 2], flat=0.70),
        egg(waist, belly, (0.085 * girth, 0.07 * tall, 0.060 * girth), looks.shirt),
        tube(waist, ribs, (0.084 * girth, 0.093 * girth), looks.shirt, across=belly[:, 2],
             flat=0.70),
        egg(ribs, chest, (0.094 * girth, 0.08 * tall, 0.066 * girth), looks.shirt),
        tube(ribs, top, (0.094 * girth, 0.080 * girth), looks.shirt, across=chest[:, 2],
             flat=0.70),
        egg(top - chest[:, 1] * 0.022 * tall, chest,
            ((wide + 0.012) * girth, 0.042 * tall, 0.058 * girth), looks.shirt),
        tube(left, right, (0.034 * girth, 0.034 * girth), looks.shirt),
        tube(top, neck, (0.040 * girth, 0.031 * girth), looks.skin),
    ]  # fmt: skip


def _sleeved(
    ends: tuple[Array, Array],
    radii: tuple[float, float],
    cover: float,
    *,
    cloth: Colour,
    skin: Colour,
) -> list[Shape]:
    """A limb of which the first share is covered by cloth that stands off a little."""
    first, last = ends
    share = float(np.clip(cover, 0.0, 1.0))
    edge = first + share * (last - first)
    at_edge = radii[0] + share * (radii[1] - radii[0])
    shapes = []
    if share < 1.0:
        shapes.append(tube(edge, last, (at_edge, radii[1]), skin))
    if share > 0.0:
        shapes.append(tube(first, edge, (radii[0] * 1.08, at_edge * 1.16), cloth))
    return shapes


def _arm(posed: Posed, arm: Limb, body: Body, looks: Looks) -> list[Shape]:
    girth = body.height_m * np.sqrt(body.build)
    shoulder, elbow, wrist = (posed.point(p) for p in (arm.root, arm.middle, arm.end))
    forward, thumb = posed.direction(arm.forward), posed.direction(arm.upward)
    axes = np.stack([thumb, forward, np.cross(thumb, forward)], axis=1)
    hand = body.hand_m
    sleeve = looks.shirt if looks.sleeves > 0.0 else looks.skin
    return [
        ball(shoulder, 0.0335 * girth, sleeve),
        *_sleeved((shoulder, elbow), (0.031 * girth, 0.025 * girth), looks.sleeves,
                  cloth=looks.shirt, skin=looks.skin),
        ball(elbow, 0.0245 * girth, looks.skin),
        tube(elbow, wrist, (0.0245 * girth, 0.0165 * girth), looks.skin),
        egg(elbow + 0.28 * (wrist - elbow), _along(wrist - elbow),
            (0.026 * girth, 0.28 * body.forearm_m, 0.026 * girth), looks.skin),
        ball(wrist, 0.0165 * girth, looks.skin),
        egg(wrist + forward * hand * 0.40, axes, (0.40 * hand * 0.55, 0.46 * hand, 0.15 * hand),
            looks.skin),
        egg(wrist + forward * hand * 0.72, axes, (0.19 * hand, 0.32 * hand, 0.11 * hand),
            looks.skin),
        tube(wrist + forward * hand * 0.12, wrist + (0.48 * forward + 0.36 * thumb) * hand,
             (0.10 * hand, 0.08 * hand), looks.skin),
    ]  # fmt: skip


def _along(line: Array) -> Array:
    """Axes whose second column lies along a line."""
    y = line / max(float(np.linalg.norm(line)), 1e-9)
    helper = np.array([1.0, 0.0, 0.0]) if abs(y[0]) < 0.9 else np.array([0.0, 1.0, 0.0])  # noqa: PLR2004
    x = np.cross(y, helper)
    x /= np.linalg.norm(x)
    return np.stack([x, y, np.cross(x, y)], axis=1)


def _leg(posed: Posed, leg: Limb, body: Body, looks: Looks) -> list[Shape]:
    tall, girth = body.height_m, body.height_m * np.sqrt(body.build)
    hip, knee, ankle = (posed.point(p) for p in (leg.root, leg.middle, leg.end))
    forward, upward = posed.direction(leg.forward), posed.direction(leg.upward)
    cover = 2.0 * looks.trousers
    shorts = looks.shorts if cover >= 1.0 else looks.skin
    foot = np.stack([np.cross(upward, forward), upward, forward], axis=1)
    calf = knee + 0.30 * (ankle - knee)
    sole = ankle - upward * (body.ankle_m - 0.024 * tall)
    return [
        ball(hip, 0.058 * girth, looks.shorts),
        *_sleeved((hip, knee), (0.056 * girth, 0.036 * girth), cover, cloth=looks.shorts,
                  skin=looks.skin),
        ball(knee, 0.0345 * girth, shorts),
        *_sleeved((knee, ankle), (0.033 * girth, 0.021 * girth), cover - 1.0,
                  cloth=looks.shorts, skin=looks.skin),
        egg(calf - forward * 0.010 * tall, _along(ankle - knee),
            (0.034 * girth, 0.30 * body.shank_m, 0.036 * girth),
            looks.skin if cover < 1.6 else looks.shorts),  # noqa: PLR2004
        ball(ankle, 0.023 * girth, looks.shoes),
        egg(sole + forward * 0.040 * tall, foot, (0.027 * tall, 0.024 * tall, 0.082 * tall),
            looks.shoes),
        tube(ankle, sole + forward * 0.06 * tall, (0.024 * tall, 0.020 * tall), looks.shoes),
        ball(sole - forward * 0.016 * tall, 0.024 * tall, looks.shoes),
    ]  # fmt: skip
