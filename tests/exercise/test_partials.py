"""Movements that turn back too early are told as partial, once, and never counted."""

import pytest

from edge.config.pack import ExercisePack, load_packs, pack_names
from edge.exercise.recognise.recogniser import ExerciseRecogniser, Recognition
from edge.exercise.tracker import OTHER, ExerciseTracker
from edge.exercise.values import PartialRep, Rep, SetProgress
from edge.pose.pose import Pose
from tests.exercise.figure import Filmed, film, joined

Poses = list[tuple[float, Pose | None]]
SUITABLE = {"push_up": 90.0, "sit_up": 90.0, "deadlift": 90.0, "lunge": 90.0, "pull_up": 180.0}
COUNTED = [name for name in pack_names() if name != "plank"]
HALF, SHALLOW = 0.42, 0.75  # of the full way, in the joints


def part(exercise: str, reach: float, count: int, fps: float = 12.0) -> Filmed:
    yaw_deg = SUITABLE.get(exercise, 20.0)
    return film(exercise, yaw_deg, fps=fps, repetitions=count, reach=reach, variation=0.0)


def mixed(exercise: str, reach: float, fps: float = 12.0) -> Filmed:
    """Five full repetitions; one of another reach after the third, two after the fourth."""
    plan = ((1.0, 3), (reach, 1), (1.0, 1), (reach, 2), (1.0, 1))
    return joined(*(part(exercise, each, count, fps) for each, count in plan))


def follow(pack: ExercisePack, filmed: Filmed) -> tuple[SetProgress, list[SetProgress]]:
    tracker = ExerciseTracker([pack])
    every = [tracker.update(at_s, pose) for at_s, pose in filmed.poses()]
    last = tracker.finish()
    return last, [*every, last]


def pack_of(exercise: str) -> ExercisePack:
    return load_packs([exercise])[0]


@pytest.mark.parametrize("exercise", COUNTED)
def test_half_a_way_is_partial_and_does_not_count(exercise: str) -> None:
    last, every = follow(pack_of(exercise), mixed(exercise, HALF))
    assert (last.count, last.partial_count) == (5, 3)
    told = [each for progress in every for each in progress.partial]
    assert len(told) == 3
    for each in told:
        assert each.exercise == exercise
        assert each.start_s < each.turn_s < each.end_s <= each.announced_s
        assert 0.0 < each.range_of_motion < each.needed
    counted = [rep for progress in every for rep in progress.finished]
    assert not any(overlap(rep, each) for rep in counted for each in told)


@pytest.mark.parametrize("exercise", ["squat", "biceps_curl", "push_up", "lateral_raise"])
def test_most_of_the_way_counts(exercise: str) -> None:
    last, _ = follow(pack_of(exercise), mixed(exercise, SHALLOW))
    assert (last.count, last.partial_count) == (8, 0)


@pytest.mark.parametrize("fps", [8.0, 30.0])
def test_the_frame_rate_makes_no_difference(fps: float) -> None:
    last, _ = follow(pack_of("squat"), mixed("squat", HALF, fps))
    assert (last.count, last.partial_count) == (5, 3)


@pytest.mark.parametrize("exercise", ["squat", "front_raise", "lunge"])
def test_a_set_of_halves_is_told_from_the_third_on(exercise: str) -> None:
    """One such movement may be anything, two may be steps."""
    last, every = follow(pack_of(exercise), part(exercise, HALF, 4))
    assert (last.count, last.partial_count) == (0, 4)
    assert [len(each.partial) for each in every if each.partial] == [3, 1]


@pytest.mark.parametrize("exercise", ["squat", "lunge", "biceps_curl", "front_raise", "deadlift"])
def test_walking_in_setting_up_and_leaving_are_not_partial(exercise: str) -> None:
    filmed = film(exercise, 60.0, before=("walk_in", "set_up"), after=("leave",))
    last, _ = follow(pack_of(exercise), filmed)
    assert last.partial_count == 0


def test_a_pack_may_ask_for_more_or_tell_none() -> None:
    strict = pack_of("squat").model_copy(update={"full_swing": 0.9})
    assert follow(strict, mixed("squat", SHALLOW))[0].count == 5
    silent = pack_of("squat").model_copy(update={"partial_from": 1.0})
    last, _ = follow(silent, mixed("squat", HALF))
    assert (last.count, last.partial_count) == (5, 0)


class Late(ExerciseRecogniser):
    """Names a squat at last, and that it was one from the beginning."""

    def __init__(self, from_s: float) -> None:
        self._from_s = from_s

    def update(self, captured_s: float, pose: Pose | None, odds: object = None) -> Recognition:
        if captured_s < self._from_s:
            return Recognition(OTHER, 1.0, None, captured_s)
        return Recognition("squat", 1.0, 0.0, captured_s)


def test_before_the_name_nothing_is_told_and_with_it_everything() -> None:
    poses = mixed("squat", HALF).poses()
    tracker = ExerciseTracker(load_packs(["squat", "push_up"]), recogniser=Late(poses[-1][0] - 4.0))
    every = [tracker.update(at_s, pose) for at_s, pose in poses]
    named = next(number for number, each in enumerate(every) if each.exercise == "squat")
    assert all(each.exercise == OTHER and not each.partial for each in every[:named])
    assert len(every[named].partial) == 3
    assert tracker.finish().partial_count == 3


def overlap(rep: Rep, partial: PartialRep) -> bool:
    return rep.start_s < partial.end_s and partial.start_s < rep.end_s
