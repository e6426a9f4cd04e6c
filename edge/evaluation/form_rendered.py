"""Rendered sets with named faults through the real pose stage: does each condition find its own?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from edge.camera.frame import Frame, RgbImage
from edge.config.pack import ExercisePack, load_packs
from edge.evaluation.figures import Estimate, wilson
from edge.exercise.tracker import ExerciseTracker
from edge.exercise.values import Rep, Verdict
from edge.form_model import load_form_models
from edge.mannequin import (
    Performance,
    Repetition,
    Scene,
    View,
    render,
    truth_of,
)
from edge.mannequin.casting import cast
from edge.mannequin.exercises import EXERCISES
from edge.pose.port import PoseEstimator

FPS = 15.0
SIZE = (480, 360)
YAWS_DEG = (10.0, 50.0, 86.0)
# exercise → fault in the mannequin → the condition that must find it
WITNESSES: Mapping[str, Mapping[str, str]] = {
    "biceps_curl": {
        "elbows_drift": "elbows_still",
        "swing": "back_still",
        "lean_back": "back_still",
        "partial_top": "full_curl",
        "partial_bottom": "lockout",
        "too_fast": "tempo",
    },
    "deadlift": {
        "rounded_back": "back_straight",
        "no_lockout": "lockout",
        "squatted": "hinge",
        "shallow": "depth",
        "too_fast": "tempo",
    },
    "front_raise": {
        "too_low": "height",
        "too_high": "not_too_high",
        "bent_elbows": "elbows_straight",
        "swing": "back_still",
        "asymmetric": "symmetry",
    },
    "jumping_jack": {"arms_low": "arms_up", "feet_narrow": "feet_apart"},
    "lateral_raise": {
        "too_low": "height",
        "too_high": "not_too_high",
        "bent_elbows": "elbows_straight",
        "swing": "back_still",
        "asymmetric": "symmetry",
    },
    "lunge": {
        "shallow": "depth",
        "knee_over_toe": "knee_over_toe",
        "torso_lean": "back_straight",
        "too_fast": "tempo",
    },
    "pull_up": {"half": "chin_over_bar", "no_full_hang": "full_hang", "kipping": "body_still"},
    "push_up": {
        "shallow": "depth",
        "sagging_hips": "hips_low",
        "piked_hips": "hips_high",
        "too_fast": "tempo",
    },
    "shoulder_press": {
        "no_lockout": "lockout",
        "partial_bottom": "depth",
        "arched_back": "back_straight",
        "uneven": "symmetry",
        "too_fast": "tempo",
    },
    "sit_up": {
        "partial": "range",
        "no_return": "full_return",
        "neck_pull": "neck",
        "too_fast": "tempo",
    },
    "squat": {
        "shallow": "depth",
        "knees_over_toes": "knees_over_toes",
        "forward_lean": "back_straight",
        "knees_in": "knees_in",
        "too_fast": "tempo",
    },
}


class Witness(NamedTuple):
    """One condition of one repetition. present: the fault is there. seen: None = not judged."""

    condition: str
    present: bool
    seen: bool | None


@dataclass(frozen=True, slots=True)
class Found:
    """One condition over all scenes. not_judged: share of its repetitions."""

    exercise: str
    condition: str
    precision: Estimate
    recall: Estimate
    not_judged: float


def evaluate_rendered(
    exercises: Sequence[str] | None,
    estimator: PoseEstimator,
    seeds: Sequence[int],
    step: Callable[[str], None],
) -> list[Found]:
    """Every condition that has a witness; a repetition is clean or has one fault.

    step: called with the name of every scene before it is rendered.
    """
    packs = [pack for pack in load_packs(exercises) if pack.id in WITNESSES]
    found: list[Found] = []
    for pack in packs:
        witnesses: list[Witness] = []
        for scene in scenes(pack.id, seeds):
            step(f"{pack.id} {scene.view.yaw_deg:g}")
            witnesses += _watched(pack, scene, estimator)
        found += _found(pack.id, witnesses)
    return found


def scenes(exercise: str, seeds: Sequence[int]) -> Iterator[Scene]:
    """Sets in which every second repetition has one of the faults."""
    faults = tuple(WITNESSES[exercise])
    named = {2 * at + 2: (fault,) for at, fault in enumerate(faults)}
    performance = Performance(exercise, repetitions=2 * len(faults) + 1, faults=named)
    for seed in seeds:
        for yaw_deg in YAWS_DEG:
            yield cast(performance, View(yaw_deg=yaw_deg), seed=seed, size=SIZE, fps=FPS)


def _watched(pack: ExercisePack, scene: Scene, estimator: PoseEstimator) -> Iterator[Witness]:
    tracker = ExerciseTracker([pack], load_form_models([pack]))
    estimator.reset()
    reps: list[Rep] = []
    for number, rendered in enumerate(render(scene)):
        frame = Frame(RgbImage(rendered.image), rendered.captured_s, number)
        reps += tracker.update(frame.captured_s, estimator.estimate(frame)).finished
    reps += tracker.finish().finished
    truth = truth_of(scene).repetitions
    for before, actual in zip((None, *truth), truth, strict=False):
        if before is not None and _ends_wrong(pack.id, before):
            continue  # the next one begins wrong, and is neither clean nor of its own fault alone
        rep = next((rep for rep in reps if actual.start_s < rep.turn_s < actual.end_s), None)
        if rep is not None:
            yield from _compared(pack, actual, rep)


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
        own = [each for each in witnesses if each.condition == condition]
        hits = sum(each.present and each.seen is True for each in own)
        false_alarms = sum(not each.present and each.seen is True for each in own)
        misses = sum(each.present and each.seen is False for each in own)
        yield Found(
            exercise,
            condition,
            wilson(hits, hits + false_alarms),
            wilson(hits, hits + misses),
            sum(each.seen is None for each in own) / max(len(own), 1),
        )
