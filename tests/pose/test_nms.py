import numpy as np
import pytest

from edge.pose.nms import weighted_nms


def boxes(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows, np.float32)


def test_boxes_that_overlap_are_averaged_by_their_scores() -> None:
    values = boxes((10, 10, 10, 10, 100), (11, 10, 10, 10, 200))
    ((merged, score),) = weighted_nms(values, np.array([0.6, 0.9], np.float32), 0.3)
    assert score == pytest.approx(0.9)
    assert merged[0] == pytest.approx((10 * 0.6 + 11 * 0.9) / 1.5)
    assert merged[4] == pytest.approx((100 * 0.6 + 200 * 0.9) / 1.5)


def test_boxes_apart_stay_apart_the_surest_first() -> None:
    values = boxes((10, 10, 10, 10), (100, 10, 10, 10))
    found = list(weighted_nms(values, np.array([0.6, 0.9], np.float32), 0.3))
    assert [merged[0] for merged, _ in found] == [100, 10]


def test_an_overlap_of_exactly_the_limit_is_kept_apart() -> None:
    # Intersection 50 of a union of 150.
    values = boxes((0, 0, 10, 10), (5, 0, 10, 10))
    scores = np.array([0.9, 0.8], np.float32)
    assert len(list(weighted_nms(values, scores, 0.34))) == 2
    assert len(list(weighted_nms(values, scores, 0.33))) == 1


def test_a_box_without_area_ends_the_search_too() -> None:
    values = boxes((0, 0, 0, 0), (0, 0, 0, 0))
    assert len(list(weighted_nms(values, np.array([0.9, 0.8], np.float32), 0.3))) == 2
