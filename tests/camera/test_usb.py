"""The webcam adapter, with OpenCV's capture replaced."""

import os
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from edge.camera.usb import UsbCamera
from edge.errors import CameraError, CameraSilentError, CameraUnavailableError
from tests.fakes.camera import FakeClock


class Device:
    """Behaves as cv2.VideoCapture on V4L2: None in `pictures` = one that cannot be decoded."""

    def __init__(self, pictures: Sequence[np.ndarray | None], *, opens: bool = True) -> None:
        self.pictures = list(pictures)
        self.opens = opens
        self.properties: dict[int, float] = {}
        self.stamp_ms = 0.0
        self.released = 0

    def __call__(self, source: str, backend: int, options: Sequence[int]) -> "Device":
        self.opened = (source, backend)
        return self

    def isOpened(self) -> bool:  # noqa: N802
        return self.opens

    def set(self, key: int, value: float) -> bool:
        self.properties[key] = value
        return False

    def get(self, key: int) -> float:
        return self.stamp_ms if key == cv2.CAP_PROP_POS_MSEC else -1.0

    def grab(self) -> bool:
        return bool(self.pictures)

    def retrieve(self) -> tuple[bool, np.ndarray | None]:
        pixels = self.pictures.pop(0)
        return pixels is not None, pixels

    def release(self) -> None:
        self.released += 1


GREY = np.full((48, 64, 3), 99, np.uint8)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "video0").touch()
    return tmp_path / "video0"


def camera(path: Path, device: Device, clock: FakeClock | None = None) -> UsbCamera:
    clock = clock or FakeClock(50.0)
    return UsbCamera(str(path), width=64, height=48, fps=30.0, capture=device, clock=clock)


def test_it_asks_for_what_is_configured_and_takes_what_comes(path: Path) -> None:
    device = Device([GREY, GREY])
    webcam = camera(path, device)
    webcam.open()
    assert device.opened == (str(path), cv2.CAP_V4L2)
    assert device.properties[cv2.CAP_PROP_FRAME_WIDTH] == 64
    assert device.properties[cv2.CAP_PROP_FPS] == 30.0
    found = [webcam.read(1.0), webcam.read(1.0)]
    assert [frame.sequence for frame in found if frame] == [0, 1]
    assert found[0] is not None
    assert found[0].size == (64, 48)
    webcam.close()
    webcam.close()
    assert device.released == 1


def test_the_time_is_the_drivers_where_that_is_monotonic(path: Path) -> None:
    device = Device([GREY, GREY])
    webcam = camera(path, device, FakeClock(50.0))
    webcam.open()
    device.stamp_ms = 49_960.0
    first = webcam.read(1.0)
    device.stamp_ms = 1.7e12
    second = webcam.read(1.0)
    assert [frame.captured_s for frame in (first, second) if frame] == [49.96, 50.0]


def test_a_number_is_a_device_of_that_number() -> None:
    webcam = UsbCamera(41, width=64, height=48, fps=30.0)
    assert webcam.name == "/dev/video41"
    with pytest.raises(CameraUnavailableError, match=r"/dev/video41: no such device — plug"):
        webcam.open()
    with pytest.raises(CameraError, match="is not open"):
        webcam.read(1.0)


def test_a_busy_device_is_named(path: Path) -> None:
    device = Device([], opens=False)
    with pytest.raises(CameraUnavailableError, match="video0: is busy, or no camera"):
        camera(path, device).open()
    assert device.released == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_device_without_permission_is_named(path: Path) -> None:
    path.chmod(0)
    with pytest.raises(CameraUnavailableError, match="group video"):
        camera(path, Device([])).open()


def test_what_opencv_itself_says_about_a_file_that_is_no_device(path: Path) -> None:
    webcam = UsbCamera(str(path), width=64, height=48, fps=30.0)
    with pytest.raises(CameraUnavailableError, match="video0"):
        webcam.open()


def test_silence_and_unplugging_are_told_apart(path: Path) -> None:
    webcam = camera(path, Device([]))
    webcam.open()
    with pytest.raises(CameraSilentError, match="sends no picture"):
        webcam.read(1.0)
    path.unlink()
    with pytest.raises(CameraUnavailableError, match="no such device"):
        webcam.read(1.0)


def test_pictures_that_cannot_be_decoded_are_skipped(path: Path) -> None:
    webcam = camera(path, Device([None, None, GREY]))
    webcam.open()
    frame = webcam.read(1.0)
    assert frame is not None
    assert frame.sequence == 0


def test_a_device_that_sends_only_rubbish_is_silent(path: Path) -> None:
    clock = FakeClock(50.0)
    device = Device([None] * 1000)
    grab = device.grab

    def slow_grab() -> bool:
        clock.now_s += 0.1
        return grab()

    device.grab = slow_grab
    webcam = camera(path, device, clock)
    webcam.open()
    with pytest.raises(CameraSilentError):
        webcam.read(1.0)
    assert len(device.pictures) > 900
