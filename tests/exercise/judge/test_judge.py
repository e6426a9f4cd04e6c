"""Repetitions of the mannequin with named faults, judged condition by condition."""

from dataclasses import replace

import numpy as np
import pytest

from edge.config.condition import ConditionSpec
from edge.config.pack import ExercisePack, load_packs
from edge.exercise.judge.judge import FormJudge
from edge.exercise.judge.verdict import Reason
from edge.exercise.values import ConditionResult, Verdict
from edge.mannequin.motion import Motion
from edge.pose.pose import Pose
from tests.fakes.performer import perform, poses

# exercise, view, the fault's name in the mannequin, the condition that must find it
FAULTS = [
    ("squat", 90, "shallow", "depth"),
    ("squat", 0, "shallow", "depth"),
    ("squat", 90, "knees_over_toes", "knees_over_toes"),
    ("squat", 60, "forward_lean", "back_straight"),
    ("squat", 10, "knees_in", "knees_in"),
    ("squat", 180, "knees_in", "knees_in"),
    ("squat", 45, "too_fast", "tempo"),
    ("push_up", 90, "shallow", "depth"),
    ("push_up", 85, "sagging_hips", "hips_low"),
    ("push_up", 270, "piked_hips", "hips_high"),
    ("biceps_curl", 60, "elbows_drift", "elbows_still"),
    ("biceps_curl", 90, "swing", "back_still"),
    ("biceps_curl", 0, "partial_top", "full_curl"),
    ("biceps_curl", 45, "partial_bottom", "lockout"),
    ("lunge", 90, "shallow", "depth"),
    ("lunge", 90, "knee_over_toe", "knee_over_toe"),
    ("lunge", 60, "torso_lean", "back_straight"),
    ("deadlift", 90, "rounded_back", "back_straight"),
    ("deadlift", 60, "no_lockout", "lockout"),
    ("deadlift", 90, "squatted", "hinge"),
    ("deadlift", 90, "shallow", "depth"),
    ("jumping_jack", 0, "arms_low", "arms_up"),
    ("jumping_jack", 0, "feet_narrow", "feet_apart"),
    ("lateral_raise", 0, "too_low", "height"),
    ("lateral_raise", 0, "too_high", "not_too_high"),
    ("lateral_raise", 45, "bent_elbows", "elbows_straight"),
    ("lateral_raise", 90, "swing", "back_still"),
    ("lateral_raise", 0, "asymmetric", "symmetry"),
    ("front_raise", 60, "too_low", "height"),
    ("front_raise", 60, "too_high", "not_too_high"),
    ("front_raise", 90, "bent_elbows", "elbows_straight"),
    ("front_raise", 10, "asymmetric", "symmetry"),
    ("shoulder_press", 0, "no_lockout", "lockout"),
    ("shoulder_press", 0, "partial_bottom", "depth"),
    ("shoulder_press", 90, "arched_back", "back_straight"),
    ("shoulder_press", 20, "uneven", "symmetry"),
    ("sit_up", 90, "partial", "range"),
    ("sit_up", 90, "no_return", "full_return"),
    ("pull_up", 0, "half", "chin_over_bar"),
    ("pull_up", 0, "no_full_hang", "full_hang"),
    ("pull_up", 60, "kipping", "body_still"),
    ("plank", 90, "hips_low", "hips_low"),
    ("plank", 90, "hips_high", "hips_high"),
]


def pack_of(exercise: str) -> ExercisePack:
    return load_packs([exercise])[0]


def judge(
    pack: ExercisePack, motion: Motion, sequence: list[Pose], number: int = 0
) -> dict[str, ConditionResult]:
    """The verdicts on one repetition, announced 0.15 s after its end."""
    repetition = motion.repetitions[number]
    form = FormJudge(pack)
    for pose in sequence:
        if pose.captured_s <= repetition.end_s + 0.15:
            form.observe(pose.captured_s, pose)
    found = form.judge(repetition.start_s, repetition.turn_s, repetition.end_s)
    return {result.condition: result for result in found}


@pytest.mark.parametrize(("exercise", "yaw_deg", "fault", "condition"), FAULTS)
def test_a_fault_is_found_by_its_condition(
    exercise: str, yaw_deg: float, fault: str, condition: str
) -> None:
    motion = perform(exercise, [fault], repetitions=1)
    result = judge(pack_of(exercise), motion, poses(motion, yaw_deg))[condition]
    assert result.verdict is Verdict.FAULT
    assert result.worst is not None
    assert result.limit is not None
    assert result.at_s is not None


@pytest.mark.parametrize(
    ("exercise", "yaw_deg"), sorted({(exercise, yaw) for exercise, yaw, *_ in FAULTS})
)
def test_a_clean_repetition_has_no_fault(exercise: str, yaw_deg: float) -> None:
    motion = perform(exercise, repetitions=2)
    results = judge(pack_of(exercise), motion, poses(motion, yaw_deg), number=1)
    assert not [r for r in results.values() if r.verdict is Verdict.FAULT]
    assert [r for r in results.values() if r.verdict is Verdict.OK]


@pytest.mark.parametrize("fps", [8.0, 15.0, 30.0])
def test_the_frame_rate_changes_no_verdict(fps: float) -> None:
    for fault, condition in (("shallow", "depth"), ("forward_lean", "back_straight")):
        motion = perform("squat", [fault], repetitions=1, fps=fps)
        results = judge(pack_of("squat"), motion, poses(motion, 90))
        faults = {r.condition for r in results.values() if r.verdict is Verdict.FAULT}
        assert faults == {condition}


@pytest.mark.parametrize("landmark", [23, 25, 26, 11, 31])
def test_a_single_jumped_landmark_makes_no_fault(landmark: int) -> None:
    motion = perform("squat", repetitions=1)
    sequence = poses(motion, 80)
    turn_s = motion.repetitions[0].turn_s
    at = min(range(len(sequence)), key=lambda n: abs(sequence[n].captured_s - turn_s))
    pose = sequence[at]
    image, world = pose.landmarks.copy(), np.array(pose.world)
    image[landmark] += 150.0
    world[landmark] += 0.6
    sequence[at] = Pose.from_blazepose(
        image,
        world,
        pose.visibility,
        presence=1.0,
        captured_s=pose.captured_s,
        image_size=pose.image_size,
    )
    results = judge(pack_of("squat"), motion, sequence)
    assert not [r for r in results.values() if r.verdict is Verdict.FAULT]


def test_what_the_view_hides_is_not_judged() -> None:
    motion = perform("squat", ["forward_lean"], repetitions=1)
    result = judge(pack_of("squat"), motion, poses(motion, 0))["back_straight"]
    assert result == ConditionResult(
        "back_straight", Verdict.NOT_JUDGED, limit=50.0, unit="deg", reason=Reason.VIEW
    )


def test_what_is_out_of_sight_is_not_judged() -> None:
    motion = perform("squat", repetitions=1)
    sequence = poses(motion, 0)
    hidden = np.full(33, 0.95, np.float32)
    hidden[25:] = 0.1
    unseen = [replace(pose, visibility=hidden) for pose in sequence]
    results = judge(pack_of("squat"), motion, unseen)
    assert results["depth"].reason == Reason.VISIBILITY
    assert results["tempo"].verdict is Verdict.OK


def test_too_few_frames_are_not_judged() -> None:
    motion = perform("squat", repetitions=1, fps=2)
    results = judge(pack_of("squat"), motion, poses(motion, 90))
    assert {result.reason for result in results.values()} == {Reason.FRAME_RATE}


def test_an_unknown_picture_is_not_measured_in() -> None:
    motion = perform("squat", repetitions=1)
    sequence = [replace(pose, image_size=(1, 1)) for pose in poses(motion, 90)]
    results = judge(pack_of("squat"), motion, sequence)
    assert results["back_straight"].reason == Reason.IMAGE_SIZE
    assert results["tempo"].verdict is Verdict.OK


def test_nobody_seen_is_nothing_judged() -> None:
    results = FormJudge(pack_of("squat")).judge(0.0, 1.0, 2.0)
    assert {result.reason for result in results} == {Reason.VISIBILITY}


def test_an_alternating_arm_at_rest_breaks_no_condition() -> None:
    # The right arm stays down, so that only the left one's way counts.
    motion = perform("biceps_curl", repetitions=1)
    still = perform("biceps_curl", repetitions=1).landmarks[:1]
    landmarks = motion.landmarks.copy()
    for point in (14, 16, 18, 20, 22):
        landmarks[:, point] = still[0, point]
    one_arm = replace(motion, landmarks=landmarks)
    results = judge(pack_of("biceps_curl"), one_arm, poses(one_arm, 0))
    assert results["full_curl"].verdict is Verdict.OK


class Sure:
    """A trained model that always answers the same, and remembers what it was told."""

    def __init__(self, probability: float) -> None:
        self.probability = probability
        self.told: list[np.ndarray] = []

    def __call__(self, features: np.ndarray) -> float:
        self.told.append(features)
        return self.probability


@pytest.mark.parametrize(("probability", "verdict"), [(0.2, "ok"), (0.9, "fault")])
def test_a_trained_model_is_asked_about_the_repetition(probability: float, verdict: str) -> None:
    pack, motion = pack_of("push_up"), perform("push_up", repetitions=1)
    model = Sure(probability)
    form = FormJudge(pack, models={"form_push_up_int8": model})
    for pose in poses(motion, 90):
        form.observe(pose.captured_s, pose)
    (rep,) = motion.repetitions
    results = {r.condition: r for r in form.judge(rep.start_s, rep.turn_s, rep.end_s)}
    assert results["technique"].verdict == verdict
    assert results["technique"].worst == probability
    (told,) = model.told
    assert np.isfinite(told).all()
    assert np.abs(told).max() <= 4.0


def test_without_its_model_a_learned_condition_is_not_judged() -> None:
    motion = perform("push_up", repetitions=1)
    result = judge(pack_of("push_up"), motion, poses(motion, 90))["technique"]
    assert result.reason == Reason.MODEL


def test_a_limit_is_the_condition_s_own() -> None:
    pack, motion = pack_of("squat"), perform("squat", repetitions=1)
    conditions = tuple(
        each.with_limit(0.5) if each.id == "depth" else each for each in pack.conditions
    )
    strict = pack.model_copy(update={"conditions": conditions})
    assert judge(strict, motion, poses(motion, 90))["depth"].verdict is Verdict.FAULT


def test_every_condition_is_named_and_sourced() -> None:
    for pack in load_packs(None):
        assert 3 <= len(pack.conditions) <= 5
        for condition in pack.conditions:
            assert isinstance(condition, ConditionSpec)
            for text in (condition.name.ko, condition.cue.ko):
                assert any("가" <= letter <= "힣" for letter in text)
            assert condition.name.en.isascii()
