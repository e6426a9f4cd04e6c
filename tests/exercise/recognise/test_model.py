"""The trained model that ships: small, integer, quick, and right about the mannequin."""

import time

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter

from edge.classifier import MODEL, TfliteClassifier
from edge.config.pack import load_packs
from edge.errors import ModelError
from edge.exercise.recognise.decision import OTHER
from edge.exercise.recognise.features import CLIP, FEATURES
from edge.exercise.recognise.recogniser import ExerciseRecogniser
from edge.exercise.recognise.window import FRAMES
from edge.exercise.tracker import ExerciseTracker
from edge.pose.manifest import verified_model
from tests.exercise.recognise.movement import poses

EXERCISES = [pack.id for pack in load_packs(None)]


@pytest.fixture(scope="module")
def classifier() -> TfliteClassifier:
    return TfliteClassifier()


def names(classifier: TfliteClassifier, movement: str, fps: float, yaw_deg: float) -> list[str]:
    recogniser = ExerciseRecogniser(classifier, EXERCISES)
    movements = poses(movement, fps, repetitions=5, yaw_deg=yaw_deg)
    return [recogniser.update(at_s, pose).exercise for at_s, pose in movements]


def test_it_knows_every_bundled_exercise_and_other(classifier: TfliteClassifier) -> None:
    assert set(classifier.classes) == {*EXERCISES, OTHER}


@pytest.mark.parametrize("fps", [8.0, 30.0])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_mannequin_is_named_and_keeps_its_name(
    classifier: TfliteClassifier, exercise: str, fps: float
) -> None:
    heard = names(classifier, exercise, fps, yaw_deg=60.0)
    assert set(heard) == {OTHER, exercise}
    assert heard[-1] == exercise


@pytest.mark.parametrize("exercise", EXERCISES)
def test_with_all_counters_listening_the_mannequin_goes_by_the_same_name(
    classifier: TfliteClassifier, exercise: str
) -> None:
    tracker = ExerciseTracker(
        load_packs(None), recogniser=ExerciseRecogniser(classifier, EXERCISES)
    )
    movement = poses(exercise, 10.0, repetitions=4, yaw_deg=60.0)
    heard = {tracker.update(at_s, pose).exercise for at_s, pose in movement}
    assert heard == {OTHER, exercise}
    assert tracker.finish().exercise == exercise


@pytest.mark.parametrize("movement", ["standing", "walking", "torso_twist", "bent_over_row"])
@pytest.mark.parametrize("yaw_deg", [0.0, 70.0])
def test_who_does_not_exercise_stays_other(
    classifier: TfliteClassifier, movement: str, yaw_deg: float
) -> None:
    assert set(names(classifier, movement, 15.0, yaw_deg)) == {OTHER}


def test_it_is_small_and_all_integer() -> None:
    path = verified_model(MODEL)
    assert path.stat().st_size <= 200_000
    details = Interpreter(str(path)).get_tensor_details()
    assert {detail["dtype"] for detail in details} <= {np.int8, np.int32}


def test_a_window_takes_less_than_two_milliseconds(classifier: TfliteClassifier) -> None:
    window = np.zeros((FRAMES, len(FEATURES)), np.float32)
    taken = []
    for _ in range(50):
        before = time.thread_time()
        classifier(window)
        taken.append(time.thread_time() - before)
    assert np.median(taken) < 0.002


def test_int8_says_what_its_float_twin_says(classifier: TfliteClassifier) -> None:
    twin = Interpreter(str(verified_model(MODEL.replace("_int8", "_float"))), num_threads=1)
    twin.allocate_tensors()
    (first,), (last,) = twin.get_input_details(), twin.get_output_details()
    rng = np.random.default_rng(5)
    apart = []
    for _ in range(100):
        walk = np.cumsum(rng.normal(0.0, 0.15, (FRAMES, len(FEATURES))), axis=0)
        window = np.clip(walk + rng.normal(0.0, 0.5, len(FEATURES)), -CLIP, CLIP).astype(np.float32)
        twin.set_tensor(first["index"], window[None, :, None, :])
        twin.invoke()
        apart.append(np.abs(twin.get_tensor(last["index"])[0] - classifier(window)).max())
    assert np.median(apart) < 0.03


def test_a_window_of_another_shape_is_refused(classifier: TfliteClassifier) -> None:
    with pytest.raises(ModelError, match="takes windows of 32 x"):
        classifier(np.zeros((FRAMES, 3), np.float32))
