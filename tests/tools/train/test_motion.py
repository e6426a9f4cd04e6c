"""Training motion: varied, finite, the same for the same seed, and seen as a model would."""

import numpy as np
import pytest

from edge.exercise.recognise.features import FEATURES
from edge.exercise.recognise.window import FRAMES, RATE_HZ
from edge.mannequin.body import Body
from edge.pose.skeleton import Landmark
from tools.train.augment import augmented
from tools.train.idle import idle
from tools.train.motion import perform
from tools.train.observe import Track, observe
from tools.train.variants import VARIANTS
from tools.train.windows import cut, labelled

CASES = [(name, at) for name, variants in VARIANTS.items() for at in range(len(variants))]


def track(name: str, at: int = 0, seed: int = 1, seconds: float = 10.0) -> Track:
    rng = np.random.default_rng(seed)
    return observe(*perform(VARIANTS[name][at], seconds, RATE_HZ, rng), rng)


@pytest.mark.parametrize(("name", "at"), CASES)
def test_every_variant_moves_a_possible_body(name: str, at: int) -> None:
    points, activity = perform(VARIANTS[name][at], 8.0, RATE_HZ, np.random.default_rng(2))
    assert points.shape == (64, 33, 3)
    assert np.isfinite(points).all()
    assert set(activity) <= {0.0, 1.0}
    shank = points[:, Landmark.LEFT_KNEE] - points[:, Landmark.LEFT_ANKLE]
    length = np.linalg.norm(shank, axis=-1)
    assert length.min() > 0.25
    assert np.ptp(length) < 0.01


def test_the_same_seed_sees_the_same_and_another_does_not() -> None:
    first, again, other = track("squat"), track("squat"), track("squat", seed=2)
    assert np.array_equal(first.points, again.points)
    assert not np.allclose(first.points, other.points)


def test_what_is_seen_is_finite_and_hip_centred_within_its_errors() -> None:
    seen = track("lunge")
    for values in (seen.points, seen.image, seen.visibility):
        assert np.isfinite(values).all()
    assert seen.visibility.min() >= 0.0
    assert seen.visibility.max() <= 1.0


def test_idle_people_do_not_repeat_themselves() -> None:
    points = idle(Body(), 20.0, RATE_HZ, np.random.default_rng(3))
    assert points.shape == (160, 33, 3)
    assert np.isfinite(points).all()


def test_augmenting_keeps_the_clip_and_changes_the_points() -> None:
    seen = track("squat")
    again = augmented(seen, np.random.default_rng(4))
    assert again.points.shape == seen.points.shape
    assert np.array_equal(again.activity, seen.activity)
    assert not np.allclose(again.points, seen.points)


def test_a_window_before_the_beginning_repeats_the_first_frame() -> None:
    points, _, _, measured, _ = cut(track("squat"), np.array([5.0]), 1.0)
    assert measured[0].tolist() == [0.0] * (FRAMES - 6) + [1.0] * 6
    assert np.array_equal(points[0, 0], points[0, FRAMES - 6])


def test_twice_the_speed_reaches_twice_as_far_back() -> None:
    seen = track("squat")
    points = cut(seen, np.array([70.0]), 2.0)[0]
    assert np.allclose(points[0, -2], seen.points[68], atol=1e-5)


def test_labels_follow_what_is_done() -> None:
    rng = np.random.default_rng(6)
    seen = track("squat", seconds=14.0)
    doing = Track(
        seen.points, seen.image, seen.visibility, seen.measured, np.ones_like(seen.measured)
    )
    resting = Track(doing.points, doing.image, doing.visibility, doing.measured, 0 * doing.activity)
    parts = [labelled(doing, 3, 20, rng, other=9, held=3) for _ in range(5)]
    assert {int(label) for part in parts for label in part.labels} == {3}
    assert set(labelled(resting, 3, 20, rng, other=9, held=3).labels.tolist()) == {9}
    assert parts[0].features.shape[1:] == (FRAMES, len(FEATURES))
