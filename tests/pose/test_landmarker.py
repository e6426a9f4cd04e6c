from math import pi

import numpy as np
import pytest

from edge.pose.landmarker import HIPS, SCALE_POINT, project
from edge.pose.region import Region


def raw_landmarks() -> np.ndarray:
    raw = np.full((35, 5), 128, np.float32)
    raw[:, 3] = 0
    raw[SCALE_POINT, 1] = 128 - 256 / 2.5
    return raw


def test_the_middle_of_the_crop_is_the_middle_of_the_region() -> None:
    seen = project(raw_landmarks(), np.zeros((33, 3), np.float32), 0.9, Region(300, 200, 512, 0.4))
    assert seen.landmarks.shape == (33, 3)
    assert seen.landmarks[0] == pytest.approx([300, 200, 256], abs=1e-3)
    assert seen.visibility == pytest.approx(np.full(33, 0.5))
    assert seen.presence == 0.9


def test_a_person_who_stays_keeps_the_region() -> None:
    before = Region(300, 200, 512, 0.4)
    after = project(raw_landmarks(), np.zeros((33, 3), np.float32), 1, before).region
    assert after.center_x_px == pytest.approx(before.center_x_px)
    assert after.side_px == pytest.approx(before.side_px)
    assert after.rotation_rad == pytest.approx(before.rotation_rad, abs=1e-5)


def test_world_landmarks_are_turned_with_the_picture() -> None:
    world = np.zeros((33, 3), np.float32)
    world[0] = 0, -0.5, 0.25  # up in the crop
    seen = project(raw_landmarks(), world, 1, Region(0, 0, 100, pi / 2))
    assert seen.world[0] == pytest.approx([0.5, 0, 0.25], abs=1e-6)  # to the right in the picture


def test_the_extent_is_hips_and_scale_point() -> None:
    raw = raw_landmarks()
    raw[HIPS, :2] = 0, 256
    seen = project(raw, np.zeros((33, 3), np.float32), 1, Region(128, 128, 256, 0))
    assert seen.extent[0] == pytest.approx([0, 256])
