"""The values between rooms check themselves."""

import cv2
import numpy as np
import pytest

from edge.camera.frame import BgrImage, RgbImage, Yuv420Image
from edge.errors import PoseError, StationError
from edge.pose.pose import Pose
from edge.pose.skeleton import Landmark, mirrored


def make_pose(landmarks: np.ndarray) -> Pose:
    return Pose.from_blazepose(
        landmarks,
        None,
        np.ones(33, np.float32),
        presence=1.0,
        captured_s=0.0,
        image_size=(640, 480),
    )


def test_a_pose_is_frozen_and_checked() -> None:
    pose = make_pose(np.zeros((33, 3), np.float32))
    with pytest.raises(ValueError, match="read-only"):
        pose.landmarks[0] = 1
    with pytest.raises(PoseError, match="shape"):
        make_pose(np.zeros((32, 3), np.float32))
    with pytest.raises(PoseError, match="finite"):
        make_pose(np.full((33, 3), np.nan, np.float32))


def test_mirror_is_its_own_inverse() -> None:
    assert mirrored(Landmark.LEFT_KNEE) is Landmark.RIGHT_KNEE
    assert mirrored(Landmark.MOUTH_RIGHT) is Landmark.MOUTH_LEFT
    assert all(mirrored(mirrored(landmark)) is landmark for landmark in Landmark)


def test_every_layout_gives_the_same_crop() -> None:
    y, x = np.mgrid[0:96, 0:128]
    rgb = np.stack([x * 2, y * 2, 255 - x * 2], axis=-1).clip(0, 255).astype(np.uint8)
    bgr = np.ascontiguousarray(rgb[..., ::-1])
    i420 = cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb)
    planes = np.vstack(
        [
            i420[..., 0],
            i420[::2, ::2, 2].reshape(-1, 128),
            i420[::2, ::2, 1].reshape(-1, 128),
        ]
    )
    matrix = np.array([[0.5, 0.1, -3.0], [-0.1, 0.5, 6.0]])
    expected = RgbImage(rgb).warp(matrix, (40, 40)).astype(int)
    assert np.abs(BgrImage(bgr).warp(matrix, (40, 40)).astype(int) - expected).max() <= 1
    yuv = Yuv420Image(planes, 128, 96).warp(matrix, (40, 40)).astype(int)
    assert np.abs(yuv[8:32, 8:32] - expected[8:32, 8:32]).max() <= 6


def test_an_error_says_what_where_and_what_to_do() -> None:
    error = StationError("no such camera", where="/dev/video9", remedy="plug it in")
    assert str(error) == "/dev/video9: no such camera — plug it in"
