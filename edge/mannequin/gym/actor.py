"""`Actor`: one of several people, what they do, where and when."""

from dataclasses import dataclass, field

import numpy as np

from edge.errors import SceneError
from edge.mannequin.arrays import Array
from edge.mannequin.body import Body
from edge.mannequin.gym.place import Spot, placed
from edge.mannequin.landmarks import landmarks_of
from edge.mannequin.looks import Looks
from edge.mannequin.motion import move
from edge.mannequin.performance import Performance, Repetition
from edge.mannequin.rig import Joints, solve
from edge.mannequin.sway import swaying
from edge.mannequin.walking import WALK_SPEED_MPS, Line, walk

ACROSS_M = 4.5  # a walk leads from so far on one side of the spot to so far on the other


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """A person over time, in room metres.

    joints, landmarks (N, 33, 3): one frame after the other from `first` of the scene's frames on.
    stays: whether the person stands there before the first and after the last of them.
    """

    joints: Joints
    landmarks: Array
    first: int
    stays: tuple[bool, bool]
    repetitions: tuple[Repetition, ...] = ()

    def at(self, frame: int) -> int | None:
        """The index into the arrays at a frame of the scene; None while the person is away."""
        index, last = frame - self.first, len(self.landmarks) - 1
        if index < 0:
            return 0 if self.stays[0] else None
        return index if index <= last else last if self.stays[1] else None


@dataclass(frozen=True, slots=True)
class Actor:
    """performance: what they do at their spot; None = they walk past it, along its heading.

    spot: where. enters_deg: the heading in which they walk in, 90 = to the right of the picture.
    start_s: when it begins. name: how results name them.
    """

    name: str
    performance: Performance | None
    spot: Spot = field(default_factory=Spot)
    enters_deg: float = 90.0
    start_s: float = 0.0
    body: Body = field(default_factory=Body)
    looks: Looks = field(default_factory=Looks)

    def __post_init__(self) -> None:
        if self.start_s < 0.0:
            raise SceneError(f"{self.name} begins at {self.start_s:g} s", remedy="choose 0 or more")

    def act(self, fps: float, seed: int) -> Act:
        """The person over time, at `fps` frames a second."""
        first = round(self.start_s * fps)
        if self.performance is None:
            return self._walk(first, fps, seed)
        motion = move(
            self.performance,
            self.body,
            fps=fps,
            seed=seed,
            entry_deg=self.enters_deg - self.spot.heading_deg,
        )
        return Act(
            placed(motion.joints, self.spot),
            self.spot.point(motion.landmarks),
            first,
            ("walk_in" not in self.performance.before, "leave" not in self.performance.after),
            motion.repetitions,
        )

    def _walk(self, first: int, fps: float, seed: int) -> Act:
        count = int(2.0 * ACROSS_M / WALK_SPEED_MPS * fps)
        time_s = np.arange(count) / fps
        channels = walk(time_s * WALK_SPEED_MPS - ACROSS_M, self.body, Line(0.0))
        joints = solve(swaying(channels, time_s, np.random.default_rng(seed)), self.body)
        landmarks = self.spot.point(landmarks_of(joints, self.body))
        return Act(placed(joints, self.spot), landmarks, first, (False, False))
