"""The poses of the last seconds, and those of one repetition as arrays."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edge.exercise.points import with_middles
from edge.pose.pose import Pose

Array = NDArray[np.float64]

MOST_POSES = 4096
NO_IMAGE_SIZE = (1, 1)  # what a pose says that comes from a recording without image size


@dataclass(frozen=True, slots=True, eq=False)
class PoseWindow:
    """The poses of a stretch of time.

    time_s: (T,). image, world: (T, P, 3), pixels (x, y and depth) and metres; P = landmarks and
    middles of pairs (`edge.exercise.points`). visibility: (T, P) in 0..1.
    proportions_known: False where the picture's size is unknown, so that nothing can be measured in
    it.
    """

    time_s: Array
    image: Array
    world: Array
    visibility: Array
    proportions_known: bool

    def part(self, first_s: float, last_s: float) -> "PoseWindow":
        """The same from first_s to last_s only."""
        cut = self.between(first_s, last_s)
        return PoseWindow(
            self.time_s[cut],
            self.image[cut],
            self.world[cut],
            self.visibility[cut],
            self.proportions_known,
        )

    def between(self, first_s: float, last_s: float) -> slice:
        """The poses from first_s to last_s, both included."""
        first, last = np.searchsorted(self.time_s, (first_s, last_s + 1e-9))
        return slice(int(first), int(last))


class PoseHistory:
    """The poses of the last `longest_s` seconds. Keeps references: a pose is frozen."""

    def __init__(self, longest_s: float) -> None:
        self._longest_s = longest_s
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._times: list[float] = []
        self._poses: list[Pose] = []

    def append(self, captured_s: float, pose: Pose) -> None:
        """Keep one more; a time that does not increase starts anew."""
        if self._times and captured_s <= self._times[-1]:
            self.clear()
        self._times.append(captured_s)
        self._poses.append(pose)
        # Cut in pieces, not one by one: removing from the front of a list moves the rest.
        if self._times[0] < captured_s - 2.0 * self._longest_s or len(self) > 2 * MOST_POSES:
            oldest = bisect_left(self._times, captured_s - self._longest_s)
            first = max(oldest, len(self) - MOST_POSES)
            del self._times[:first], self._poses[:first]

    def __len__(self) -> int:
        return len(self._times)

    def window(self, first_s: float, last_s: float) -> PoseWindow | None:
        """The poses from first_s to last_s; None where there are none."""
        first, last = bisect_left(self._times, first_s), bisect_right(self._times, last_s)
        poses = self._poses[first:last]
        if not poses:
            return None
        image = np.array([pose.landmarks for pose in poses], dtype=np.float64)
        metric = all(pose.world is not None for pose in poses)
        world = np.array([pose.world for pose in poses], dtype=np.float64) if metric else image
        visibility = np.array([pose.visibility for pose in poses], dtype=np.float64)
        known = poses[-1].image_size != NO_IMAGE_SIZE
        return PoseWindow(
            time_s=np.array(self._times[first:last]),
            image=with_middles(image),
            world=with_middles(world) if metric else with_middles(image),
            visibility=with_middles(visibility[:, :, None])[:, :, 0],
            proportions_known=known,
        )
