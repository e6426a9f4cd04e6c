"""Whether the athlete stands where a set can be counted and judged, and what to change."""

from collections.abc import Iterator, Sequence
from math import atan2, degrees

import numpy as np

from edge.athlete.body import HIPS, SHOULDERS
from edge.athlete.light import Light, light_of
from edge.athlete.sighting import PlacementProblem
from edge.athlete.views import SIDE_DEG, Views, yaw_deg
from edge.camera.frame import Image
from edge.config.pack import ExercisePack
from edge.pose.pose import Pose
from edge.pose.skeleton import Landmark

L = Landmark
ANKLES, WRISTS = (L.LEFT_ANKLE, L.RIGHT_ANKLE), (L.LEFT_WRIST, L.RIGHT_WRIST)
# A standing body is 3.4 torso lengths high, with arms overhead 4.3: torso as a share of the picture
# at which that fills it, and at which it is smaller than the landmark model sees well.
LARGEST_TORSO, SMALLEST_TORSO = 0.27, 0.07
UPRIGHT_DEG = 35.0  # who leans further is no longer setting up
VIEW_S = 1.0  # the middle of the views of so long counts
APPEARS_S, VANISHES_S = 1.0, 1.5  # a problem is said, and unsaid, only when it lasts
LIGHT_EVERY_S = 0.5

P = PlacementProblem


class Placement:
    """Follows one athlete before a set.

    packs: what the station coaches: where most of it is judged from the side, that is asked for.
    """

    def __init__(self, packs: Sequence[ExercisePack]) -> None:
        self._views = Views(packs)
        self.reset()

    def reset(self) -> None:
        """Somebody else stands there."""
        self._yaws: list[tuple[float, float]] = []
        self._light: Light | None = None
        self._light_s: float | None = None
        self._steady = Steady()

    def see(self, pose: Pose, image: Image | None, now_s: float) -> tuple[PlacementProblem, ...]:
        """What to correct, the most important first. image: None for recorded landmarks.

        Only somebody who stands upright is told anything new: a push-up is no mistake.
        """
        if not upright(pose):
            return self._steady.shown
        due = self._light_s is None or not 0 <= now_s - self._light_s < LIGHT_EVERY_S
        if image is not None and due:
            self._light, self._light_s = light_of(image, pose), now_s
        return self._steady.see(list(self._problems(pose, now_s)), now_s)

    def _problems(self, pose: Pose, now_s: float) -> Iterator[PlacementProblem]:
        if self._light is not None and self._light.dark:
            yield P.TOO_DARK
        if self._light is not None and self._light.behind:
            yield P.AGAINST_LIGHT
        share = pose.torso_px / pose.image_size[1]
        if share > LARGEST_TORSO:
            yield P.TOO_CLOSE
        elif share < SMALLEST_TORSO:
            yield P.TOO_FAR
        if _outside(pose, ANKLES):
            yield P.FEET_HIDDEN
        if _outside(pose, WRISTS):
            yield P.HANDS_HIDDEN
        yield from self._turn(pose, now_s)

    def _turn(self, pose: Pose, now_s: float) -> Iterator[PlacementProblem]:
        yaw = yaw_deg(pose)
        if yaw is None:
            return
        # The sides count alike; their middle is that of the angle, not of its sign.
        recent = [(at_s, each) for at_s, each in self._yaws if 0 <= now_s - at_s < VIEW_S]
        self._yaws = [*recent, (now_s, abs(yaw))]
        wanted = self._views.better(float(np.median([each for _, each in self._yaws])))
        if wanted is not None:
            yield P.TURN_SIDEWAYS if wanted == SIDE_DEG else P.TURN_TO_CAMERA


class Steady:
    """Shows what lasts: a problem that comes and goes is shown neither coming nor going."""

    def __init__(self) -> None:
        self._since: dict[PlacementProblem, float] = {}
        self.shown: tuple[PlacementProblem, ...] = ()

    def see(self, found: Sequence[PlacementProblem], now_s: float) -> tuple[PlacementProblem, ...]:
        """What is to be shown now; found: as of this moment, in order of importance."""
        changed = set(found) ^ set(self.shown)
        self._since = {one: min(self._since.get(one, now_s), now_s) for one in changed}
        ripe = {
            one
            for one, since in self._since.items()
            if now_s - since >= (VANISHES_S if one in self.shown else APPEARS_S)
        }
        if ripe:
            kept = set(self.shown) ^ ripe
            self.shown = tuple(one for one in PlacementProblem if one in kept)
        return self.shown


def upright(pose: Pose) -> bool:
    """Whether the trunk stands, as the picture shows it."""
    shoulders, hips = (pose.landmarks[list(pair), :2].mean(axis=0) for pair in (SHOULDERS, HIPS))
    across, up = (float(value) for value in hips - shoulders)
    return degrees(atan2(abs(across), up)) < UPRIGHT_DEG


def _outside(pose: Pose, pair: tuple[Landmark, Landmark]) -> bool:
    """Whether one of a pair lies outside the picture: the model then only guesses it."""
    points = pose.landmarks[list(pair), :2]
    return bool((points < 0).any() or (points > np.array(pose.image_size)).any())
