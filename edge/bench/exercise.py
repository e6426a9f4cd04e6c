"""`gymstation bench exercise`: what a frame costs after its pose, part by part.

Each part is run by itself over the same poses, as the tracker runs it; the whole is measured on the
tracker, all exercises in the running.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edge.bench.cost import Cost, measured, summary
from edge.camera.recording import PoseRecording
from edge.classifier import TfliteClassifier
from edge.config.pack import ExercisePack, Kind
from edge.exercise.generic import GenericCounter
from edge.exercise.history import History
from edge.exercise.hold import HoldTimer
from edge.exercise.judge.judges import FormJudges
from edge.exercise.measures import MeasureBank
from edge.exercise.recognise.recogniser import ExerciseRecogniser
from edge.exercise.repetitions import RepetitionCounter
from edge.exercise.tracker import HISTORY_S, ExerciseTracker
from edge.exercise.values import Rep
from edge.form_model import load_form_models
from edge.pose.pose import Pose
from edge.pose.recorded import RecordedPoseEstimator
from edge.vision import tracker_factory

WHOLE = "the whole stage"
Part = Callable[[float, Pose], object]
Poses = Sequence[tuple[float, Pose | None]]


@dataclass(frozen=True, slots=True)
class ExerciseCost:
    """frames: with a person, of all recordings. parts: milliseconds a frame, see `cost.summary`.

    repetitions: that were judged.
    """

    frames: int
    repetitions: int
    parts: Mapping[str, Mapping[str, Any]]


def bench_exercise(
    files: Sequence[Path], packs: Sequence[ExercisePack], step: Callable[[str], None]
) -> ExerciseCost:
    """Run recordings through the stage; raises RecordingError and ModelError.

    step: told each file before it is run.
    """
    new_tracker = tracker_factory(packs)
    makers = _parts(packs)
    costs: dict[str, list[Cost]] = {WHOLE: [], **{name: [] for name in makers}, JUDGE: []}
    repetitions = 0
    for file in files:
        step(file.name)
        poses = _poses(PoseRecording.load(file))
        tracker = new_tracker()
        costs[WHOLE] += _costs(tracker.update, poses)
        for name, make in makers.items():
            costs[name] += _costs(make(), poses)
        reps = _named(packs, tracker)
        costs[JUDGE] += _judge_costs(packs, poses, reps)
        repetitions += len(reps)
    parts = {name: summary(each) for name, each in costs.items() if each}
    return ExerciseCost(len(costs[WHOLE]), repetitions, parts)


JUDGE = "judging"


def _poses(recording: PoseRecording) -> Poses:
    estimator = RecordedPoseEstimator()
    return [(frame.captured_s, estimator.estimate(frame)) for frame in recording]


def _parts(packs: Sequence[ExercisePack]) -> Mapping[str, Callable[[], Part]]:
    """What each part does with a pose, made anew for each recording."""
    classifier = TfliteClassifier()
    names = [pack.id for pack in packs]
    trained = not set(names).isdisjoint(classifier.classes)
    recogniser: dict[str, Callable[[], Part]] = (
        {"recognising": lambda: ExerciseRecogniser(classifier, names).update} if trained else {}
    )
    return {
        "measuring and counting": lambda: _counting(packs),
        "counting without a name": lambda: GenericCounter().update,
        **recogniser,
    }


def _counting(packs: Sequence[ExercisePack]) -> Part:
    bank = MeasureBank(m for pack in packs for m in (*pack.movement, *pack.posture, *pack.still))
    history = History(HISTORY_S)
    counters = [
        HoldTimer(pack, bank) if pack.kind is Kind.HOLD else RepetitionCounter(pack, bank)
        for pack in packs
    ]

    def count(at_s: float, pose: Pose) -> None:
        history.append(at_s, bank.read(pose))
        for counter in counters:
            counter.update(at_s, history)

    return count


def _costs(part: Part, poses: Poses) -> list[Cost]:
    """Of every frame with a person."""
    return [
        measured(lambda at_s=at_s, pose=pose: part(at_s, pose))[1]  # type: ignore[misc]
        for at_s, pose in poses
        if pose is not None
    ]


def _named(packs: Iterable[ExercisePack], tracker: ExerciseTracker) -> list[Rep]:
    tracker.finish()
    known = {pack.id for pack in packs}
    return [rep for rep in tracker.repetitions if rep.exercise in known]


def _judge_costs(packs: Sequence[ExercisePack], poses: Poses, reps: Sequence[Rep]) -> list[Cost]:
    """Keeping every pose, and judging each repetition with the frame that finished it."""
    form = FormJudges(packs, HISTORY_S, load_form_models(packs))
    due = sorted(reps, key=lambda rep: rep.announced_s)

    def judge(at_s: float, pose: Pose) -> None:
        form.see(at_s, pose)
        while due and due[0].announced_s <= at_s:
            form.judged(due.pop(0))

    return _costs(judge, poses)
