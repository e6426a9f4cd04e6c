"""Motion: joint angles, contacts, times and determinism."""

import time

import numpy as np
import pytest

from edge.mannequin import Body, Performance
from edge.mannequin.arrays import inner_angle_deg, min_jerk
from edge.mannequin.exercises import EXERCISES
from edge.mannequin.motion import Motion, move
from edge.mannequin.performance import fault_names
from edge.pose.skeleton import Landmark

L = Landmark

FPS = 30.0
STEADY = {"variation": 0.0}


def angles(motion: Motion, a: L, b: L, c: L):
    points = motion.landmarks
    return inner_angle_deg(points[:, a], points[:, b], points[:, c])


def at(motion: Motion, seconds: float) -> int:
    return round(seconds * FPS)


KNEE = (L.LEFT_HIP, L.LEFT_KNEE, L.LEFT_ANKLE)
ELBOW = (L.LEFT_SHOULDER, L.LEFT_ELBOW, L.LEFT_WRIST)


@pytest.mark.parametrize(
    ("exercise", "joint", "start_deg", "turn_deg"),
    [
        ("squat", KNEE, 173, 76),
        ("deadlift", KNEE, 172, 126),
        ("push_up", ELBOW, 170, 66),
        ("biceps_curl", ELBOW, 166, 40),
        ("lunge", KNEE, 174, 92),
    ],
)
def test_angles_at_both_ends_are_the_key_positions(exercise, joint, start_deg, turn_deg):
    motion = move(Performance(exercise, 1, **STEADY), Body(), fps=FPS)
    rep = motion.repetitions[0]
    found = angles(motion, *joint)
    assert found[at(motion, rep.start_s)] == pytest.approx(start_deg, abs=1.5)
    assert found[at(motion, rep.turn_s)] == pytest.approx(turn_deg, abs=1.5)
    assert found[at(motion, rep.end_s)] == pytest.approx(start_deg, abs=1.5)


@pytest.mark.parametrize("body", [Body(1.5, build=0.8, arms=0.9), Body(2.0, legs=1.1, trunk=0.9)])
def test_the_defining_angle_is_the_same_for_every_body(body):
    motion = move(Performance("squat", 1, **STEADY), body, fps=FPS)
    turn = at(motion, motion.repetitions[0].turn_s)
    assert angles(motion, *KNEE)[turn] == pytest.approx(76, abs=1.5)


FEET = [L.LEFT_ANKLE, L.RIGHT_ANKLE, L.LEFT_FOOT_INDEX, L.RIGHT_FOOT_INDEX]
HANDS = [L.LEFT_WRIST, L.RIGHT_WRIST]


@pytest.mark.parametrize(
    ("exercise", "still"),
    [
        ("squat", FEET),
        ("deadlift", FEET),
        ("biceps_curl", FEET),
        ("shoulder_press", FEET),
        ("sit_up", FEET),
        ("push_up", FEET + HANDS),
        ("plank", FEET + HANDS),
        ("pull_up", HANDS),
    ],
)
def test_what_carries_the_body_does_not_slide(exercise, still):
    motion = move(Performance(exercise, 2), Body(), fps=FPS, seed=4)
    moved = np.ptp(motion.landmarks[:, still], axis=0)
    assert moved.max() < 0.004


@pytest.mark.parametrize("exercise", EXERCISES)
def test_bones_keep_their_length_and_nobody_sinks_into_the_floor(exercise):
    faults = {1: fault_names(exercise)[:1]} if fault_names(exercise) else {}
    body = Body()
    motion = move(Performance(exercise, 2, faults=faults), body, fps=FPS, seed=1)
    points = motion.landmarks
    assert np.isfinite(points).all()
    for a, b, metres in (
        (L.LEFT_HIP, L.LEFT_KNEE, body.thigh_m),
        (L.RIGHT_KNEE, L.RIGHT_ANKLE, body.shank_m),
        (L.LEFT_SHOULDER, L.LEFT_ELBOW, body.upper_arm_m),
        (L.RIGHT_ELBOW, L.RIGHT_WRIST, body.forearm_m),
    ):
        length = np.linalg.norm(points[:, a] - points[:, b], axis=1)
        assert length == pytest.approx(np.full(len(length), metres), abs=1e-6)
    assert points[..., 1].min() > -0.03


@pytest.mark.parametrize("exercise", EXERCISES)
def test_nothing_jumps(exercise):
    performance = Performance(exercise, 2, before=("walk_in", "stand"), after=("stand", "leave"))
    motion = move(performance, Body(), fps=60.0, seed=2)
    speed = np.linalg.norm(np.diff(motion.landmarks, axis=0), axis=2) * 60.0
    assert speed.max() < 14.0  # metres a second: hands of a jumping jack reach 10


def test_faults_change_their_own_repetition_only():
    motion = move(Performance("squat", 3, faults={2: ("shallow",)}, **STEADY), Body(), fps=FPS)
    knees = [angles(motion, *KNEE)[at(motion, r.turn_s)] for r in motion.repetitions]
    assert knees == pytest.approx([76, 100, 76], abs=1.5)
    assert [r.faults for r in motion.repetitions] == [(), ("shallow",), ()]


def test_a_fault_at_the_end_lasts_into_the_next_repetition():
    motion = move(
        Performance("biceps_curl", 2, faults={1: ("partial_bottom",)}, **STEADY), Body(), fps=FPS
    )
    first, second = motion.repetitions
    elbow = angles(motion, *ELBOW)
    assert elbow[at(motion, first.end_s)] == pytest.approx(114, abs=2)
    assert elbow[at(motion, second.start_s)] == pytest.approx(114, abs=2)
    assert elbow[at(motion, second.end_s)] == pytest.approx(166, abs=2)


def test_lunges_alternate():
    motion = move(Performance("lunge", 2, **STEADY), Body(), fps=FPS)
    ahead = motion.landmarks[:, L.LEFT_ANKLE, 2] - motion.landmarks[:, L.RIGHT_ANKLE, 2]
    first, second = (ahead[at(motion, r.turn_s)] for r in motion.repetitions)
    assert first > 0.5
    assert second == pytest.approx(-first, abs=0.01)


def test_too_fast_and_pace_shorten_a_repetition():
    slow, fast = (
        r.end_s - r.start_s
        for r in move(
            Performance("squat", 2, faults={2: ("too_fast",)}, **STEADY), Body(), fps=FPS
        ).repetitions
    )
    assert fast == pytest.approx(0.35 * slow)


def test_repetitions_follow_one_another_and_do_not_depend_on_the_frame_rate():
    one, other = (move(Performance("squat", 4), Body(), fps=fps, seed=9) for fps in (8.0, 30.0))
    assert one.repetitions == other.repetitions
    times = [t for r in one.repetitions for t in (r.start_s, r.turn_s, r.end_s)]
    assert times == sorted(times)
    shared = other.landmarks[np.isin(np.round(other.time_s * 8, 6) % 1, 0.0)]
    assert len(shared) > 20


def test_the_same_seed_is_the_same_motion():
    first, again, other = (
        move(Performance("push_up", 2), Body(), fps=FPS, seed=seed).landmarks for seed in (3, 3, 4)
    )
    assert np.array_equal(first, again)
    assert first.shape != other.shape or not np.allclose(first, other)


def test_thousands_of_frames_a_second():
    began = time.process_time()
    motion = move(Performance("squat", 40), Body(), fps=FPS)
    assert len(motion.time_s) / (time.process_time() - began) > 3000


def test_min_jerk_starts_and_ends_at_rest():
    eased = min_jerk(np.linspace(-0.1, 1.1, 1201))
    assert eased[0] == 0.0
    assert eased[-1] == 1.0
    assert np.abs(np.diff(eased)).max() < 0.002
    assert (np.diff(eased) >= 0.0).all()
