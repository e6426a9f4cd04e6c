"""The rig: from channels to the joints of the figure, by forward kinematics and planted limbs."""

from dataclasses import dataclass

import numpy as np

from edge.mannequin.arrays import (
    Array,
    across,
    bend_limb,
    dot,
    rot_x,
    rot_y,
    rot_z,
    turn,
    unit,
    vectors,
)
from edge.mannequin.body import Body
from edge.mannequin.posture import OUTWARD, SIDES, Posture

UP = np.array([0.0, 1.0, 0.0])
# The trunk's three stiff parts, as shares of its length: pelvis, belly, chest.
PELVIS_SHARE, BELLY_SHARE, CHEST_SHARE = 0.28, 0.27, 0.45
# How far a shoulder joint rises when its arm is overhead, share of the height.
SHRUG = 0.030
SOLE = 0.014  # heel and toe landmarks lie this share of the height above the sole


@dataclass(frozen=True, slots=True, eq=False)
class Limb:
    """One arm or leg: joints (N, 3) in room metres, and the axes of its hand or foot.

    forward: to the fingertips or toes. upward: out of the back of the foot, to the thumb's side of
    a hand. Both (N, 3), of length one.
    """

    root: Array
    middle: Array
    end: Array
    forward: Array
    upward: Array


@dataclass(frozen=True, slots=True, eq=False)
class Joints:
    """The figure over time, in room metres. `*_axes` are (N, 3, 3), columns x, y, z of that part.

    points: hips, waist, ribs, shoulders (the middle of each) and head centre, (N, 3).
    """

    hips: Array
    waist: Array
    ribs: Array
    shoulders: Array
    head: Array
    pelvis_axes: Array
    belly_axes: Array
    chest_axes: Array
    head_axes: Array
    arms: dict[str, Limb]
    legs: dict[str, Limb]


def solve(channels: Posture, body: Body) -> Joints:
    """Joints of every frame."""
    c = channels
    hips = vectors(c["pelvis_x"], c["pelvis_y"], c["pelvis_z"])
    pelvis = rot_y(c["heading"]) @ rot_x(c["lean"]) @ rot_z(c["roll"])
    half = rot_y(c["twist"] / 2) @ rot_x(c["round"] / 2) @ rot_z(c["side"] / 2)
    belly = pelvis @ half
    chest = belly @ half
    waist = hips + turn(pelvis, UP * body.trunk_m * PELVIS_SHARE)
    ribs = waist + turn(belly, UP * body.trunk_m * BELLY_SHARE)
    shoulders = ribs + turn(chest, UP * body.trunk_m * CHEST_SHARE)
    head_axes = chest @ rot_y(c["look"]) @ rot_x(c["nod"]) @ rot_z(c["tilt"])
    neck = shoulders + turn(chest, np.array([0.0, 0.030, 0.0]) * body.height_m)
    head = neck + turn(head_axes, np.array([0.0, 0.085, 0.014]) * body.height_m)
    return Joints(
        hips=hips,
        waist=waist,
        ribs=ribs,
        shoulders=shoulders,
        head=head,
        pelvis_axes=pelvis,
        belly_axes=belly,
        chest_axes=chest,
        head_axes=head_axes,
        arms={s: _arm(c, body, shoulders, chest, s) for s, _ in SIDES},
        legs={s: _leg(c, body, hips, pelvis, s) for s, _ in SIDES},
    )


def shrug_m(toward: Array, up: Array, height_m: float) -> Array:
    """(N, 1): how far a shoulder rises when its arm points along `toward` (unit vectors)."""
    share = np.clip((dot(toward, up) + 0.2) / 1.2, 0.0, 1.0)
    rise: Array = SHRUG * height_m * share**2
    return rise


def _arm(c: Posture, body: Body, shoulders: Array, chest: Array, s: str) -> Limb:
    out = OUTWARD[s]
    joint = shoulders + turn(chest, np.array([out * body.shoulder_m, 0.0, 0.0]))
    reach, bend = _arm_angles(c, body, s, out)
    free, held = joint + turn(chest, reach), shoulders + turn(chest, _held(c, body, s, out))
    fixed = vectors(c[f"hand_x_{s}"], c[f"hand_y_{s}"], c[f"hand_z_{s}"])
    on_room, on_body = c[f"hand_fixed_{s}"][:, None], c[f"hand_held_{s}"][:, None]
    target = free + on_room * (fixed - free) + on_body * (held - free)
    # A hand on its way to a hold swings clear of its shoulder.
    holds = on_room + on_body
    clear = turn(chest, np.array([0.10 * out, 0.0, 0.15])) * body.height_m
    target = target + 4.0 * holds * (1.0 - holds) * clear
    rise = shrug_m(unit(target - joint), chest[:, :, 1], body.height_m)
    joint = joint + chest[:, :, 1] * rise
    # A free arm moves with its shoulder; a hand that holds on to something does not.
    target = target + chest[:, :, 1] * rise * (1.0 - holds)
    elbow_out = np.radians(c[f"elbow_out_{s}"])
    holding = vectors(out * np.sin(elbow_out), -np.cos(elbow_out), -0.25)
    pole = (1.0 - holds) * -bend + holds * holding
    elbow, wrist = bend_limb(joint, target, turn(chest, pole), body.upper_arm_m, body.forearm_m)
    return _hand(c, chest, s, (joint, elbow, wrist), turn(chest, -pole))


def _arm_angles(c: Posture, body: Body, s: str, out: float) -> tuple[Array, Array]:
    """Shoulder to wrist, and where the elbow bends to, in the chest's axes."""
    lift, plane, roll, flex = (
        np.radians(c[f"{name}_{s}"])[:, None]
        for name in ("arm_raise", "arm_plane", "arm_roll", "elbow_flex")
    )
    outward = np.concatenate([out * np.cos(plane), 0.0 * plane, np.sin(plane)], axis=1)
    upper = np.sin(lift) * outward - np.cos(lift) * UP
    # Raising turns the plane of the arm; what lies across it (part of "forward") stays.
    forward = np.array([0.0, 0.0, 1.0])
    in_plane = np.cos(lift) * outward + np.sin(lift) * UP
    bend = forward + np.sin(plane) * (in_plane - outward)
    bend = np.cos(roll) * bend + out * np.sin(roll) * np.cross(upper, bend)
    lower = np.cos(flex) * upper + np.sin(flex) * bend
    return body.upper_arm_m * upper + body.forearm_m * lower, bend


def _held(c: Posture, body: Body, s: str, out: float) -> Array:
    place = vectors(out * c[f"held_x_{s}"], c[f"held_y_{s}"], c[f"held_z_{s}"])
    return place * body.height_m


def _hand(
    c: Posture,
    chest: Array,
    s: str,
    joints: tuple[Array, Array, Array],
    bend: Array,
) -> Limb:
    shoulder, elbow, wrist = joints
    upper, along = unit(elbow - shoulder), unit(wrist - elbow)
    flat = c[f"hand_flat_{s}"][:, None]
    ahead = turn(rot_y(c["heading"]), np.array([0.0, 0.0, 1.0]))
    forward = unit((1.0 - flat) * along + flat * ahead)
    # The thumb points where the elbow bends to, carried along by the bend itself.
    bend = across(bend, upper)
    thumb = dot(along, upper) * bend - dot(along, bend) * upper
    outward = chest[:, :, 0] * OUTWARD[s]
    grip = np.radians(c[f"grip_{s}"])[:, None]
    thumb = np.cos(grip) * thumb + np.sin(grip) * across(outward, along)
    thumb = (1.0 - flat) * thumb - flat * outward
    return Limb(shoulder, elbow, wrist, forward, across(thumb, forward))


def ankle_of(c: Posture, body: Body, s: str, out: float) -> tuple[Array, Array]:
    """The ankle (N, 3) of a planted foot and the foot's axes (N, 3, 3).

    A foot whose heel is up turns about its toes, one whose toes are up about its heel; the channels
    name the place that the ankle has when the foot is flat.
    """
    yaw = rot_y(out * c[f"foot_yaw_{s}"])
    axes = yaw @ rot_x(c[f"foot_pitch_{s}"])
    ahead = np.where(c[f"foot_pitch_{s}"] >= 0.0, body.toe_m, -body.heel_m)
    flat = vectors(c[f"foot_x_{s}"], c[f"foot_y_{s}"], c[f"foot_z_{s}"])
    pivot = flat + turn(yaw, vectors(0.0, 0.0, ahead))
    return pivot + turn(axes, vectors(0.0, body.ankle_m, -ahead)), axes


def _leg(c: Posture, body: Body, hips: Array, pelvis: Array, s: str) -> Limb:
    out = OUTWARD[s]
    joint = hips + turn(pelvis, np.array([out * body.hip_m, 0.0, 0.0]))
    planted = c[f"planted_{s}"][:, None]
    standing, axes = ankle_of(c, body, s, out)
    reach, free_forward, free_pole = _leg_angles(c, body, s, out)
    free = joint + turn(pelvis, reach)
    outward = np.radians(out * (c[f"foot_yaw_{s}"] + c[f"knee_out_{s}"]))
    # The knee points where the toes do; the pelvis decides for somebody who lies down.
    pole = vectors(np.sin(outward), 0.0, np.cos(outward)) + 0.5 * pelvis[:, :, 2]
    pole = planted * pole + (1.0 - planted) * turn(pelvis, free_pole)
    target = planted * standing + (1.0 - planted) * free
    knee, ankle = bend_limb(joint, target, pole, body.thigh_m, body.shank_m)
    forward = unit(planted * axes[:, :, 2] + (1.0 - planted) * turn(pelvis, free_forward))
    upward = planted * axes[:, :, 1] + (1.0 - planted) * unit(knee - ankle)
    return Limb(joint, knee, ankle, forward, across(upward, forward))


def _leg_angles(c: Posture, body: Body, s: str, out: float) -> tuple[Array, Array, Array]:
    """Hip to ankle, where the toes point, where the knee points: of a free leg, pelvis axes."""
    flex, aside, knee, ankle = (
        np.radians(c[f"{name}_{s}"]) for name in ("hip_flex", "hip_out", "knee_flex", "ankle_flex")
    )
    thigh = vectors(
        out * np.sin(aside), -np.cos(flex) * np.cos(aside), np.sin(flex) * np.cos(aside)
    )
    front = across(vectors(0.0, np.sin(flex), np.cos(flex)), thigh)
    k, a = knee[:, None], ankle[:, None]
    shank = np.cos(k) * thigh - np.sin(k) * front
    instep = np.cos(k) * front + np.sin(k) * thigh
    forward = np.cos(a) * instep + np.sin(a) * shank
    return body.thigh_m * thigh + body.shank_m * shank, forward, front
