"""What repeats counts, whatever it is; what does not repeat, does not."""

import numpy as np
import pytest

from edge.exercise.generic import GenericCounter
from edge.exercise.generic_shape import Sampler, shape_of
from edge.pose.skeleton import Landmark
from tests.exercise.figure import film, make_pose

STANDING = {
    Landmark.NOSE: (0.0, -0.65),
    Landmark.LEFT_SHOULDER: (0.18, -0.5),
    Landmark.LEFT_ELBOW: (0.25, -0.25),
    Landmark.LEFT_WRIST: (0.27, 0.0),
    Landmark.LEFT_HIP: (0.12, 0.0),
    Landmark.LEFT_KNEE: (0.12, 0.4),
    Landmark.LEFT_ANKLE: (0.12, 0.8),
}
PIXELS = 200.0


def figure(up: float, *, left_only: bool = False, noise: np.ndarray | None = None) -> np.ndarray:
    """A standing figure, (33, 3) pixels; up: 0 = arms hang, 1 = arms overhead."""
    points = np.zeros((33, 3))
    for landmark, (x, y) in STANDING.items():
        points[landmark, :2] = x, y
        if landmark is not Landmark.NOSE:
            points[landmark + 1, :2] = -x, y
    for wrist in (
        [Landmark.LEFT_WRIST] if left_only else [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]
    ):
        points[wrist, 1] -= 0.9 * up
        points[wrist - 2, 1] -= 0.4 * up
    if noise is not None:
        points[:, :2] += noise
    return PIXELS * points + PIXELS


def count(
    times: np.ndarray, up: np.ndarray, *, noise: float = 0.0, dropped: np.ndarray | None = None
) -> int:
    jitter = np.random.default_rng(5).normal(0.0, noise, (len(times), 33, 2))
    counter = GenericCounter()
    for number, (at_s, value) in enumerate(zip(times.tolist(), up.tolist(), strict=True)):
        lost = dropped is not None and dropped[number]
        pixels = figure(value, noise=jitter[number])
        counter.update(at_s, None if lost else make_pose(pixels, pixels / PIXELS, at_s))
    counter.finish()
    return len(counter.reps)


def wave(reps: int, tempo_s: float, fps: float, rest_s: float = 1.0) -> tuple[np.ndarray, ...]:
    times = 50.0 + np.arange(0.0, reps * tempo_s + 2.0 * rest_s, 1.0 / fps)
    phase = np.clip((times - 50.0 - rest_s) / tempo_s, 0.0, reps)
    return times, 0.5 - 0.5 * np.cos(2.0 * np.pi * phase)


@pytest.mark.parametrize("fps", [8.0, 30.0])
@pytest.mark.parametrize("tempo_s", [0.6, 0.8, 1.2, 2.0, 3.5, 5.0, 8.0, 12.0])
def test_every_tempo_counts_at_every_frame_rate(tempo_s: float, fps: float) -> None:
    assert abs(count(*wave(8, tempo_s, fps)) - 8) <= 1


@pytest.mark.parametrize("tempo_s", [1.0, 2.0, 4.0])
def test_noise_does_not_count(tempo_s: float) -> None:
    times, up = wave(10, tempo_s, 15.0)
    assert abs(count(times, up, noise=0.02) - 10) <= 1


def test_a_drift_of_the_movement_does_not_matter() -> None:
    times, up = wave(10, 2.0, 15.0)
    assert abs(count(times, 0.5 * up + 0.03 * (times - times[0])) - 10) <= 1


def test_a_pause_between_repetitions_does_not_count() -> None:
    times, up = wave(5, 2.0, 15.0, rest_s=3.0)
    both = np.concatenate([times, times + times[-1] - times[0] + 1.0 / 15.0])
    assert abs(count(both, np.concatenate([up, up])) - 10) <= 1


def test_short_dropouts_do_not_matter() -> None:
    times, up = wave(10, 2.0, 15.0)
    dropped = np.random.default_rng(2).random(len(times)) < 0.3
    assert abs(count(times, up, dropped=dropped) - 10) <= 1


def test_nobody_for_a_while_keeps_the_count() -> None:
    times, up = wave(6, 2.0, 15.0)
    again = times + times[-1] - times[0] + 6.0
    assert abs(count(np.concatenate([times, again]), np.concatenate([up, up])) - 12) <= 2


def test_standing_still_does_not_count() -> None:
    times = np.arange(0.0, 30.0, 1.0 / 15.0)
    assert count(times, np.zeros(len(times)), noise=0.01) == 0


def test_a_movement_done_once_does_not_count() -> None:
    assert count(*wave(1, 2.0, 15.0, rest_s=8.0)) == 0


@pytest.mark.parametrize("yaw_deg", [0.0, 45.0, 90.0])
def test_walking_in_and_standing_do_not_count(yaw_deg: float) -> None:
    filmed = film("squat", yaw_deg, repetitions=0, before=("walk_in",), after=("stand",))
    counter = GenericCounter()
    for at_s, pose in filmed.poses():
        counter.update(at_s, pose)
    counter.finish()
    assert counter.reps == []


@pytest.mark.parametrize("exercise", ["squat", "shoulder_press", "push_up", "jumping_jack"])
def test_repetitions_of_a_body_count(exercise: str) -> None:
    filmed = film(exercise, 30.0, repetitions=6)
    counter = GenericCounter()
    for at_s, pose in filmed.poses():
        counter.update(at_s, pose)
    counter.finish()
    assert abs(len(counter.reps) - 6) <= 1


def test_sides_that_take_turns_count_each() -> None:
    times, up = wave(10, 2.0, 15.0)
    counter = GenericCounter()
    for number, (at_s, value) in enumerate(zip(times.tolist(), up.tolist(), strict=True)):
        pixels = figure(value, left_only=True)
        if (number // 30) % 2:
            pixels[:, 0] = 2.0 * PIXELS - pixels[:, 0]
        counter.update(at_s, make_pose(pixels, pixels / PIXELS, at_s))
    counter.finish()
    assert abs(len(counter.reps) - 10) <= 1


def test_repetitions_are_numbered_in_order_and_known_after_their_end() -> None:
    times, up = wave(8, 2.0, 15.0)
    counter = GenericCounter()
    for at_s, value in zip(times.tolist(), up.tolist(), strict=True):
        known = len(counter.reps)
        counter.update(at_s, make_pose(figure(value), figure(value) / PIXELS, at_s))
        assert all(rep.announced_s == at_s for rep in counter.reps[known:])
    counter.finish()
    assert [rep.index for rep in counter.reps] == list(range(1, len(counter.reps) + 1))
    assert all(rep.start_s <= rep.turn_s <= rep.end_s <= rep.announced_s for rep in counter.reps)
    assert all(rep.start_s >= 50.0 and rep.end_s <= times[-1] for rep in counter.reps)


def test_the_shape_does_not_depend_on_place_and_size() -> None:
    pixels = figure(0.4)
    near = shape_of(make_pose(pixels, pixels, 0.0))
    far = shape_of(make_pose(0.3 * pixels + 77.0, pixels, 0.0))
    assert near is not None
    assert far is not None
    np.testing.assert_allclose(near, far, atol=1e-6)
    point = np.ones((33, 3))
    assert shape_of(make_pose(point, point, 0.0)) is None


def test_samples_come_at_a_fixed_rate() -> None:
    sampler = Sampler()
    times = np.cumsum(np.random.default_rng(1).uniform(0.02, 0.25, 200))
    samples = [each for at_s in times for each in sampler.update(float(at_s), np.full(12, at_s))]
    assert len(samples) == int((times[-1] - times[0]) * 10.0) + 1
    assert np.all(np.diff(np.array(samples)[:, 0]) > 0.0)
