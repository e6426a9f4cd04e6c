from itertools import pairwise

import numpy as np
import pytest

from edge.config.smoothing import SmoothingConfig
from edge.pose.smoothing import OneEuroFilter, OneEuroSettings
from edge.pose.steady import PoseSmoother

SETTINGS = OneEuroSettings(SmoothingConfig().min_cutoff_hz, SmoothingConfig().beta)


def value(number: float) -> np.ndarray:
    return np.array([number], np.float32)


def filtered(times: np.ndarray, values: np.ndarray) -> np.ndarray:
    one_euro = OneEuroFilter(SETTINGS)
    return np.array([one_euro(value(v), t, 1.0)[0] for t, v in zip(times, values, strict=True)])


def lag_s(times: np.ndarray, movement: np.ndarray) -> float:
    """The shift that explains the filtered signal best, to a millisecond."""
    result = filtered(times, movement)
    shifts = np.arange(0, 0.3, 0.001)
    late = [np.interp(times - shift, times, movement) for shift in shifts]
    settled = times > 1.0
    return float(shifts[np.argmin([np.abs(one - result)[settled].mean() for one in late])])


@pytest.mark.parametrize(("fps", "limit_s"), [(30, 0.040), (8, 0.040)])
def test_a_repetition_of_two_seconds_lags_less_than_40_ms(fps: float, limit_s: float) -> None:
    times = np.arange(0, 8, 1 / fps)
    wrist_m = 0.3 * np.sin(2 * np.pi * times / 2)  # 0.6 m of travel, as in a curl
    assert 0 < lag_s(times, wrist_m) <= limit_s


def test_a_landmark_at_rest_trembles_less() -> None:
    noise = np.random.default_rng(1).normal(0, 0.005, 600)
    steady = filtered(np.arange(600) / 30, noise)
    assert steady[60:].std() < 0.6 * noise[60:].std()


def test_a_jump_is_followed_within_a_few_frames() -> None:
    result = filtered(np.arange(10) / 30, np.array([0.0] * 5 + [1.0] * 5))
    assert result[5] > 0.5
    assert result[8] > 0.95
    assert all(later >= earlier for earlier, later in pairwise(result))


def test_a_repeated_time_stamp_gives_the_last_result() -> None:
    one_euro = OneEuroFilter(SETTINGS)
    one_euro(value(0), 0.0, 1.0)
    last = one_euro(value(1), 0.1, 1.0)
    assert one_euro(value(100), 0.1, 1.0) is last
    assert one_euro(value(1), 0.2, 1.0)[0] == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize("time_s", [4.9, 0.0, 5.6])
def test_going_back_in_time_or_a_gap_starts_anew(time_s: float) -> None:
    one_euro = OneEuroFilter(SETTINGS)
    one_euro(value(0), 5.0, 1.0)
    assert one_euro(value(7), time_s, 1.0)[0] == 7


def test_near_and_far_are_smoothed_alike() -> None:
    near, far = OneEuroFilter(SETTINGS), OneEuroFilter(SETTINGS)
    for step in range(20):
        large = near(value(step * 300.0), step / 30, 300.0)
        small = far(value(step * 30.0), step / 30, 30.0)
    assert large[0] == pytest.approx(small[0] * 10, rel=1e-4)


def test_a_pose_is_smoothed_in_both_spaces_or_in_none() -> None:
    rng = np.random.default_rng(2)
    landmarks = rng.uniform(0, 400, (33, 3)).astype(np.float32)
    world = rng.uniform(-1, 1, (33, 3)).astype(np.float32)
    smooth, raw = PoseSmoother(SmoothingConfig()), PoseSmoother(SmoothingConfig(enabled=False))
    for smoother in (smooth, raw):
        smoother(landmarks, world, 0.0)
    moved, moved_world = smooth(landmarks + 5, world + 0.01, 1 / 30)
    assert np.all((moved > landmarks) & (moved < landmarks + 5))
    assert np.all((moved_world > world) & (moved_world < world + 0.01))
    assert raw(landmarks + 5, world, 1 / 30)[0] == pytest.approx(landmarks + 5)
