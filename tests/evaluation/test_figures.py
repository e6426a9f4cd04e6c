"""Figures and their intervals."""

import pytest

from edge.evaluation.figures import bootstrap, figures, wilson


def test_wilson_matches_published_values() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I: 81/263 and 0/20.
    assert (wilson(81, 263).low, wilson(81, 263).high) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert (wilson(0, 20).low, wilson(0, 20).high) == pytest.approx((0.0, 0.1611), abs=1e-4)


def test_the_bootstrap_holds_the_mean_and_repeats() -> None:
    values = [0.0, 0.0, 1.0, 2.0, 0.5]
    estimate = bootstrap(values)
    assert estimate.value == pytest.approx(0.7)
    assert 0.0 <= estimate.low < 0.7 < estimate.high <= 2.0
    assert bootstrap(values) == estimate


def test_errors_become_figures() -> None:
    result = figures([0, 1, -1, 3], [10, 2, 4, 0])
    assert (result.exact.value, result.obo.value) == (0.25, 0.75)
    assert result.mae.value == pytest.approx((0 + 1 / 2 + 1 / 4 + 3) / 4)
