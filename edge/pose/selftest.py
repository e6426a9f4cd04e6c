"""The self-test of the models: do they see in the golden frame what they saw when they were made?

Tells a model runtime that computes wrongly on this board (a damaged package, kernels for another
processor) from models that are right by their hash.
"""

from dataclasses import astuple, dataclass, replace
from math import hypot, inf, isfinite
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import RgbImage
from edge.config.pose import PoseConfig
from edge.errors import ModelError
from edge.pose.blazepose import load_detector, load_landmarker
from edge.pose.detector import Detection
from edge.pose.golden import GoldenFrame, load_golden
from edge.pose.landmarker import Sighting
from edge.pose.region import Region
from edge.resources import models_dir

# Processors round differently only in the last digits: in the same region, x86-64 and arm64 differ
# by less than a thousandth of a pixel, while the runtime without its fast kernels is off by 5 % of
# the torso (tools/arm64_test.py, docs/adr/0161).
TOLERANCE_TORSO = 0.01
# The landmarks of a rendered person lie about 0.06 torso from the truth (median over the 33).
TRUTH_TORSO = 0.15
TOLERANCE_PRESENCE = 0.02
SHOULDERS, HIPS = [11, 12], [23, 24]


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What came of a self-test; lengths as shares of the torso, infinite where nobody was seen.

    found_torso: how far the detector's region is from where it must be. worst_torso: the largest
    distance of a landmark from where it must be. truth_torso: the median distance from the
    rendered person's landmarks. presence_change: of the probability that there is a person.
    median_s: time of the landmark model for one frame.
    """

    found_torso: float
    worst_torso: float
    truth_torso: float
    presence_change: float
    median_s: float

    @property
    def passed(self) -> bool:
        """Whether the models see what they must."""
        return (
            self.found_torso <= TOLERANCE_TORSO
            and self.worst_torso <= TOLERANCE_TORSO
            and self.truth_torso <= TRUTH_TORSO
            and self.presence_change <= TOLERANCE_PRESENCE
        )

    def describe(self) -> str:
        """One line for a person."""
        if not (isfinite(self.found_torso) and isfinite(self.worst_torso)):
            return "the models see nobody in the golden frame"
        return (
            f"person within {self.found_torso:.2%} and landmarks within {self.worst_torso:.2%} "
            f"of the torso (allowed {TOLERANCE_TORSO:.0%}), {self.truth_torso:.1%} from the truth "
            f"(allowed {TRUTH_TORSO:.0%}), {1000 * self.median_s:.1f} ms a frame"
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
    config = config or PoseConfig(threads=1)
    golden = load_golden(folder)
    image = RgbImage(golden.image)
    found = load_detector(config, folder, "int8").detect(image)
    landmarker = load_landmarker(config, folder, "int8")
    sighting = landmarker.locate(image, golden.crop)
    times_s = []
    for _ in range(frames):
        began_s = perf_counter()
        landmarker.locate(image, golden.crop)
        times_s.append(perf_counter() - began_s)
    return compared(golden, found, sighting, float(np.median(times_s)))


def recorded_golden(
    image: NDArray[np.uint8], truth: NDArray[np.float32], folder: Path
) -> GoldenFrame:
    """A golden frame for the models of a folder: what they see in a picture now.

    image: (224, 224, 3) uint8 RGB. truth: (33, 2) pixels. Raises ModelError where they see nobody.
    """
    config, picture = PoseConfig(threads=1), RgbImage(image)
    found = load_detector(config, folder, "int8").detect(picture)
    if not found:
        raise ModelError("the models see nobody in the golden frame", where=str(folder))
    # Written with few digits, it is the same number wherever it is read.
    region = Region(*(round(number, 2) for number in astuple(found[0].region)))
    exact = truth.astype(np.float64)
    unseen = GoldenFrame(image, exact, region, exact, 0.0)
    sighting = load_landmarker(config, folder, "int8").locate(picture, unseen.crop)
    if sighting is None:
        raise ModelError("the models see nobody in the golden frame", where=str(folder))
    landmarks = sighting.landmarks[:, :2].astype(np.float64)
    return replace(unseen, landmarks=landmarks, presence=sighting.presence)


def compared(
    golden: GoldenFrame, found: list[Detection], sighting: Sighting | None, median_s: float
) -> SelfTest:
    """What was seen in the golden frame against what must be. found: the surest first."""
    torso_px = float(np.linalg.norm(_middle(golden.landmarks, SHOULDERS, HIPS)))
    found_torso = _shift_px(golden.region, found[0].region) / torso_px if found else inf
    if sighting is None:
        return SelfTest(found_torso, inf, inf, golden.presence, median_s)
    seen = sighting.landmarks[:, :2].astype(np.float64)
    from_expected = np.linalg.norm(seen - golden.landmarks, axis=1) / torso_px
    from_truth = np.linalg.norm(seen - golden.truth, axis=1) / torso_px
    return SelfTest(
        found_torso=found_torso,
        worst_torso=float(from_expected.max()),
        truth_torso=float(np.median(from_truth)),
        presence_change=abs(sighting.presence - golden.presence),
        median_s=median_s,
    )


def _shift_px(expected: Region, found: Region) -> float:
    """By how much a region has moved or grown, the larger of the two."""
    moved = hypot(
        found.center_x_px - expected.center_x_px, found.center_y_px - expected.center_y_px
    )
    return max(moved, abs(found.side_px - expected.side_px))


def _middle(points: NDArray[np.float64], one: list[int], other: list[int]) -> NDArray[np.float64]:
    """From the middle of some landmarks to the middle of others."""
    way: NDArray[np.float64] = points[one].mean(axis=0) - points[other].mean(axis=0)
    return way
