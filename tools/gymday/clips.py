"""Performances computed once and played often: poses of somebody else each time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edge.mannequin import Performance, View
from edge.mannequin.casting import cast
from edge.pose.pose import Pose

SIZE = (640, 480)
REPETITIONS = 12
TAIL_S = 0.8  # after the last repetition, so that it is seen to be complete
TREMBLE_PX, TREMBLE_M = 0.4, 0.002


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """One set. pixels, world: (N, 33, 3) float32; ends_s: of each repetition."""

    exercise: str
    fps: float
    pixels: NDArray[np.float32]
    world: NDArray[np.float32]
    ends_s: tuple[float, ...]

    def until(self, repetitions: int) -> int:
        """Frames that show so many repetitions."""
        return min(len(self.pixels), int((self.ends_s[repetitions - 1] + TAIL_S) * self.fps) + 1)

    def ended(self, frame: int) -> int:
        """Repetitions that ended in the time of this frame."""
        since_s = (frame - 1) / self.fps
        return sum(since_s < end_s <= frame / self.fps for end_s in self.ends_s)


def make_clips(exercises: Sequence[str], each: int, fps: float, seed: int) -> list[Clip]:
    """So many performances of each exercise, by different people at different paces."""
    rng = np.random.default_rng((seed, 7))
    return [_clip(exercise, fps, rng) for exercise in exercises for _ in range(each)]


def _clip(exercise: str, fps: float, rng: np.random.Generator) -> Clip:
    # A hold is one repetition; the others are cut to what a set needs when they are played.
    performance = Performance(exercise, REPETITIONS, pace=float(rng.uniform(0.8, 1.1)))
    if performance.definition.timed:
        performance = Performance(exercise, 1)
    view = View(yaw_deg=float(rng.uniform(20, 50)), pitch_deg=8.0)
    scene = cast(performance, view, seed=int(rng.integers(1 << 30)), size=SIZE, fps=fps)
    motion = scene.motion()
    projection = scene.projection(motion)
    return Clip(
        exercise,
        fps,
        projection.pixels(motion.landmarks).astype(np.float32),
        projection.world(motion.landmarks).astype(np.float32),
        tuple(repetition.end_s for repetition in motion.repetitions),
    )


def play(
    clip: Clip, frames: Sequence[int], start_s: float, rng: np.random.Generator
) -> Iterator[Pose]:
    """The poses of these frames, one after the other from start_s on, trembling a little."""
    seen = np.full(33, 0.95, np.float32)
    shape = (33, 3)
    for step, frame in enumerate(frames):
        yield Pose.from_blazepose(
            clip.pixels[frame] + rng.normal(0, TREMBLE_PX, shape).astype(np.float32),
            clip.world[frame] + rng.normal(0, TREMBLE_M, shape).astype(np.float32),
            seen,
            presence=1.0,
            captured_s=start_s + step / clip.fps,
            image_size=SIZE,
        )
