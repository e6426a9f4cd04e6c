"""Turning and mirroring, in every layout of a picture."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from edge.camera.frame import (
    BgrImage,
    Frame,
    Image,
    RecordedLandmarks,
    RgbImage,
    Yuv420Image,
)
from edge.camera.transform import Transformed, turn
from tests.fakes.camera import FakeCamera
from tests.fakes.videos import picture

WIDTH, HEIGHT = 64, 36
RGB = np.ascontiguousarray(picture(WIDTH, HEIGHT)[..., ::-1])


def rgb_image() -> Image:
    return RgbImage(RGB)


def bgr_image() -> Image:
    return BgrImage(picture(WIDTH, HEIGHT))


def yuv_image() -> Image:
    packed = cv2.cvtColor(RGB, cv2.COLOR_RGB2YUV_I420)
    stride = 96
    planes = np.full((HEIGHT * 3 // 2, stride), 255, np.uint8)
    planes[:HEIGHT, :WIDTH] = packed[:HEIGHT]
    chroma = planes[HEIGHT:].reshape(HEIGHT, stride // 2)
    chroma[:, : WIDTH // 2] = packed[HEIGHT:].reshape(HEIGHT, WIDTH // 2)
    return Yuv420Image(planes, WIDTH, HEIGHT)


@pytest.mark.parametrize("make", [rgb_image, bgr_image, yuv_image])
@pytest.mark.parametrize("mirror", [False, True], ids=["", "mirrored"])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_as_numpy_turns(make: Callable[[], Image], rotate: int, mirror: bool) -> None:  # noqa: FBT001
    image = make()
    expected = np.rot90(image.rgb(), -rotate // 90)  # numpy turns the other way round
    expected = expected[:, ::-1] if mirror else expected
    turned = turn(image, rotate, mirror=mirror)
    assert type(turned) is type(image)
    assert (turned.width, turned.height) == (expected.shape[1], expected.shape[0])
    # Chroma of a YUV picture is interpolated, and not quite symmetrically at the borders.
    difference = np.abs(turned.rgb().astype(int) - expected.astype(int))
    assert np.median(difference) <= 1
    assert np.percentile(difference, 90) <= 12


def test_the_camera_turns_pictures_and_leaves_landmarks() -> None:
    landmarks = RecordedLandmarks(np.zeros((33, 4), np.float32), None, (64, 36))
    script = [Frame(rgb_image(), 1.5, 3), Frame(landmarks, 1.6, 4)]
    camera = Transformed(FakeCamera(script), rotate=90, mirror=False)
    camera.open()
    turned, recorded = camera.read(1.0), camera.read(1.0)
    assert turned is not None
    assert turned.size == (HEIGHT, WIDTH)
    assert (turned.captured_s, turned.sequence) == (1.5, 3)
    assert recorded is script[1]
    assert camera.read(1.0) is None
    camera.close()
    assert camera.name == "fake"
    assert camera.live
