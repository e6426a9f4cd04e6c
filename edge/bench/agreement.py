"""How well two estimators agree about the same frames."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edge.pose.skeleton import Landmark

FloatArray = NDArray[np.float32]

# PCK@0.1: the share of landmarks within a tenth of the torso (Yang and Ramanan, PAMI 2013, with
# the torso as the body's measure).
NEAR = 0.1
VISIBLE = 0.5
SMALLEST_TORSO_PX = 1.0
SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A person as one estimator saw them: points (33, 2) in pixels, visibility (33,) in 0..1."""

    points: FloatArray
    visibility: FloatArray


class Agreement:
    """Compares frame by frame with a reference; distances in torsos of the reference."""

    def __init__(self) -> None:
        self._errors: list[FloatArray] = []
        self._both = self._only_ours = self._only_reference = self._neither = 0

    def add(self, ours: Seen | None, reference: Seen | None) -> None:
        """Take one frame into account."""
        if ours is not None and reference is not None:
            self._both += 1
            self._errors.append(_errors(ours, reference))
        elif ours is not None:
            self._only_ours += 1
        elif reference is not None:
            self._only_reference += 1
        else:
            self._neither += 1

    def summary(self) -> dict[str, Any]:
        """Shares in 0..1; the errors are None where no landmark could be compared.

        `only_reference_share` is the share, of the frames where the reference sees a person, in
        which we see nobody.
        """
        frames = self._both + self._only_ours + self._only_reference + self._neither
        errors = np.concatenate(self._errors) if self._errors else np.empty(0, np.float32)
        found = len(errors) > 0
        return {
            "frames": frames,
            "frames_both": self._both,
            "frames_only_ours": self._only_ours,
            "frames_only_reference": self._only_reference,
            "only_ours_share": _share(self._only_ours, frames),
            "only_reference_share": _share(self._only_reference, self._both + self._only_reference),
            "landmarks": len(errors),
            "pck_0_1_torso": round(float((errors < NEAR).mean()), 4) if found else None,
            "median_error_torso": round(float(np.median(errors)), 4) if found else None,
        }


def _errors(ours: Seen, reference: Seen) -> FloatArray:
    """Distances of the landmarks that the reference calls visible, in torsos."""
    torso = np.linalg.norm(
        reference.points[SHOULDERS].mean(axis=0) - reference.points[HIPS].mean(axis=0)
    )
    if torso < SMALLEST_TORSO_PX:
        return np.empty(0, np.float32)
    distances = np.linalg.norm(ours.points - reference.points, axis=1) / torso
    visible: FloatArray = distances[reference.visibility > VISIBLE].astype(np.float32)
    return visible


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
