"""Movements that nobody has described: possible, varied, and unlike the ones that are known."""

import numpy as np
import pytest

from edge.exercise.recognise.window import RATE_HZ
from tools.train.motion import Variant, perform
from tools.train.programmes import ALIKE, Programmes
from tools.train.variants import VARIANTS

KNOWN = [VARIANTS[name][0] for name in ("squat", "biceps_curl", "push_up", "sit_up", "pull_up")]


@pytest.fixture(scope="module")
def drawn() -> list[Variant]:
    programmes, rng = Programmes(KNOWN), np.random.default_rng(3)
    return [programmes.draw(rng) for _ in range(40)]


def test_they_move_a_possible_body(drawn: list[Variant]) -> None:
    for variant in drawn:
        points, _ = perform(variant, 6.0, RATE_HZ, np.random.default_rng(1))
        assert np.isfinite(points).all()
        assert np.ptp(points, axis=1).max() < 3.0  # nobody is longer, arms up


def test_none_looks_like_a_known_exercise(drawn: list[Variant]) -> None:
    programmes = Programmes(KNOWN)
    assert min(programmes.nearest(variant) for variant in drawn) > ALIKE
    assert all(programmes.nearest(variant) < 1e-6 for variant in KNOWN)


def test_the_other_way_round_a_movement_is_the_same() -> None:
    exercise = KNOWN[0].exercise
    programmes = Programmes([KNOWN[0]])
    turned = Variant(exercise, start=exercise.turn, turn=exercise.start)
    assert programmes.nearest(turned) == pytest.approx(0.0, abs=0.05)


def test_many_are_different(drawn: list[Variant]) -> None:
    assert len({variant.exercise.support for variant in drawn}) >= 3
    assert len({tuple(sorted(variant.exercise.turn)) for variant in drawn}) > 10
