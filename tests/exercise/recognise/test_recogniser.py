"""Poses in, names out; the same at every frame rate."""

import numpy as np
import pytest

from edge.errors import UsageError
from edge.exercise.recognise.features import FEATURES
from edge.exercise.recognise.recogniser import ExerciseRecogniser, Recognition
from tests.exercise.recognise.movement import poses
from tests.fakes.classifier import ScriptedClassifier

KNEE = FEATURES.index("knee_angle_mean")


def bending(window: np.ndarray) -> dict[str, float]:
    """Says squat when the knees bend and straighten by more than half a right angle."""
    return {"squat": 0.95} if np.ptp(window[:, KNEE]) > 0.5 else {}


def heard(exercise: str, fps: float) -> list[Recognition]:
    recogniser = ExerciseRecogniser(ScriptedClassifier(bending), ["squat", "lunge"])
    return [recogniser.update(at_s, pose) for at_s, pose in poses(exercise, fps, repetitions=5)]


def named_s(heard: list[Recognition], exercise: str) -> float:
    return next(r.captured_s for r in heard if r.exercise == exercise)


def test_a_squat_is_named_and_stays_named() -> None:
    names = [recognition.exercise for recognition in heard("squat", 30.0)]
    first = names.index("squat")
    assert set(names[:first]) == {"other"}
    assert set(names[first:]) == {"squat"}


def test_the_frame_rate_does_not_change_the_answer() -> None:
    times = [named_s(heard("squat", fps), "squat") for fps in (8.0, 15.0, 30.0, 60.0)]
    assert max(times) - min(times) <= 0.3


def test_it_does_not_classify_every_frame() -> None:
    classifier = ScriptedClassifier(bending)
    recogniser = ExerciseRecogniser(classifier, ["squat"])
    last_s = 0.0
    for at_s, pose in poses("squat", 30.0):
        recogniser.update(at_s, pose)
        last_s = at_s
    assert 3.0 * last_s <= len(classifier.windows) + 5 <= 4.5 * last_s + 5


def test_nobody_for_long_ends_it() -> None:
    recogniser = ExerciseRecogniser(ScriptedClassifier(bending), ["squat"])
    for at_s, pose in poses("squat", 30.0, repetitions=3):
        recogniser.update(at_s, pose)
    assert recogniser.update(at_s + 1.0, None).exercise == "squat"
    assert recogniser.update(at_s + 2.0, None).exercise == "other"


def test_an_exercise_nobody_trained_is_no_candidate() -> None:
    with pytest.raises(UsageError, match="choose from squat, lunge, push_up"):
        ExerciseRecogniser(ScriptedClassifier(bending), ["my_own"])
