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
    """One condition against the labels of whole clips, which say that something is wrong, not what.

    A clip has the fault where half of its judged repetitions have it. precision: of the clips with
    the fault, those called wrong. recall: of the clips called wrong, those with this fault; one
    fault of several explains only some. not_judged: share of all repetitions.
    """

    condition: str
    precision: Estimate
    recall: Estimate
    in_correct: Estimate
    not_judged: float


@dataclass(frozen=True, slots=True)
class ClipResult:
    """balanced: accuracy of the learned condition by clip. unjudged: clips that it cannot judge.

    geometry: the same of all other conditions together, any of which makes a clip wrong; tempo
    aside, which the labels do not speak of.
    """

    clips: int
    unjudged: int
    balanced: Estimate
    geometry: Estimate
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
        geometry=_by_geometry(pack, wrong, judged),
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


def _by_geometry(
    pack: ExercisePack, wrong: Mapping[str, bool], judged: Mapping[str, Judged]
) -> Estimate:
    measured = [c.id for c in pack.conditions if c.learned is None and c.kind != "duration"]
    faulty: dict[str, bool] = {}
    for file, reps in judged.items():
        found = [flag for each in measured if (flag := _at_fault(each, reps)) is not None]
        if found:
            faulty[file] = any(found)
    return _balanced(
        np.array([wrong[file] for file in faulty]), np.array(list(faulty.values()), dtype=bool)
    )


def _at_fault(condition: str, reps: Judged) -> bool | None:
    """Whether half of the repetitions that could be judged have the fault; None for none."""
    own = [r.verdict for results in reps for r in results if r.condition == condition]
    seen = [verdict for verdict in own if verdict is not Verdict.NOT_JUDGED]
    return 2 * seen.count(Verdict.FAULT) >= len(seen) if seen else None


def _shares(
    condition: str, wrong: Mapping[str, bool], judged: Mapping[str, Judged]
) -> ConditionShares:
    faulty: dict[bool, list[bool]] = {True: [], False: []}
    for file, reps in judged.items():
        flag = _at_fault(condition, reps)
        if flag is not None:
            faulty[wrong[file]].append(flag)
    verdicts = Counter(
        result.verdict
        for reps in judged.values()
        for results in reps
        for result in results
        if result.condition == condition
    )
    hits, false_alarms = sum(faulty[True]), sum(faulty[False])
    return ConditionShares(
        condition,
        wilson(hits, hits + false_alarms),
        wilson(hits, len(faulty[True])),
        wilson(false_alarms, len(faulty[False])),
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
