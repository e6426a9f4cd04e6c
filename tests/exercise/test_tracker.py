"""The tracker on whole sets: exact truth from the mannequin's motion."""

from itertools import pairwise

import numpy as np
import pytest

from edge.config.pack import load_packs, pack_names
from edge.errors import UsageError
from edge.exercise.tracker import OTHER, ExerciseTracker
from edge.exercise.values import Phase, Rep, SetProgress
from edge.pose.pose import Pose
from tests.exercise.figure import Filmed, film

Poses = list[tuple[float, Pose | None]]
SUITABLE = {"push_up": 90.0, "sit_up": 90.0, "deadlift": 90.0, "lunge": 90.0, "pull_up": 180.0}
COUNTED = [name for name in pack_names() if name != "plank"]


def track(names: list[str] | None, poses: Poses) -> tuple[SetProgress, tuple[Rep, ...]]:
    tracker = ExerciseTracker(load_packs(names))
    for at_s, pose in poses:
        tracker.update(at_s, pose)
    return tracker.finish(), tracker.repetitions


def count(name: str, filmed: Filmed | Poses) -> int:
    return track([name], filmed if isinstance(filmed, list) else filmed.poses())[0].count


@pytest.mark.parametrize("exercise", COUNTED)
@pytest.mark.parametrize(("fps", "pace"), [(8.0, 1.0), (30.0, 0.6), (12.0, 3.0)])
def test_every_exercise_is_counted(exercise: str, fps: float, pace: float) -> None:
    filmed = film(exercise, SUITABLE.get(exercise, 20.0), fps=fps, pace=pace)
    progress, reps = track([exercise], filmed.poses())
    assert progress.count == 3
    for rep, end_s in zip(reps, filmed.ends_s, strict=True):
        assert rep.announced_s <= end_s + 0.3
        assert rep.start_s < rep.turn_s < rep.end_s


@pytest.mark.parametrize("exercise", ["squat", "biceps_curl", "lateral_raise"])
def test_left_and_right_and_noise_make_no_difference(exercise: str) -> None:
    filmed = film(exercise, 30.0)
    assert count(exercise, filmed.mirrored()) == 3
    assert count(exercise, filmed.noisy(0.012)) == 3


@pytest.mark.parametrize("exercise", ["biceps_curl", "shoulder_press", "front_raise", "push_up"])
def test_walking_in_and_setting_up_do_not_count(exercise: str) -> None:
    filmed = film(exercise, 60.0, before=("walk_in", "set_up"), after=("leave",))
    assert count(exercise, filmed) == 3


def test_the_same_poses_give_the_same_result() -> None:
    poses = film("squat").poses()
    assert track(["squat"], poses) == track(["squat"], poses)


def test_landmarks_that_jump_do_not_count() -> None:
    filmed = film("squat", fps=30.0)
    world = filmed.world.copy()
    world[::17] = np.random.default_rng(2).normal(0.0, 0.4, world[::17].shape)
    jumping = Filmed(filmed.time_s, filmed.pixels, world, filmed.ends_s)
    assert count("squat", jumping) == 3


def test_frames_out_of_order_and_short_losses_are_survived() -> None:
    poses = film("squat", fps=30.0).poses()
    shuffled: Poses = []
    for number, (at_s, pose) in enumerate(poses):
        shuffled.append((at_s, pose))
        if number % 10 == 5:
            shuffled += [(at_s, pose), (at_s - 0.05, poses[0][1]), (float("nan"), pose)]
    lost = [(at_s, None if 2.0 < at_s % 4.0 < 2.4 else pose) for at_s, pose in shuffled]
    assert count("squat", lost) == 3


def test_a_collapsed_pose_is_no_measure() -> None:
    poses = film("squat").poses()
    shape = poses[0][1]
    assert shape is not None
    point = Pose.from_blazepose(
        np.zeros((33, 3), np.float32),
        np.zeros((33, 3), np.float32),
        shape.visibility,
        presence=1.0,
        captured_s=0.0,
        image_size=(640, 480),
    )
    broken = [(at_s, point if n % 9 == 4 else pose) for n, (at_s, pose) in enumerate(poses)]
    assert count("squat", broken) == 3


def test_a_new_clock_keeps_the_count() -> None:
    poses = film("squat").poses()
    again = [(at_s - 1000.0, pose) for at_s, pose in poses]
    assert count("squat", poses + again) == 6


def test_nobody_counts_nothing() -> None:
    progress, reps = track(["squat"], [(n / 10.0, None) for n in range(100)])
    assert (progress.count, progress.phase, progress.position, reps) == (0, Phase.UNKNOWN, None, ())


def test_another_movement_does_not_count() -> None:
    walking = film("squat", repetitions=0, before=("walk_in",), after=("stand",))
    for exercise in COUNTED:
        assert count(exercise, walking) == 0, exercise
    curls = film("biceps_curl", 30.0)
    for exercise in ("squat", "push_up", "pull_up", "shoulder_press", "sit_up", "jumping_jack"):
        assert count(exercise, curls) == 0, exercise


def test_progress_tells_each_repetition_once_and_the_phase() -> None:
    tracker = ExerciseTracker(load_packs(["squat"]))
    seen = [tracker.update(at_s, pose) for at_s, pose in film("squat", fps=20.0).poses()]
    finished = [rep for progress in seen for rep in progress.finished]
    assert [rep.index for rep in finished] == [1, 2, 3]
    assert all(a.count <= b.count for a, b in pairwise(seen))
    assert {Phase.START, Phase.OUTWARD, Phase.TURN, Phase.RETURN} <= {p.phase for p in seen}
    assert all(0.0 <= p.position <= 1.0 for p in seen if p.position is not None)
    assert all(50.0 < rep.range_of_motion < 130.0 for rep in finished)


def test_a_hold_is_timed() -> None:
    filmed = film("plank", 90.0, repetitions=1, before=(), after=("leave",))
    progress, reps = track(["plank"], filmed.poses())
    assert progress.hold_s == pytest.approx(filmed.ends_s[0], abs=1.5)
    assert (progress.count, reps) == (0, ())
    standing = film("squat", repetitions=0)
    assert track(["plank"], standing.poses())[0].hold_s == 0.0


@pytest.mark.parametrize("exercise", ["squat", "push_up", "biceps_curl", "sit_up"])
def test_among_all_packs_the_right_one_is_followed(exercise: str) -> None:
    poses = film(exercise, SUITABLE.get(exercise, 20.0), repetitions=4).poses()
    progress, reps = track(None, poses)
    assert (progress.exercise, progress.count) == (exercise, 4)
    assert {rep.exercise for rep in reps} == {exercise}


def test_nothing_is_named_before_anything_happened() -> None:
    still = film("squat", repetitions=0).poses()
    assert track(None, still)[0].exercise == OTHER
    with pytest.raises(UsageError, match="no exercise"):
        ExerciseTracker([])
