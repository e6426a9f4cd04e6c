from math import pi, sqrt

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.pose.region import Region


def points(*rows: tuple[float, float]) -> np.ndarray:
    return np.array(rows, np.float32)


def test_a_person_upright_gives_an_upright_square() -> None:
    region = Region.around(points((100, 200))[0], points((100, 120))[0])
    assert (region.center_x_px, region.center_y_px) == (100, 200)
    assert region.side_px == pytest.approx(2 * 1.25 * 80)
    assert region.rotation_rad == pytest.approx(0)


@pytest.mark.parametrize(
    ("head", "turn"),
    [((180, 200), pi / 2), ((20, 200), -pi / 2), ((100, 280), pi), ((180, 120), pi / 4)],
)
def test_the_square_turns_with_the_head(head: tuple[float, float], turn: float) -> None:
    region = Region.around(points((100, 200))[0], np.array(head, np.float32))
    assert abs(region.rotation_rad) == pytest.approx(abs(turn))
    assert np.sign(region.rotation_rad) in {np.sign(turn), 1.0 if turn == pi else np.sign(turn)}


@given(
    st.floats(-500, 2000),
    st.floats(-500, 2000),
    st.floats(2, 3000),
    st.floats(-pi, pi),
    st.tuples(st.floats(0, 256), st.floats(0, 256)),
)
def test_into_the_crop_and_back_is_the_same_place(
    x: float, y: float, side: float, turn: float, crop: tuple[float, float]
) -> None:
    region = Region(x, y, side, turn)
    there = region.to_picture(points(crop), 256)
    back = region.crop_matrix(256) @ np.array([*there[0], 1.0])
    assert back == pytest.approx(crop, abs=0.05)


def test_the_head_of_a_person_lying_is_at_the_top_of_the_crop() -> None:
    region = Region.around(points((100, 100))[0], points((150, 100))[0])
    top = region.to_picture(points((128, 128 - 256 / 2.5)), 256)
    assert top[0] == pytest.approx([150, 100], abs=0.01)


def test_the_crop_is_what_opencv_warps() -> None:
    picture = np.zeros((60, 80), np.uint8)
    picture[20, 50] = 255
    crop = cv2.warpAffine(picture, Region(40, 30, 64, 0.0).crop_matrix(64), (64, 64))
    assert np.unravel_index(crop.argmax(), crop.shape) == (20 - 30 + 32, 50 - 40 + 32)


def test_the_whole_picture_is_letterboxed() -> None:
    matrix = Region.whole(640, 360).crop_matrix(224)
    assert matrix @ (0, 0, 1) == pytest.approx([0, (224 - 126) / 2])
    assert matrix @ (640, 360, 1) == pytest.approx([224, (224 + 126) / 2])


def test_turned_vectors_keep_their_length() -> None:
    turned = points((3, 4)) @ Region(0, 0, 1, 0.7).turn()
    assert sqrt(float((turned**2).sum())) == pytest.approx(5)


@pytest.mark.parametrize("side", [0.0, 0.5, float("nan"), float("inf")])
def test_a_square_without_size_is_not_valid(side: float) -> None:
    assert not Region(10, 10, side, 0).valid
    assert Region(10, 10, 20, 0).valid
