"""The self-test of the models: do they see in the golden frame what they saw when they were made?

Tells a model runtime that computes wrongly on this board (a damaged package, another processor)
from models that are right by their hash.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from edge.config.pose import PoseConfig
from edge.errors import ModelError
from edge.pose.blazepose import BlazePoseEstimator
from edge.pose.golden import GoldenFrame, load_golden
from edge.pose.pose import Pose
from edge.resources import models_dir

# Another processor rounds its sums differently: a hundredth of the torso is what counting cannot
# feel, and ten times what was measured between x86-64 and arm64 (docs/adr/0161).
TOLERANCE_TORSO = 0.01
# The landmarks of a rendered person lie about 0.06 torso from the truth (median over the 33).
TRUTH_TORSO = 0.15
TOLERANCE_PRESENCE = 0.02
SHOULDERS, HIPS = [11, 12], [23, 24]


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What came of a self-test.

    worst_torso: the largest distance of a landmark from where it must be, as a share of the torso;
    infinite where nobody was seen. truth_torso: the median distance from the rendered person's
    landmarks, likewise. presence_change: of the probability that there is a person. median_s: time
    of one frame while somebody is followed.
    """

    worst_torso: float
    truth_torso: float
    presence_change: float
    median_s: float

    @property
    def passed(self) -> bool:
        """Whether the models see what they must."""
        return (
            self.worst_torso <= TOLERANCE_TORSO
            and self.truth_torso <= TRUTH_TORSO
            and self.presence_change <= TOLERANCE_PRESENCE
        )

    def describe(self) -> str:
        """One line for a person."""
        if not np.isfinite(self.worst_torso):
            return "the models see nobody in the golden frame"
        return (
            f"landmarks within {self.worst_torso:.2%} of the torso "
            f"(allowed {TOLERANCE_TORSO:.0%}), "
            f"{self.truth_torso:.1%} from the truth (allowed {TRUTH_TORSO:.0%}), "
            f"{1000 * self.median_s:.1f} ms a frame"
        )


def self_test(
    folder: Path | None = None, config: PoseConfig | None = None, frames: int = 5
) -> SelfTest:
    """Let the models of a folder, the active ones by default, look at its golden frame.

    frames: how often it is looked at for the time of a frame. Loads the models anew: a station
    that runs is not disturbed. Raises ModelError for files that are missing, altered, or that the
    runtime cannot load.
    """
    folder = models_dir() if folder is None else folder
    golden = load_golden(folder)
    estimator = BlazePoseEstimator.load(config or PoseConfig(threads=1), folder)
    pose = estimator.estimate(golden.frame())
    times_s = [_timed(estimator, golden) for _ in range(frames)]
    estimator.close()
    return compared(golden, pose, float(np.median(times_s)))


def recorded_golden(
    image: NDArray[np.uint8], truth: NDArray[np.float32], folder: Path
) -> GoldenFrame:
    """A golden frame for the models of a folder: what they see in a picture now.

    image: (H, W, 3) uint8 RGB. truth: (33, 2) pixels. Raises ModelError where they see nobody.
    """
    unseen = GoldenFrame(image, truth.astype(np.float64), truth.astype(np.float64), 0.0)
    estimator = BlazePoseEstimator.load(PoseConfig(threads=1), folder)
    pose = estimator.estimate(unseen.frame())
    estimator.close()
    if pose is None:
        raise ModelError("the models see nobody in the golden frame", where=str(folder))
    return replace(
        unseen, landmarks=pose.landmarks[:, :2].astype(np.float64), presence=pose.presence
    )


def compared(golden: GoldenFrame, pose: Pose | None, median_s: float) -> SelfTest:
    """The first sight of the golden frame against what it must be."""
    if pose is None:
        return SelfTest(np.inf, np.inf, golden.presence, median_s)
    seen = pose.landmarks[:, :2].astype(np.float64)
    torso_px = float(np.linalg.norm(_middle(golden.landmarks, SHOULDERS, HIPS)))
    from_expected = np.linalg.norm(seen - golden.landmarks, axis=1) / torso_px
    from_truth = np.linalg.norm(seen - golden.truth, axis=1) / torso_px
    return SelfTest(
        worst_torso=float(from_expected.max()),
        truth_torso=float(np.median(from_truth)),
        presence_change=abs(pose.presence - golden.presence),
        median_s=median_s,
    )


def _timed(estimator: BlazePoseEstimator, golden: GoldenFrame) -> float:
    began_s = perf_counter()
    estimator.estimate(golden.frame())
    return perf_counter() - began_s


def _middle(points: NDArray[np.float64], one: list[int], other: list[int]) -> NDArray[np.float64]:
    """From the middle of some landmarks to the middle of others."""
    way: NDArray[np.float64] = points[one].mean(axis=0) - points[other].mean(axis=0)
    return way
