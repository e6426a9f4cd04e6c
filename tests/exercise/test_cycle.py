"""Cycles of a scalar signal: every one once, whatever the tempo, the frame rate or the drift."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edge.exercise.cycle import Cycle, CycleDetector

LEAST = 0.33


def cycles(times: np.ndarray, values: np.ndarray, *, finish: bool = False) -> list[Cycle]:
    detector = CycleDetector(LEAST)
    found = []
    for at_s, value in zip(times.tolist(), values.tolist(), strict=True):
        cycle = detector.update(at_s, value)
        if cycle is not None:
            detector.learn(cycle.swing)
            found.append(cycle)
    if finish and (last := detector.finish(float(times[-1]))) is not None:
        found.append(last)
    return found


def wave(count: int, tempo_s: float, fps: float, rest_s: float = 1.0) -> tuple[np.ndarray, ...]:
    times = np.arange(0.0, count * tempo_s + 2 * rest_s, 1.0 / fps)
    phase = np.clip((times - rest_s) / tempo_s, 0.0, count)
    return times, 0.5 - 0.5 * np.cos(2.0 * np.pi * phase)


@settings(deadline=None, max_examples=60)
@given(
    count=st.integers(1, 6),
    tempo_s=st.floats(0.6, 12.0),
    fps=st.floats(8.0, 60.0),
    swing=st.floats(0.5, 1.5),
    drift=st.floats(-0.02, 0.02),
)
def test_every_repetition_counts_once(
    count: int, tempo_s: float, fps: float, swing: float, drift: float
) -> None:
    times, values = wave(count, tempo_s, fps)
    found = cycles(times, swing * values + drift * times)
    assert len(found) == count


@settings(deadline=None, max_examples=40)
@given(tempo_s=st.floats(0.6, 12.0), fps=st.sampled_from([8.0, 30.0, 60.0]))
def test_a_repetition_is_announced_in_time(tempo_s: float, fps: float) -> None:
    times, values = wave(3, tempo_s, fps)
    ends_s = 1.0 + tempo_s * np.arange(1, 4)
    for cycle, end_s in zip(cycles(times, values), ends_s, strict=True):
        assert cycle.announced_s <= end_s + 0.3
        assert cycle.turn_s == pytest.approx(end_s - tempo_s / 2, abs=0.6 / fps)


def test_a_pause_in_the_middle_is_no_repetition() -> None:
    path = [0, 0, 0.5, 0.5, 0.5, 1, 1, 0.6, 0.6, 0.6, 0.6, 0, 0]
    times = np.arange(0.0, 12.0, 1 / 30)
    values = np.interp(times, np.arange(len(path)), path)
    assert len(cycles(times, values)) == 1


def test_bursts_at_the_turn_are_no_repetitions() -> None:
    times, values = wave(3, 3.0, 30.0)
    bursts = values + 0.12 * np.sin(2 * np.pi * 4.0 * times) * (values > 0.6)
    assert len(cycles(times, bursts)) == 3


def test_a_half_way_is_partial_when_the_member_does_more() -> None:
    times, values = wave(6, 2.0, 30.0)
    index = np.clip(((times - 1.0) // 2.0).astype(int), 0, 5)
    swings = np.array([1.0, 1.0, 1.0, 0.3, 1.0, 1.0])[index]
    assert len(cycles(times, swings * values)) == 5


def test_a_range_that_shrinks_slowly_is_followed() -> None:
    times, values = wave(10, 1.5, 30.0)
    index = np.clip(((times - 1.0) // 1.5).astype(int), 0, 9)
    assert len(cycles(times, values * (0.9 - 0.06 * index))) == 10


def test_the_end_of_a_stream_completes_what_was_nearly_complete() -> None:
    times, values = wave(2, 2.0, 30.0)
    cut = times < 1.0 + 3.75
    assert len(cycles(times[cut], values[cut])) == 1
    assert len(cycles(times[cut], values[cut], finish=True)) == 2


def test_a_beginning_at_the_far_end_is_told() -> None:
    times = np.arange(0.0, 4.0, 1 / 30)
    found = cycles(times, 0.5 + 0.5 * np.cos(2 * np.pi * times / 2.0))
    assert found[0].opening is not None
    assert found[0].opening.end_s == found[0].start_s
    assert cycles(*wave(2, 2.0, 30.0))[0].opening is None
