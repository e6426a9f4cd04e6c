"""Clips that somebody judged as a whole: does the judge of single repetitions agree?"""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from edge.camera.recording import PoseRecording
from edge.config.pack import ExercisePack, load_packs
from edge.errors import UsageError
from edge.evaluation.figures import Estimate, wilson
from edge.evaluation.poses import TimedPoses, poses_of
from edge.exercise.judge.judge import FormJudge
from edge.exercise.judge.verdict import FormModels
from edge.exercise.tracker import ExerciseTracker
from edge.exercise.values import ConditionResult, Verdict
from edge.form_model import load_form_models

EXERCISE, LEARNED = "push_up", "technique"
LABELS = "labels.csv"
RESAMPLES = 2000

Judged = Sequence[tuple[ConditionResult, ...]]


@dataclass(frozen=True, slots=True)
class ConditionShares:
    """Of clips with the label: in how many the condition was at fault in half of the repetitions.

    not_judged: share of all repetitions.
    """

    condition: str
    in_wrong: Estimate
    in_correct: Estimate
    not_judged: float


@dataclass(frozen=True, slots=True)
class ClipResult:
    """balanced: accuracy of the learned condition by clip. unjudged: clips that it cannot judge."""

    clips: int
    unjudged: int
    balanced: Estimate
    conditions: tuple[ConditionShares, ...]


def evaluate_clips(folder: Path) -> ClipResult:
    """The recordings of `folder/labels.csv`; raises UsageError, RecordingError or ModelError."""
    path = folder / LABELS
    if not path.is_file():
        raise UsageError("there is no list of labelled clips", where=str(path))
    (pack,) = load_packs([EXERCISE])
    models = load_form_models([pack])
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    judged = {
        row["file"]: judge_clip(pack, models, poses_of(PoseRecording.load(folder / row["file"])))
        for row in rows
    }
    wrong = {row["file"]: row["label"] == "wrong" for row in rows}
    return _result(pack, wrong, judged)


def judge_clip(pack: ExercisePack, models: FormModels, poses: TimedPoses) -> Judged:
    """The conditions of every repetition; of the whole clip where none was counted."""
    tracker, form = ExerciseTracker([pack], models), FormJudge(pack, models=models)
    reps: list[tuple[ConditionResult, ...]] = []
    for captured_s, pose in poses:
        form.observe(captured_s, pose)
        reps += [rep.conditions for rep in tracker.update(captured_s, pose).finished]
    reps += [rep.conditions for rep in tracker.finish().finished]
    first_s, last_s = float(poses.time_s[0]), float(poses.time_s[-1])
    return reps or [form.judge(first_s, (first_s + last_s) / 2.0, last_s)]


def _result(
    pack: ExercisePack, wrong: Mapping[str, bool], judged: Mapping[str, Judged]
) -> ClipResult:
    told = {file: _mean_of(LEARNED, reps) for file, reps in judged.items()}
    known = [file for file, value in told.items() if value is not None]
    truth = np.array([wrong[file] for file in known])
    said = np.array([(told[file] or 0.0) > 0.5 for file in known])  # noqa: PLR2004
    return ClipResult(
        clips=len(wrong),
        unjudged=len(wrong) - len(known),
        balanced=_balanced(truth, said),
        conditions=tuple(_shares(each.id, wrong, judged) for each in pack.conditions),
    )


def _mean_of(condition: str, reps: Judged) -> float | None:
    values = [
        result.worst
        for results in reps
        for result in results
        if result.condition == condition and result.worst is not None
    ]
    return float(np.mean(values)) if values else None


def _shares(
    condition: str, wrong: Mapping[str, bool], judged: Mapping[str, Judged]
) -> ConditionShares:
    faulty: dict[bool, list[bool]] = {True: [], False: []}
    verdicts: Counter[Verdict] = Counter()
    for file, reps in judged.items():
        own = [r.verdict for results in reps for r in results if r.condition == condition]
        verdicts.update(own)
        seen = [verdict for verdict in own if verdict is not Verdict.NOT_JUDGED]
        if seen:
            faulty[wrong[file]].append(2 * seen.count(Verdict.FAULT) >= len(seen))
    return ConditionShares(
        condition,
        wilson(sum(faulty[True]), len(faulty[True])),
        wilson(sum(faulty[False]), len(faulty[False])),
        verdicts[Verdict.NOT_JUDGED] / max(verdicts.total(), 1),
    )


def _balanced(truth: np.ndarray, said: np.ndarray) -> Estimate:
    rng = np.random.default_rng(0)
    chosen = rng.integers(len(truth), size=(RESAMPLES, len(truth)))
    low, high = np.nanpercentile([_share(truth[pick], said[pick]) for pick in chosen], (2.5, 97.5))
    return Estimate(_share(truth, said), float(low), float(high))


def _share(truth: np.ndarray, said: np.ndarray) -> float:
    if truth.all() or not truth.any():
        return float("nan")
    return 0.5 * float(said[truth].mean() + (~said[~truth]).mean())
