"""How far two looks at the same pictures are apart."""

from dataclasses import dataclass
from typing import Any

import numpy as np

ALLOWED_TORSO = 0.01


@dataclass(frozen=True, slots=True)
class Agreement:
    """Landmarks of two machines, distances in per cent of the torso.

    pictures: compared. missed: seen by only one of the two. median, p95, worst: over all landmarks
    of all pictures. within: share of the landmarks within 1 % of the torso.
    """

    pictures: int
    missed: int
    median_percent: float
    p95_percent: float
    worst_percent: float
    within: float


def agreement(kind: str, here: dict[str, Any], there: dict[str, Any]) -> Agreement:
    """kind: `pose` (the whole stage) or `located` (the landmark model in the same regions)."""
    names = {name for name in (*here, *there) if name.startswith(f"{kind}_")}
    both = sorted(name for name in names if name in here and name in there)
    shares = np.concatenate(
        [
            np.linalg.norm(here[name] - there[name], axis=1)
            / float(here[name.replace(kind, "torso", 1)])
            for name in both
        ]
    )
    return Agreement(
        pictures=len(both),
        missed=len(names) - len(both),
        median_percent=round(100 * float(np.median(shares)), 4),
        p95_percent=round(100 * float(np.percentile(shares, 95)), 4),
        worst_percent=round(100 * float(shares.max()), 4),
        within=round(float((shares <= ALLOWED_TORSO).mean()), 4),
    )


def outputs_apart(here: dict[str, Any], there: dict[str, Any]) -> dict[str, float]:
    """For each other model's output, the largest difference as a share of its range."""
    apart = {}
    for name in sorted(name for name in here if name.startswith("output_")):
        mine, theirs = here[name].astype(float), there[name].astype(float)
        share = float(np.abs(mine - theirs).max()) / max(float(np.ptp(mine)), 1e-9)
        apart[name.removeprefix("output_")] = round(share, 6)
    return apart
