"""Whole sets in which something else happens: what looks like a repetition and is none."""

from collections.abc import Callable

import numpy as np
import pytest

from edge.config.pack import load_packs
from edge.exercise.cycle import Cycle, CycleDetector
from edge.exercise.tracker import ExerciseTracker
from tests.exercise.figure import Filmed, film


def count(exercise: str, filmed: Filmed) -> int:
    tracker = ExerciseTracker(load_packs([exercise]))
    for at_s, pose in filmed.poses():
        tracker.update(at_s, pose)
    return tracker.finish().count


def later(filmed: Filmed, time_s: Callable[[np.ndarray], np.ndarray]) -> Filmed:
    return Filmed(time_s(filmed.time_s), filmed.pixels, filmed.world, filmed.ends_s)


def held(filmed: Filmed, at_s: float, seconds: float, fps: float = 15.0) -> Filmed:
    """The same, but still for some seconds from a time on."""
    index = int(np.searchsorted(filmed.time_s, at_s))
    frames = int(seconds * fps)
    order = np.r_[0:index, np.full(frames, index), index : len(filmed.time_s)]
    time_s = np.arange(len(order)) / fps
    return Filmed(time_s, filmed.pixels[order], filmed.world[order], filmed.ends_s)


def turn_s(filmed: Filmed) -> float:
    """Of the second repetition: when the hips are lowest."""
    within = (filmed.time_s > filmed.ends_s[0]) & (filmed.time_s < filmed.ends_s[1])
    drop = filmed.pixels[:, [23, 24], 1].mean(axis=1)
    return float(filmed.time_s[within][np.argmax(drop[within])])


def test_a_pause_at_the_far_end_counts_and_a_seat_does_not() -> None:
    filmed = film("squat", 30.0)
    assert count("squat", held(filmed, turn_s(filmed), 3.0)) == 3
    assert count("squat", held(filmed, turn_s(filmed), 12.0)) == 2


@pytest.mark.parametrize("slower", [0.35, 4.0])
def test_tempo_makes_no_difference(slower: float) -> None:
    """From under a second to about twelve."""
    filmed = film("squat", 30.0, fps=30.0)
    assert count("squat", later(filmed, lambda time_s: time_s * slower)) == 3


def test_a_person_who_turns_is_still_counted() -> None:
    filmed = film("squat", 0.0, repetitions=4)
    yaw = np.radians(np.linspace(0.0, 90.0, len(filmed.time_s)))
    x, z = filmed.world[..., 0], filmed.world[..., 2]
    cos, sin = np.cos(yaw)[:, None], np.sin(yaw)[:, None]
    world = np.stack([cos * x + sin * z, filmed.world[..., 1], cos * z - sin * x], axis=-1)
    assert count("squat", Filmed(filmed.time_s, filmed.pixels, world, filmed.ends_s)) == 4


def test_a_repetition_of_which_much_is_unseen_does_not_count() -> None:
    filmed = film("squat", 30.0)
    seen = np.abs(filmed.time_s - turn_s(filmed)) > 0.5
    cut = Filmed(filmed.time_s[seen], filmed.pixels[seen], filmed.world[seen], filmed.ends_s)
    assert count("squat", cut) == 2


def test_arms_bent_and_stretched_while_standing_are_no_push_up() -> None:
    """As with a ball: the hands move before the chest, and nobody leans on them."""
    filmed = film("push_up", 90.0)
    # The same body raised to its feet: turned in the picture's plane by what lay level.
    upright = filmed.world @ np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    if upright[0, [11, 12], 1].mean() > 0.0:  # the head is up
        upright = upright * np.array([-1.0, -1.0, 1.0])
    assert count("push_up", filmed) == 3
    standing = Filmed(filmed.time_s, filmed.pixels, upright, filmed.ends_s)
    assert count("push_up", standing) == 0


def test_both_arms_count_once_although_the_stream_begins_in_mid_repetition() -> None:
    filmed = film("biceps_curl", 20.0, fps=30.0, repetitions=5, variation=0.0)
    first = filmed.time_s >= filmed.ends_s[0] - 0.9
    late = np.array([*range(12, 17), 19, 21], dtype=int)  # one side's arm a moment behind
    world, pixels = filmed.world[first].copy(), filmed.pixels[first].copy()
    world[2:, late], pixels[2:, late] = world[:-2, late], pixels[:-2, late]
    cut = Filmed(filmed.time_s[first], pixels, world, filmed.ends_s)
    assert count("biceps_curl", cut) == 5


def test_one_slow_frame_beyond_the_last_turn_is_a_new_repetition() -> None:
    detector = CycleDetector(0.33)
    values = [0.0, 0.5, 0.7, 0.3, 0.15, 0.85, 0.4, 0.05]
    found = [detector.update(number / 8.0, value) for number, value in enumerate(values)]
    assert [round(each.turn, 2) for each in found if isinstance(each, Cycle)] == [0.7, 0.85]
