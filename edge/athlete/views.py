"""From which side a body is seen, and from which side the station can judge what it coaches."""

from collections.abc import Iterable
from math import atan2, degrees

import numpy as np

from edge.athlete.body import HIPS, SHOULDERS
from edge.config.pack import ExercisePack
from edge.pose.pose import Pose

SIDE_DEG, FRONT_DEG = 90.0, 0.0
ENOUGH = 0.75  # of the conditions that the best side allows


def yaw_deg(pose: Pose) -> float | None:
    """-180..180: 0 = the body faces the camera, 90 = the right edge; None where it is not known.

    The direction in the floor plane of the lines across hips and shoulders, as the landmark model
    places them in space.
    """
    if pose.world is None:
        return None
    across = sum(pose.world[left] - pose.world[right] for left, right in (HIPS, SHOULDERS))
    x, _, z = (float(value) for value in np.asarray(across))
    return degrees(atan2(z, x)) if x or z else None


class Views:
    """The views that the conditions of some exercises can be judged from."""

    def __init__(self, packs: Iterable[ExercisePack]) -> None:
        self._conditions = tuple(
            (pack.id, condition) for pack in packs for condition in pack.conditions
        )

    def judged(self, yaw: float) -> list[tuple[str, str]]:
        """Exercise and condition of all that can be judged from a view."""
        return [(pack, one.id) for pack, one in self._conditions if one.judged_from(yaw)]

    def all(self) -> list[tuple[str, str]]:
        """Exercise and condition of all."""
        return [(pack, one.id) for pack, one in self._conditions]

    def better(self, yaw: float) -> float | None:
        """90 or 0 where from the side or the front much more can be judged; None = stay."""
        best = max((SIDE_DEG, FRONT_DEG), key=lambda view: len(self.judged(view)))
        return best if len(self.judged(yaw)) < ENOUGH * len(self.judged(best)) else None
