"""What the recogniser calls `other` and yet repeats is counted as `other`."""

from dataclasses import dataclass

import numpy as np

from edge.config.pack import load_packs
from edge.exercise.recognise.recogniser import ExerciseRecogniser
from edge.exercise.tracker import OTHER, ExerciseTracker
from edge.exercise.values import SetProgress
from edge.pose.pose import Pose
from tests.exercise.figure import film
from tests.fakes.classifier import ScriptedClassifier

Poses = list[tuple[float, Pose | None]]


@dataclass
class Naming:
    """A classifier that can be told what to say."""

    name: str = OTHER

    def __call__(self, window: np.ndarray) -> dict[str, float]:
        return {} if self.name == OTHER else {self.name: 0.95}


def tracker(naming: Naming) -> ExerciseTracker:
    recogniser = ExerciseRecogniser(ScriptedClassifier(naming), ["squat", "lunge"])
    return ExerciseTracker(load_packs(["squat", "lunge"]), recogniser=recogniser)


def follow(following: ExerciseTracker, poses: Poses) -> list[SetProgress]:
    return [following.update(at_s, pose) for at_s, pose in poses]


def test_an_unnamed_movement_counts_from_the_third_on() -> None:
    following = tracker(Naming())
    seen = follow(following, film("shoulder_press", 30.0, repetitions=7).poses())
    last = following.finish()
    assert last.exercise == OTHER
    assert abs(last.count - 7) <= 1
    assert {each.count for each in seen}.isdisjoint({1, 2})
    assert [rep.index for rep in following.repetitions] == list(range(1, last.count + 1))
    told = [rep for each in [*seen, last] for rep in each.finished]
    assert tuple(told) == following.repetitions
    assert {rep.exercise for rep in told} == {OTHER}


def test_two_repetitions_are_no_set() -> None:
    following = tracker(Naming())
    follow(following, film("shoulder_press", 30.0, repetitions=2).poses())
    assert (following.finish().count, following.repetitions) == (0, ())


def test_walking_in_and_standing_about_do_not_count() -> None:
    for yaw_deg in (0.0, 45.0, 90.0):
        following = tracker(Naming())
        before = film("squat", yaw_deg, repetitions=0, before=("walk_in",), after=("stand",))
        follow(following, before.poses())
        assert following.finish().count == 0


def test_a_name_that_counts_takes_the_repetitions() -> None:
    naming = Naming()
    following = tracker(naming)
    for at_s, pose in film("squat", 30.0, repetitions=8).poses():
        naming.name = "squat" if at_s > 12.0 else OTHER
        progress = following.update(at_s, pose)
    assert progress.exercise == "squat"
    assert following.finish().exercise == "squat"
    assert {rep.exercise for rep in following.repetitions} == {"squat"}


def test_a_name_that_counts_nothing_takes_nothing() -> None:
    following = tracker(Naming("lunge"))
    follow(following, film("shoulder_press", 30.0, repetitions=7).poses())
    last = following.finish()
    assert last.exercise == OTHER
    assert abs(last.count - 7) <= 1
    assert len(following.repetitions) == last.count
