"""Poses of any frame rate on one grid of time."""

import numpy as np
import pytest

from edge.exercise.recognise.window import FRAMES, LONGEST_GAP_S, RATE_HZ, PoseWindow
from tests.exercise.recognise.movement import poses


def filled(fps: float, until_s: float) -> PoseWindow:
    window = PoseWindow()
    for at_s, pose in poses("squat", fps):
        if at_s <= until_s + 1e-9:
            window.append(at_s, pose)
    return window


@pytest.mark.parametrize("fps", [10.0, 24.0, 60.0])
def test_the_frame_rate_does_not_change_the_window(fps: float) -> None:
    reference, window = filled(120.0, 6.0).arrays(), filled(fps, 6.0).arrays()
    for wanted, found in zip(reference, window, strict=True):
        scale = np.ptp(wanted) + 1e-6
        assert np.abs(found - wanted).max() / scale < 0.02


def test_a_window_is_filled_at_its_own_rate() -> None:
    window, made = PoseWindow(), 0
    for at_s, pose in poses("squat", 30.0):
        made += window.append(at_s, pose)
        assert made == int(at_s * RATE_HZ + 1e-6) + 1
    assert window.filled == FRAMES
    assert window.ends_s - window.begins_s == pytest.approx((FRAMES - 1) / RATE_HZ)


def test_what_is_not_there_yet_repeats_the_first_pose_and_is_not_measured() -> None:
    arrays = filled(30.0, 1.0).arrays()
    assert arrays.measured.tolist() == [0.0] * (FRAMES - 9) + [1.0] * 9
    assert np.array_equal(arrays.points[0], arrays.points[FRAMES - 9])


def test_a_short_gap_is_bridged_and_marked() -> None:
    window = PoseWindow()
    for at_s, pose in poses("squat", 30.0):
        if not 4.0 < at_s < 5.0 and at_s < 6.0:
            window.append(at_s, pose)
    assert window.filled == FRAMES
    assert 3 <= (window.arrays().measured == 0.0).sum() <= 7


def test_a_long_gap_begins_anew() -> None:
    window = PoseWindow()
    for at_s, pose in poses("squat", 30.0):
        if not 3.0 < at_s < 3.1 + LONGEST_GAP_S and at_s < 5.0:
            window.append(at_s, pose)
    assert window.begins_s > 3.0
