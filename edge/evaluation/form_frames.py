"""Single labelled frames: does a condition's measure tell right from wrong, and where is the limit?

The files hold a few landmarks of one person a row, in shares of the picture, and a label: C is
correct, every other letter a fault. Neighbouring rows are near-copies, so that limits are fitted
and tried on blocks of rows that stand together.
"""

import csv
import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edge.config.condition import ConditionSpec
from edge.config.pack import load_packs
from edge.errors import UsageError
from edge.evaluation.figures import Estimate
from edge.exercise.judge.history import PoseHistory
from edge.exercise.judge.quantity import series
from edge.exercise.judge.repetition import Repetition
from edge.exercise.judge.view import estimate_view
from edge.pose.pose import Pose
from edge.pose.skeleton import LANDMARK_COUNT, Landmark

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

# file → exercise, condition that must tell its labels
FILES: Mapping[str, tuple[str, str]] = {
    "biceps_curl_lean_back": ("biceps_curl", "back_still"),
    "plank_back": ("plank", "hips_low"),
    "lunge_knee_over_toe": ("lunge", "knee_over_toe"),
}
SIZE = (1280, 720)  # the files do not say; webcams of the time were 16:9
PARTS = 10
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class FrameResult:
    """What one file says of one condition.

    fitted, shipped: F1 of the fault, with the limit fitted to the other blocks and with the pack's
    own. precision, recall: of the fault, with the pack's own. judged: share of the rows. limit:
    median of the fitted ones.
    """

    file: str
    condition: str
    rows: int
    judged: float
    fitted: Estimate
    shipped: Estimate
    precision: Estimate
    recall: Estimate
    limit: float


def evaluate_frames(folder: Path) -> list[FrameResult]:
    """Every file of FILES in the folder; raises UsageError where there is none."""
    found = [name for name in FILES if (folder / f"{name}.csv.gz").is_file()]
    if not found:
        raise UsageError(
            "there are no labelled frames",
            where=str(folder),
            remedy=f"expected: {', '.join(f'{name}.csv.gz' for name in FILES)}",
        )
    return [_evaluated(folder / f"{name}.csv.gz", name) for name in found]


def _evaluated(path: Path, name: str) -> FrameResult:
    exercise, wanted = FILES[name]
    (pack,) = load_packs([exercise])
    condition = next(each for each in pack.conditions if each.id == wanted)
    labels, poses = _read(path)
    values = np.array([_value(condition, pose) for pose in poses])
    judged = np.isfinite(values)
    wrong, values = labels[judged] != "C", values[judged]
    blocks = _blocks(labels)[judged]
    limits = np.full(len(values), condition.limit)
    for part in range(PARTS):
        others = blocks != part
        limits[~others] = _best_limit(values[others], wrong[others], upper=condition.upper)
    beyond = _beyond(values, condition.limit, upper=condition.upper)
    fitted = _counts(wrong, _beyond(values, limits, upper=condition.upper), blocks)
    shipped = _counts(wrong, beyond, blocks)
    return FrameResult(
        file=name,
        condition=f"{exercise}.{wanted}",
        rows=len(labels),
        judged=float(judged.mean()),
        fitted=_estimate(_f1, fitted),
        shipped=_estimate(_f1, shipped),
        precision=_estimate(_precision, shipped),
        recall=_estimate(_recall, shipped),
        limit=float(np.median(limits)),
    )


def _read(path: Path) -> tuple[NDArray[np.str_], list[Pose]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return np.array([row["label"] for row in rows]), [_pose(row) for row in rows]


def _pose(row: Mapping[str, str]) -> Pose:
    points = np.zeros((LANDMARK_COUNT, 3), np.float32)
    seen = np.zeros(LANDMARK_COUNT, np.float32)
    for landmark in Landmark:
        name = landmark.name.lower()
        if f"{name}_x" in row:
            points[landmark] = [float(row[f"{name}_{axis}"]) for axis in "xyz"]
            seen[landmark] = float(row[f"{name}_v"])
    points *= (SIZE[0], SIZE[1], SIZE[0])
    return Pose.from_blazepose(points, None, seen, presence=1.0, captured_s=0.0, image_size=SIZE)


def _value(condition: ConditionSpec, pose: Pose) -> float:
    """The measure in one pose; not a number where the view does not show it."""
    history = PoseHistory(1.0)
    history.append(0.0, pose)
    window = history.window(0.0, 0.0)
    view = estimate_view(window) if window is not None else None
    if window is None or view is None or not condition.judged_from(view.yaw_deg):
        return float("nan")
    sides = Repetition(0.0, 0.0, 0.0, window, view, (0, 1)).sides(condition)
    values = series(condition, window, view)[0, list(sides)]
    return float(values.max() if condition.upper else values.min())


def _blocks(labels: NDArray[np.str_]) -> NDArray[np.intp]:
    """(N,) part of each row: the rows of each label cut into PARTS stretches of the file."""
    blocks = np.zeros(len(labels), dtype=np.intp)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        blocks[rows] = np.arange(len(rows)) * PARTS // len(rows)
    return blocks


def _best_limit(values: Array, wrong: Flags, *, upper: bool) -> float:
    """The limit with the highest balanced accuracy; the middle of several that are equal."""
    candidates = np.unique(np.percentile(values, np.linspace(0.0, 100.0, 201)))
    scores = []
    for limit in candidates:
        beyond = _beyond(values, limit, upper=upper)
        scores.append(beyond[wrong].mean() + (~beyond[~wrong]).mean())
    best = np.flatnonzero(np.array(scores) >= max(scores) - 1e-9)
    return float((candidates[best[0]] + candidates[best[-1]]) / 2.0)


def _beyond(values: Array, limit: Array | float, *, upper: bool) -> Flags:
    return values > limit if upper else values < limit


def _counts(wrong: Flags, told: Flags, blocks: NDArray[np.intp]) -> Array:
    """(PARTS, 3): faults found, false alarms and faults missed in each block."""
    return np.array(
        [
            [np.sum(told[b] & wrong[b]), np.sum(told[b] & ~wrong[b]), np.sum(~told[b] & wrong[b])]
            for b in (blocks == part for part in range(PARTS))
        ],
        dtype=np.float64,
    )


def _estimate(figure: Callable[[Array], float], counts: Array) -> Estimate:
    """A figure of all blocks, its 95 % interval by resampling blocks."""
    chosen = np.random.default_rng(0).integers(PARTS, size=(RESAMPLES, PARTS))
    low, high = np.percentile([figure(counts[pick].sum(axis=0)) for pick in chosen], (2.5, 97.5))
    return Estimate(figure(counts.sum(axis=0)), float(low), float(high))


def _f1(counts: Array) -> float:
    hits, false_alarms, misses = counts
    return float(2.0 * hits / max(2.0 * hits + false_alarms + misses, 1e-9))


def _precision(counts: Array) -> float:
    hits, false_alarms, _ = counts
    return float(hits / max(hits + false_alarms, 1e-9))


def _recall(counts: Array) -> float:
    hits, _, misses = counts
    return float(hits / max(hits + misses, 1e-9))
