"""Exercises that nobody has described: random joints that go between two random positions.

They teach what `other` is beside the movements in `contrasts`: anything that repeats and is not
one of ours. A programme that happens to look like one of ours is thrown away.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from edge.exercise.recognise.features import FEATURES, window_features
from edge.mannequin.body import Body
from edge.mannequin.exercise import Exercise, Tempo
from edge.mannequin.keys import Step, both_sides, parameters
from edge.mannequin.landmarks import landmarks_of
from edge.mannequin.rig import solve
from edge.mannequin.supports import SUPPORTS
from tools.train.motion import Variant

Array = NDArray[np.float64]
Ranges = Mapping[str, tuple[float, float]]

TRIES = 20  # most programmes resemble nothing of ours; all of these would be bad luck
ALIKE = 0.12  # mean difference of the features at both ends below which two movements look alike
BOTH_SIDES, IN_TURNS = 0.6, 0.25  # shares; the rest moves one side only

_ARMS: Ranges = {"arm_raise": (-25.0, 172.0), "arm_plane": (-10.0, 100.0),
                 "arm_roll": (-60.0, 60.0), "elbow_flex": (4.0, 140.0)}  # fmt: skip
_HANDS: Ranges = {"held_x": (-0.03, 0.24), "held_y": (-0.24, 0.34), "held_z": (0.0, 0.30)}
_TRUNK: Ranges = {"lean": (-10.0, 65.0), "twist": (-45.0, 45.0), "side": (-28.0, 28.0),
                  "round": (-10.0, 35.0)}  # fmt: skip
_LEGS: Ranges = {"knee": (85.0, 175.0), "shin": (-2.0, 25.0), "stance": (0.05, 0.22),
                 "step_l": (-0.3, 0.4), "shift": (-0.08, 0.08), "hop": (0.0, 0.10),
                 "foot_pitch": (0.0, 40.0)}  # fmt: skip
_FREE_LEGS: Ranges = {"hip_flex": (-15.0, 105.0), "hip_out": (-5.0, 45.0),
                      "knee_flex": (4.0, 120.0)}  # fmt: skip

_UPRIGHT = {"knee": 170.0, "shin": 4.0, "lean": 2.0, "stance": 0.09, "arm_raise": 12.0,
            "arm_plane": 45.0, "elbow_flex": 20.0}  # fmt: skip
_BENT = {**_UPRIGHT, "knee": 150.0, "shin": 10.0, "lean": 55.0, "arm_raise": 50.0,
         "arm_plane": 84.0}  # fmt: skip
_SITTING = {**_UPRIGHT, "knee": 92.0, "shin": 2.0}
_ONE_LEG = {**_UPRIGHT, "planted_l": 0.0, "hip_flex_l": 20.0, "knee_flex_l": 30.0}
_LYING = {"trunk": 2.0, "curl": 0.2, "knee": 85.0, "arm_raise": 15.0, "elbow_flex": 15.0}
_LEGS_UP = {**_LYING, "planted": 0.0, "hip_flex": 40.0, "knee_flex": 30.0}
_ON_HANDS = {"elbow": 170.0, "sag": 0.0, "elbow_out": 30.0}
_ONE_FOOT = {**_ON_HANDS, "planted_l": 0.0, "hip_flex_l": 10.0, "knee_flex_l": 20.0}
_HANGING = {"elbow": 170.0, "lean": 0.0, "hip_flex": 5.0, "knee_flex": 15.0}
_BY_HAND = {"hand_held": 1.0, "held_x": 0.12, "held_y": -0.05, "held_z": 0.1}

# What carries the body, how it begins, which groups of joints may move, how often it is drawn.
_PLACES: Sequence[tuple[str, Mapping[str, float], Sequence[Ranges], float]] = (
    ("standing", _UPRIGHT, (_ARMS, _ARMS, _TRUNK, _LEGS), 4.0),
    ("standing", {**_UPRIGHT, **_BY_HAND}, (_HANDS, _HANDS, _TRUNK, _LEGS), 2.0),
    ("standing", _BENT, (_ARMS, _ARMS, _TRUNK), 2.0),
    ("standing", _SITTING, (_ARMS, _ARMS, _TRUNK), 2.0),
    ("standing", {**_SITTING, **_BY_HAND}, (_HANDS, _HANDS, _TRUNK), 1.0),
    ("standing", _ONE_LEG, (_ARMS, _TRUNK, _FREE_LEGS, _FREE_LEGS), 2.0),
    ("supine", _LYING, (_ARMS, _ARMS, {"trunk": (0.0, 20.0), "twist": (-40.0, 40.0)}), 1.0),
    ("supine", {**_LYING, **_BY_HAND}, (_HANDS,), 0.7),
    ("supine", _LEGS_UP, (_FREE_LEGS, _ARMS), 1.0),
    ("prone", _ON_HANDS, ({"sag": (-90.0, 25.0)}, {"hand_ahead": (-0.1, 0.15)}), 0.7),
    ("prone", _ONE_FOOT, (_FREE_LEGS, {"sag": (-70.0, 10.0)}), 1.0),
    ("hanging", _HANGING, (_FREE_LEGS, {"swing": (-25.0, 25.0)}), 1.0),
)
_LOOKS = np.array(
    [column for column, name in enumerate(FEATURES)
     if not name.endswith(("_rise", "_travel", "_seen", "measured", "to_camera", "in_depth"))]
)  # fmt: skip


class Programmes:
    """Draws movements that none of the `known` variants resembles."""

    def __init__(self, known: Sequence[Variant]) -> None:
        ends = np.array([_ends(variant) for variant in known])
        self._known = np.concatenate([ends, ends[:, ::-1]])  # begun at the other end it is the same

    def draw(self, rng: np.random.Generator) -> Variant:
        """A movement to be performed like any variant."""
        for _ in range(TRIES):
            variant = _programme(rng)
            if self.nearest(variant) > ALIKE:
                break
        return variant

    def nearest(self, variant: Variant) -> float:
        """How far the most similar known movement is away."""
        apart = np.abs(self._known - _ends(variant)).mean(axis=(1, 2))
        return float(apart.min())


def _programme(rng: np.random.Generator) -> Variant:
    weights = np.array([place[3] for place in _PLACES])
    support, base, groups, _ = _PLACES[rng.choice(len(_PLACES), p=weights / weights.sum())]
    free = {name: bounds for ranges in groups for name, bounds in ranges.items()}
    start = {**both_sides(base), **_some(free, groups, rng, least=0)}
    kind = rng.random()
    turn = _some(free, groups, rng, least=1)
    if kind > BOTH_SIDES:  # the other side rests
        turn = {name: value for name, value in turn.items() if not name.endswith("_r")}
    alternate = BOTH_SIDES < kind < BOTH_SIDES + IN_TURNS
    slow = float(np.exp(rng.uniform(np.log(0.3), np.log(1.6))))
    tempo = Tempo(slow, 0.15 * slow, slow * rng.uniform(0.6, 1.4), 0.3 * slow)
    exercise = Exercise(support, start, turn, tempo=tempo, mirrored=bool(alternate))
    return Variant(exercise, reach=(0.6, 1.0))


def _some(
    free: Ranges, groups: Sequence[Ranges], rng: np.random.Generator, *, least: int
) -> dict[str, float]:
    """Values of some joints of one or two groups."""
    count = int(rng.integers(least, 3))
    chosen = [groups[index] for index in rng.choice(len(groups), min(count, len(groups)), False)]
    names = {name for ranges in chosen for name in ranges if rng.random() < 0.7}  # noqa: PLR2004
    return both_sides({name: float(rng.uniform(*free[name])) for name in sorted(names)})


def _ends(variant: Variant) -> Array:
    """(2, F): how the start and the turn look, whoever does it and from wherever it is seen."""
    exercise, person = variant.exercise, _somebody()
    start = {**both_sides(exercise.start), **both_sides(variant.start)}
    turn = {**start, **both_sides(exercise.turn), **both_sides(variant.turn)}
    first = {**turn, **start}
    steps = [Step(turn, 1.0, {})]
    channels = SUPPORTS[exercise.support](parameters(first, steps, np.array([0.0, 1.0])), person)
    points = landmarks_of(solve(channels, person), person) * [1.0, -1.0, -1.0]
    ones = np.ones(points.shape[:2])
    looks = window_features(points, points[..., :2], ones, ones[:, 0], 1.0)[:, _LOOKS]
    return looks.astype(np.float64)


@cache
def _somebody() -> Body:
    return Body()
