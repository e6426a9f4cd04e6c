"""Jumps disappear, movement stays."""

import numpy as np
import pytest

from edge.exercise.judge.robust import despiked, running_median


def test_a_single_jump_is_taken_out_and_a_turn_is_not() -> None:
    turn = np.array([170.0, 140.0, 100.0, 75.0, 100.0, 140.0, 170.0])
    assert despiked(turn, 30.0) == pytest.approx(turn)
    jumped = turn.copy()
    jumped[1] = 20.0
    assert despiked(jumped, 30.0)[1] == pytest.approx(135.0)


def test_a_jump_at_an_end_is_taken_out() -> None:
    assert despiked(np.array([90.0, 10.0, 11.0, 12.0]), 30.0)[0] == pytest.approx(10.0)


@pytest.mark.parametrize("fps", [8.0, 30.0, 120.0])
def test_the_median_spans_time_not_frames(fps: float) -> None:
    time_s = np.arange(0.0, 3.0, 1.0 / fps)
    short = np.where((time_s > 1.0) & (time_s < 1.1), 1.0, 0.0)
    long = np.where((time_s > 1.0) & (time_s < 1.6), 1.0, 0.0)
    assert running_median(short, time_s, 0.3).max() == 0.0
    assert running_median(long, time_s, 0.3).max() == 1.0
