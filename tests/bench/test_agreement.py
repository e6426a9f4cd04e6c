import numpy as np
import pytest

from edge.bench.agreement import Agreement, Seen
from edge.bench.cost import Cost, measured, summary


def person(shift: float = 0.0, visibility: float = 1.0) -> Seen:
    """Shoulders 100 pixels above the hips."""
    points = np.zeros((33, 2), np.float32)
    points[[11, 12], 1] = -100
    points[:, 0] += shift
    return Seen(points, np.full(33, visibility, np.float32))


def test_errors_are_measured_in_torsos() -> None:
    agreement = Agreement()
    agreement.add(person(shift=9), person())
    agreement.add(person(shift=11), person())
    result = agreement.summary()
    assert result["pck_0_1_torso"] == 0.5
    assert result["median_error_torso"] == pytest.approx(0.1)
    assert result["landmarks"] == 66


def test_only_landmarks_that_the_reference_sees_count() -> None:
    agreement = Agreement()
    reference = person()
    reference.visibility[10:] = 0.5
    agreement.add(person(visibility=0), reference)
    assert agreement.summary()["landmarks"] == 10


def test_frames_that_only_one_sees_are_shares() -> None:
    agreement = Agreement()
    for ours, reference in [(1, 1), (1, 1), (1, 1), (0, 1), (1, 0), (0, 0)]:
        agreement.add(person() if ours else None, person() if reference else None)
    result = agreement.summary()
    assert result["only_reference_share"] == 0.25  # of the four in which the reference sees
    assert result["only_ours_share"] == pytest.approx(1 / 6, abs=1e-4)
    assert (result["frames"], result["frames_both"]) == (6, 3)


def test_nothing_compared_is_not_perfect() -> None:
    result = Agreement().summary()
    assert result["pck_0_1_torso"] is None
    assert result["only_reference_share"] == 0


def test_a_reference_without_a_torso_measures_nothing() -> None:
    agreement = Agreement()
    point = Seen(np.zeros((33, 2), np.float32), np.ones(33, np.float32))
    agreement.add(person(), point)
    assert agreement.summary()["landmarks"] == 0


def test_costs_are_summed_up_in_milliseconds() -> None:
    costs = [Cost(cpu_s=step / 1000, wall_s=step / 500) for step in range(1, 102)]
    assert summary(costs) == {
        "cpu_ms": {"mean": 51.0, "median": 51.0, "p95": 96.0},
        "wall_ms": {"mean": 102.0, "median": 102.0, "p95": 192.0},
    }


def test_work_is_measured_and_its_result_kept() -> None:
    result, cost = measured(lambda: sum(range(200_000)))
    assert result == 19_999_900_000
    assert 0 < cost.cpu_s < 10
    assert cost.wall_s > 0
