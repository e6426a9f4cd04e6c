"""How high the camera hangs, how far it looks down and how far away somebody stands.

Eyes and ankles of an upright body of known height are seen at two angles. They give height and
distance for every tilt that the camera could have; what decides between the tilts is that the
height is the same from every place where the body has stood, and, roughly, the lean that the
landmark model sees in an upright body. So one place gives a rough answer and a walk towards the
camera a good one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, radians, tan

import numpy as np
from numpy.typing import NDArray

from edge.pose.pose import Pose
from edge.pose.skeleton import Landmark

Array = NDArray[np.float64]
L = Landmark

EYES, ANKLES = (L.LEFT_EYE, L.RIGHT_EYE), (L.LEFT_ANKLE, L.RIGHT_ANKLE)
SHOULDERS, HIPS, KNEES = (
    (L.LEFT_SHOULDER, L.RIGHT_SHOULDER),
    (L.LEFT_HIP, L.RIGHT_HIP),
    (L.LEFT_KNEE, L.RIGHT_KNEE),
)
# Shares of the height (Drillis and Contini, in Winter, "Biomechanics and Motor Control of Human
# Movement", figure 4.1).
EYE_SHARE, ANKLE_SHARE = 0.936, 0.039
# From ankles to shoulders straight, over the way by knees and hips, both in space.
STRAIGHT = 0.975
STILL_S = 0.6  # a place is where a body stands for so long
FULL = 0.7  # of that time is seen, whatever the frame rate
STILL_SHARE = 0.02  # of its size: it moves by no more
SEEN = 0.5  # visibility of every point used
TILTS_DEG = np.arange(-20.0, 50.25, 0.25)
LEAN_ERROR_DEG = 8.0  # of the landmark model's idea of upright
POINT_ERROR = 0.015  # of eyes and ankles, as a share of the body in the picture
HEIGHT_ERROR = 0.04  # of the stated height, and of a body that is no plumb line
APART = 0.04  # a place counts when the body is so much larger or smaller than at any other
MOST_PLACES = 40


@dataclass(frozen=True, slots=True)
class Value:
    """A reading and its standard deviation."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Mount:
    """What is known of the mounting.

    height_m: lens above the floor. tilt_deg: how far the camera looks down. distance_m: along the
    floor, to who stands there now. places: at how many distances the body has stood so far.
    """

    height_m: Value
    tilt_deg: Value
    distance_m: Value
    places: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Slopes: how far below the camera's axis eyes and ankles are seen, radians."""

    eyes: float
    ankles: float
    lean_deg: float | None

    @property
    def size(self) -> float:
        return self.ankles - self.eyes


class MountReader:
    """Reads the mounting from one person who stands upright at one or more places.

    body_m: their height. fov_deg: field of view along the picture's longer side.
    """

    def __init__(self, body_m: float, fov_deg: float) -> None:
        self._body_m = body_m
        self._fov_deg = fov_deg
        self._places: list[_Place] = []
        self._lately: list[tuple[float, _Place]] = []

    def see(self, pose: Pose) -> Mount | None:
        """Take a pose; None while nobody stands upright, still and whole in the picture."""
        if not standing(pose):
            self._lately = []
            return None
        now = self._still(pose)
        if now is None:
            return None
        if all(abs(now.size / one.size - 1.0) > APART for one in self._places):
            self._places = [*self._places, now][-MOST_PLACES:]
        return self._read(now)

    def _still(self, pose: Pose) -> _Place | None:
        """The middle of the last moments, where the body has not moved in them."""
        now_s = pose.captured_s
        recent = [(at_s, one) for at_s, one in self._lately if 0 <= now_s - at_s <= STILL_S]
        self._lately = [*recent, (now_s, self._place(pose))]
        places = [one for _, one in self._lately]
        middle = _middle(places)
        moved = max(max(abs(one.eyes - middle.eyes), abs(one.ankles - middle.ankles))
                    for one in places)  # fmt: skip
        full = now_s - self._lately[0][0] > FULL * STILL_S
        return middle if full and moved < STILL_SHARE * middle.size else None

    def _place(self, pose: Pose) -> _Place:
        width, height = pose.image_size
        focal_px = max(width, height) / 2.0 / tan(radians(self._fov_deg) / 2.0)
        eyes, ankles = (
            float(np.arctan2(pose.landmarks[list(pair), 1].mean() - height / 2.0, focal_px))
            for pair in (EYES, ANKLES)
        )
        return _Place(eyes, ankles, lean_deg(pose))

    def _read(self, now: _Place) -> Mount:
        tilts = np.radians(TILTS_DEG)
        heights = np.array([self._solved(one, tilts)[0] for one in self._places])
        spread = np.array([self._height_error(one, tilts) for one in self._places])
        weight = 1.0 / spread**2
        mean = (heights * weight).sum(axis=0) / weight.sum(axis=0)
        cost = (((heights - mean) / spread) ** 2).sum(axis=0)
        # Places that contradict each other more than they should make every reading unsure.
        cost /= max(float(cost.min()) / max(len(self._places) - 1, 1), 1.0)
        leans = [one.lean_deg for one in self._places if one.lean_deg is not None]
        if leans:
            # The model errs the same way each time: more places make it no surer.
            cost += ((TILTS_DEG - float(np.median(leans))) / LEAN_ERROR_DEG) ** 2
        _, distance = self._solved(now, tilts)
        possible = (mean > 0.0) & (distance > 0.0)
        chance = np.where(possible, np.exp(-0.5 * (cost - cost.min())), 0.0)
        return Mount(
            _value(mean, chance, HEIGHT_ERROR),
            _value(TILTS_DEG, chance, 0.0),
            _value(distance, chance, HEIGHT_ERROR),
            len(self._places),
        )

    def _solved(self, one: _Place, tilts: Array) -> tuple[Array, Array]:
        """Height of the lens and distance along the floor for every tilt, metres."""
        eyes, ankles = np.tan(tilts + one.eyes), np.tan(tilts + one.ankles)
        distance = (EYE_SHARE - ANKLE_SHARE) * self._body_m / (ankles - eyes)
        return distance * ankles + ANKLE_SHARE * self._body_m, distance

    def _height_error(self, one: _Place, tilts: Array) -> Array:
        moved = POINT_ERROR * one.size
        height, _ = self._solved(one, tilts)
        by_eyes, _ = self._solved(_Place(one.eyes + moved, one.ankles, None), tilts)
        by_ankles, _ = self._solved(_Place(one.eyes, one.ankles + moved, None), tilts)
        error: Array = np.sqrt((by_eyes - height) ** 2 + (by_ankles - height) ** 2) + 1e-3
        return error


def _middle(places: list[_Place]) -> _Place:
    leans = [one.lean_deg for one in places if one.lean_deg is not None]
    return _Place(
        float(np.median([one.eyes for one in places])),
        float(np.median([one.ankles for one in places])),
        float(np.median(leans)) if leans else None,
    )


def _value(values: Array, chance: Array, share: float) -> Value:
    """The mean of values (K,) that are likely by chance (K,); share: error that all have."""
    total = float(chance.sum())
    if total <= 0.0:
        return Value(float("nan"), float("inf"))
    mean = float((values * chance).sum()) / total
    spread = float((chance * (values - mean) ** 2).sum()) / total
    return Value(mean, float(np.hypot(np.sqrt(spread), share * mean)))


def standing(pose: Pose) -> bool:
    """Whether the whole body stands straight in the picture."""
    pairs = (EYES, SHOULDERS, HIPS, KNEES, ANKLES)
    points = np.array([pose.landmarks[list(pair), :2].mean(axis=0) for pair in pairs])
    inside = (points > 0).all() and (points < np.array(pose.image_size)).all()
    seen = all((pose.visibility[list(pair)].max() >= SEEN) for pair in pairs)
    upright = abs(points[-1, 0] - points[1, 0]) < (points[-1, 1] - points[1, 1]) / 4.0
    return bool(inside and seen and upright and _straight(pose, pairs[1:]))


def _straight(pose: Pose, pairs: Sequence[tuple[Landmark, Landmark]]) -> bool:
    """Whether trunk and legs are one line; in space, for in the picture a squat is one, too."""
    if pose.world is None:
        return False
    points = np.array([pose.world[list(pair)].mean(axis=0) for pair in pairs])
    way = np.linalg.norm(np.diff(points, axis=0), axis=1).sum()
    return bool(np.linalg.norm(points[-1] - points[0]) > STRAIGHT * way)


def lean_deg(pose: Pose) -> float | None:
    """How far the landmark model sees an upright body lean to the camera: about the tilt."""
    if pose.world is None:
        return None
    shoulders, ankles = (pose.world[list(pair)].mean(axis=0) for pair in (SHOULDERS, ANKLES))
    _, down, away = (float(value) for value in ankles - shoulders)
    return degrees(atan2(away, down))
