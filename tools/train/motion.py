"""Motion for training: the mannequin's kinematics, with every key position varied.

Only landmarks are made, nothing is rendered: hundreds of sets a second.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from edge.mannequin.body import Body
from edge.mannequin.exercise import Exercise, Key
from edge.mannequin.keys import Step, both_sides, exchanged, parameters, part_way
from edge.mannequin.landmarks import landmarks_of
from edge.mannequin.rig import solve
from edge.mannequin.supports import SUPPORTS
from edge.mannequin.sway import swaying

Array = NDArray[np.float64]

ANGLE_SPREAD_DEG = 6.0  # between people who do the same exercise the same way
LENGTH_SPREAD = 0.015  # shares of the height
PAUSES = (0.3, 1.0, 4.0, 9.0)  # at either end, times the exercise's own
LONG_REST_S = 1.0  # a rest that no longer belongs to the repetition
FAULTY = 0.25  # sets done with one of the exercise's named faults
VERY_SLOW = 0.12  # sets at half their tempo
AT_REST = 0.3  # of -1..1: sets that begin later than this are seen at rest first
# Parameters that are lengths; all others are degrees or switches.
_LENGTHS = frozenset(
    {"stance", "hands", "hand_ahead", "held_x", "held_y", "held_z", "behind", "shift", "step_l",
     "step_r", "hop", "lift_l", "lift_r"}
)  # fmt: skip
_SWITCHES = frozenset({"hand_held", "hand_fixed", "forearms", "planted", "lead", "curl"})
_ONE_SIDED = ("arm_raise", "arm_plane", "elbow_flex", "held_x", "held_y", "held_z", "hip_flex",
              "knee_flex")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of doing something.

    exercise: what the mannequin plays. start, turn: laid over its key positions. tilt_deg: the
    whole figure turned afterwards about the room's x axis, head up, uniform in this range (a wall
    push-up is a push-up by 60 degrees). roll_deg: likewise about its z axis. reach: share of the
    full way, uniform. one_sided: probability that only one side moves, alternate: that sides take
    turns. swap: starts at the turn (a deadlift from the floor). weight: how often it is drawn.
    loose: parameters that do not matter: at either end anywhere in their range, uniform.
    """

    exercise: Exercise
    start: Key = field(default_factory=dict)
    turn: Key = field(default_factory=dict)
    tilt_deg: tuple[float, float] = (0.0, 0.0)
    roll_deg: tuple[float, float] = (0.0, 0.0)
    reach: tuple[float, float] = (0.75, 1.1)
    one_sided: float = 0.0
    alternate: float = 0.0
    swap: bool = False
    weight: float = 1.0
    loose: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def body(rng: np.random.Generator) -> Body:
    """Somebody: proportions as they differ between adults."""
    share = {
        name: float(np.clip(rng.normal(1.0, 0.06), 0.82, 1.18))
        for name in ("arms", "legs", "trunk", "shoulders", "hips")
    }
    return Body(height_m=float(rng.uniform(1.5, 1.98)), **share)


def perform(
    variant: Variant, seconds: float, rate_hz: float, rng: np.random.Generator
) -> tuple[Array, Array]:
    """A set that lasts `seconds`.

    Returns landmarks (N, 33, 3) in room metres, and activity (N,), 1 while a repetition is on.
    """
    exercise, person = variant.exercise, body(rng)
    start, turn = _varied(variant, rng)
    steps, active = _steps(variant, start, turn, seconds, rng)
    time_s = np.arange(round(seconds * rate_hz)) / rate_hz
    channels = SUPPORTS[exercise.support](parameters(start, steps, time_s), person)
    points = landmarks_of(solve(swaying(channels, time_s, rng), person), person)
    points = _turned(points, variant, rng)
    ends = np.cumsum([step.duration_s for step in steps])
    at = np.minimum(np.searchsorted(ends, time_s, side="right"), len(active) - 1)
    return points, np.asarray(active, dtype=np.float64)[at]


def _varied(variant: Variant, rng: np.random.Generator) -> tuple[dict[str, float], Key]:
    """Both ends of the movement as this person does it."""
    exercise = variant.exercise
    first = {**both_sides(exercise.turn), **both_sides(exercise.start)}
    first |= both_sides(variant.start)
    moved = {**both_sides(exercise.turn), **both_sides(variant.turn)}
    first |= _anywhere(variant, rng)
    moved |= _anywhere(variant, rng)
    fault = _fault(exercise, rng)
    moved |= both_sides(fault)
    shift = {name: _spread(name) * rng.standard_normal() for name in {**first, **moved}}
    both = [name[:-2] for name in shift if name.endswith("_l") and f"{name[:-2]}_r" in shift]
    for name in both:  # habits of one person are nearly the same on both sides
        shift[f"{name}_r"] = 0.8 * shift[f"{name}_l"] + 0.2 * shift[f"{name}_r"]
    start = {name: value + shift[name] for name, value in first.items()}
    turn = {**start, **{name: value + 1.2 * shift[name] for name, value in moved.items()}}
    turn = part_way(start, turn, rng.uniform(*variant.reach))
    if rng.random() < variant.one_sided:
        turn |= {f"{n}_r": start[f"{n}_r"] for n in _ONE_SIDED if f"{n}_r" in start}
    return (dict(turn), start) if variant.swap else (start, turn)


def _anywhere(variant: Variant, rng: np.random.Generator) -> dict[str, float]:
    return both_sides({name: float(rng.uniform(*ends)) for name, ends in variant.loose.items()})


def _fault(exercise: Exercise, rng: np.random.Generator) -> Key:
    """Now and then the turn of one of the exercise's named faults."""
    if not exercise.faults or rng.random() > FAULTY:
        return {}
    names = sorted(exercise.faults)
    return exercise.faults[names[rng.integers(len(names))]].turn


def _spread(name: str) -> float:
    bare = name[:-2] if name.endswith(("_l", "_r")) else name
    if bare in _SWITCHES:
        return 0.0
    return LENGTH_SPREAD if bare in _LENGTHS else ANGLE_SPREAD_DEG


def _steps(
    variant: Variant, start: Key, turn: Key, seconds: float, rng: np.random.Generator
) -> tuple[list[Step], Sequence[float]]:
    """Repetitions at this person's tempo, until `seconds` are full."""
    exercise = variant.exercise
    pace = float(np.exp(rng.uniform(np.log(0.45), np.log(2.2))))
    if rng.random() < VERY_SLOW:
        pace *= 2.0
    usual = np.array([exercise.tempo.out_s, exercise.tempo.turn_s, exercise.tempo.back_s])
    usual[1] *= rng.choice(PAUSES, p=(0.4, 0.45, 0.15, 0.0))
    rest_s = exercise.tempo.rest_s * rng.choice(PAUSES, p=(0.35, 0.4, 0.15, 0.1))
    alternate = exercise.mirrored or rng.random() < variant.alternate
    steps, active, total, index = [Step(start, 1e-3, {})], [0.0], 0.0, 0
    first = rng.uniform(-1.0, 1.0)  # some sets are seen from their middle, some begin at rest
    if first > AT_REST:
        steps.append(Step(start, 2.0 * first, {}))
        active.append(1.0 if exercise.timed and not exercise.turn else 0.0)
        total += 2.0 * first
    while total < seconds + 1.0:
        share = np.exp(0.1 * rng.standard_normal(4))
        far, out, back = _key(variant, start, turn, index, alternate=alternate)
        times = np.append(usual * pace, rest_s * pace) * share
        keys: list[tuple[Key, Key]] = [(far, out), (far, {}), (start, back), (start, {})]
        steps += [
            Step(key, float(max(part, 1e-3)), arc)
            for (key, arc), part in zip(keys, times, strict=True)
        ]
        active += _active(exercise, rest_s=float(times[3]))
        total += float(times.sum())
        index += 1
    return steps, active


def _active(exercise: Exercise, rest_s: float) -> list[float]:
    """On the way there, at the far end, on the way back, at rest: is that the exercise?"""
    if exercise.timed and exercise.turn:
        return [0.0, 1.0, 0.0, 0.0]  # only the position counts
    return [1.0, 1.0, 1.0, 1.0 if exercise.timed or rest_s < LONG_REST_S else 0.0]


def _key(
    variant: Variant, start: Key, turn: Key, index: int, *, alternate: bool
) -> tuple[Key, Mapping[str, float], Mapping[str, float]]:
    """The far end of one repetition, and the bumps on the way there and back."""
    exercise = variant.exercise
    out, back = both_sides(exercise.out), both_sides(exercise.back)
    if variant.swap:
        out, back = back, out
    other_side = alternate and index % 2 == 1
    if alternate and not exercise.mirrored:  # an exercise of both sides, one after the other
        rest = "l" if other_side else "r"
        still = {f"{n}_{rest}": start[f"{n}_{rest}"] for n in _ONE_SIDED if f"{n}_{rest}" in start}
        return {**turn, **still}, out, back
    if other_side:
        return exchanged(turn), exchanged(out), exchanged(back)
    return turn, out, back


def _turned(points: Array, variant: Variant, rng: np.random.Generator) -> Array:
    """The figure tilted and rolled as a whole about the room's axes."""
    tilt = np.radians(rng.uniform(*variant.tilt_deg))
    roll = np.radians(rng.uniform(*variant.roll_deg))
    c, s = np.cos(tilt), np.sin(tilt)
    about_x = np.array([[1.0, 0.0, 0.0], [0.0, c, s], [0.0, -s, c]])
    c, s = np.cos(roll), np.sin(roll)
    about_z = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    turned: Array = points @ (about_z @ about_x).T
    return turned
