from math import log

import numpy as np
import pytest

from edge.pose.anchors import anchor_centers
from edge.pose.detector import Detection, decode
from edge.pose.region import Region

SQUARE = Region.whole(224, 224)


def raw_output() -> tuple[np.ndarray, np.ndarray]:
    return np.zeros((2254, 12), np.float32), np.full(2254, -20, np.float32)


def put(raw: np.ndarray, anchor: int, hips: tuple[float, float], top: tuple[float, float]) -> None:
    """A box of 50 pixels around the hips, as the model would write it."""
    center = anchor_centers()[anchor]
    raw[anchor] = [
        *(np.array(hips) - center),
        50,
        50,
        *(np.array([*hips, *top, 0, 0, 0, 0]) - np.tile(center, 4)),
    ]


def test_nothing_likely_is_nobody() -> None:
    assert decode(*raw_output(), SQUARE) == []


def test_a_detection_is_read_relative_to_its_anchor() -> None:
    raw, logits = raw_output()
    put(raw, 700, (100, 120), (100, 80))
    logits[700] = log(0.8 / 0.2)
    (found,) = decode(raw, logits, SQUARE)
    assert found.score == pytest.approx(0.8)
    assert found.region.center_x_px == pytest.approx(100)
    assert found.region.center_y_px == pytest.approx(120)
    assert found.region.side_px == pytest.approx(100)


def test_the_letterbox_is_taken_off_again() -> None:
    raw, logits = raw_output()
    put(raw, 700, (112, 112), (112, 72))
    logits[700] = 5
    (found,) = decode(raw, logits, Region.whole(1280, 720))
    assert (found.region.center_x_px, found.region.center_y_px) == pytest.approx((640, 360))
    assert found.region.side_px == pytest.approx(100 * 1280 / 224)


def test_neighbouring_anchors_are_one_person_and_others_another() -> None:
    raw, logits = raw_output()
    for anchor in (700, 702):
        put(raw, anchor, (100, 120), (100, 80))
    put(raw, 900, (30, 120), (30, 80))
    logits[[700, 702, 900]] = 3, 4, 2
    assert [round(found.region.center_x_px) for found in decode(raw, logits, SQUARE)] == [100, 30]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_values_that_are_no_numbers_are_no_person(value: float) -> None:
    raw, logits = raw_output()
    raw[700] = value
    logits[700] = 5
    assert decode(raw, logits, SQUARE) == []
    raw[700], logits[700] = 0, float("nan")
    assert decode(raw, logits, SQUARE) == []


def test_a_person_of_no_size_is_no_person() -> None:
    raw, logits = raw_output()
    put(raw, 700, (100, 120), (100, 120))
    logits[700] = 5
    assert decode(raw, logits, SQUARE) == []


def test_nearness_is_measured_in_sides() -> None:
    here = Detection(Region(100, 100, 200, 0), 0.9)
    assert here.near(Region(200, 100, 100, 0)) == pytest.approx(0.5)
