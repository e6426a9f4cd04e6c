"""Rendered sets with named faults through the real pose stage: does each condition find its own?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from edge.camera.recording import PoseRecording
from edge.config.pack import ExercisePack, load_packs
from edge.evaluation.figures import Estimate, wilson
from edge.evaluation.poses import poses_of
from edge.evaluation.witnesses import VIEWS, WITNESSES, scenes
from edge.exercise.tracker import ExerciseTracker
from edge.exercise.values import Rep, Verdict
from edge.form_model import load_form_models
from edge.mannequin import Repetition, Scene, truth_of
from edge.mannequin.exercises import EXERCISES

Films = Callable[[Sequence[Scene]], Iterator[PoseRecording]]


class Witness(NamedTuple):
    """One condition of one repetition.

    present: the fault is there. seen: None = not judged. counted: False where the repetition was
    none to the counter.
    """

    condition: str
    present: bool
    seen: bool | None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """One condition over all scenes.

    not_judged: share of the repetitions that were counted. uncounted: repetitions with its fault
    that were not, so that nothing was judged, in views that the pack can be followed from.
    """

    exercise: str
    condition: str
    precision: Estimate
    recall: Estimate
    not_judged: float
    uncounted: int


def evaluate_rendered(
    exercises: Sequence[str] | None,
    films: Films,
    seeds: Sequence[int],
    step: Callable[[str, int], None],
) -> list[Found]:
    """Every condition that has a witness; a repetition is clean or has one fault.

    films: turns scenes into pose recordings, in order. step: told each scene's name when it is
    judged, and how many there are.
    """
    packs = [pack for pack in load_packs(exercises) if pack.id in WITNESSES]
    listed = [(pack, scene) for pack in packs for scene in scenes(pack.id, seeds)]
    witnesses: dict[str, list[Witness]] = {pack.id: [] for pack in packs}
    recordings = films([scene for _, scene in listed])
    for (pack, scene), recording in zip(listed, recordings, strict=True):
        witnesses[pack.id] += _watched(pack, scene, recording)
        step(f"{pack.id} {scene.view.yaw_deg:g}", len(listed))
    return [found for pack in packs for found in _found(pack.id, witnesses[pack.id])]


def _watched(pack: ExercisePack, scene: Scene, recording: PoseRecording) -> Iterator[Witness]:
    reps = _reps(pack, recording)
    truth = truth_of(scene).repetitions
    for before, actual in zip((None, *truth), truth, strict=False):
        if before is not None and _ends_wrong(pack.id, before):
            continue  # the next one begins wrong, and is neither clean nor of its own fault alone
        rep = next((rep for rep in reps if actual.start_s < rep.turn_s < actual.end_s), None)
        if rep is not None:
            yield from _compared(pack, actual, rep)
        elif VIEWS[scene.view.yaw_deg] in pack.views:
            for fault in actual.faults:
                condition = WITNESSES[pack.id][fault]
                yield Witness(condition, present=True, seen=None, counted=False)


def _reps(pack: ExercisePack, recording: PoseRecording) -> list[Rep]:
    tracker = ExerciseTracker([pack], load_form_models([pack]))
    reps: list[Rep] = []
    for captured_s, pose in poses_of(recording):
        reps += tracker.update(captured_s, pose).finished
    return [*reps, *tracker.finish().finished]


def _ends_wrong(exercise: str, repetition: Repetition) -> bool:
    faults = EXERCISES[exercise].faults
    return any(name in faults and faults[name].end for name in repetition.faults)


def _compared(pack: ExercisePack, actual: Repetition, rep: Rep) -> Iterator[Witness]:
    wanted = {WITNESSES[pack.id][fault] for fault in actual.faults}
    for result in rep.conditions:
        if result.condition in wanted or not wanted:
            judged = result.verdict is not Verdict.NOT_JUDGED
            seen = result.verdict is Verdict.FAULT if judged else None
            yield Witness(result.condition, bool(wanted), seen)


def _found(exercise: str, witnesses: Sequence[Witness]) -> Iterator[Found]:
    for condition in dict.fromkeys(WITNESSES[exercise].values()):
        told = [each for each in witnesses if each.condition == condition]
        own = [each for each in told if each.counted]
        hits = sum(each.present and each.seen is True for each in own)
        false_alarms = sum(not each.present and each.seen is True for each in own)
        misses = sum(each.present and each.seen is False for each in own)
        yield Found(
            exercise,
            condition,
            wilson(hits, hits + false_alarms),
            wilson(hits, hits + misses),
            sum(each.seen is None for each in own) / max(len(own), 1),
            len(told) - len(own),
        )
