"""Times of recordings whose stamps are good, missing, stuck, disordered, or jump."""

from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.camera.clock import RecordingClock, device_time_s


def stamps(fps: float, presented: list[float]) -> list[float]:
    clock = RecordingClock(fps)
    return [clock.stamp(stamp) for stamp in presented]


def test_good_stamps_are_kept() -> None:
    presented = [0.0, 0.03, 0.07, 0.5, 2.0, 2.01]
    assert stamps(30, presented) == presented


@pytest.mark.parametrize("presented", [[nan] * 5, [0.0] * 5, [inf] * 5])
def test_missing_and_stuck_stamps_follow_the_frame_rate(presented: list[float]) -> None:
    assert stamps(10, presented) == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.4])


@pytest.mark.parametrize("fps", [0, -1, nan, inf, 90000])
def test_an_absurd_rate_counts_as_thirty(fps: float) -> None:
    assert stamps(fps, [nan, nan]) == pytest.approx([0.0, 1 / 30])


def test_disordered_neighbours_do_not_stretch_the_recording() -> None:
    presented = [0.0, 0.2, 0.1, 0.4, 0.3, 0.6, 0.5, 0.8]
    assert stamps(10, presented) == pytest.approx([0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])


@pytest.mark.parametrize("jump_s", [-5000.0, 5000.0, 95443.7])
def test_another_time_line_goes_on_where_the_last_one_ended(jump_s: float) -> None:
    presented = [0.0, 0.1, 0.2, *(0.3 + jump_s, 0.45 + jump_s, 0.6 + jump_s)]
    assert stamps(10, presented) == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.45, 0.6])


def test_a_recording_whose_time_begins_far_from_zero_begins_at_zero() -> None:
    assert stamps(10, [7200.0, 7200.1]) == pytest.approx([0.0, 0.1])


def test_a_recording_that_lacks_its_beginning_begins_later() -> None:
    assert stamps(10, [2.5, 2.6]) == pytest.approx([2.5, 2.6])


@given(
    fps=st.floats(0, 200),
    presented=st.lists(st.floats(-1e6, 1e6) | st.sampled_from([nan, inf, 0.0])),
)
def test_times_strictly_increase_whatever_the_stamps(fps: float, presented: list[float]) -> None:
    times = stamps(fps, presented)
    assert all(later > earlier for earlier, later in pairwise(times))
    assert all(time >= 0 for time in times)


def test_a_device_stamp_counts_only_on_the_monotonic_clock() -> None:
    assert device_time_s(99.98, now_s=100.0) == 99.98
    assert device_time_s(0.0, now_s=100.0) == 100.0
    assert device_time_s(1.7e9, now_s=100.0) == 100.0
