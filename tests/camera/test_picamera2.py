"""The Pi camera, with the module picamera2 replaced."""

import sys
import time
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from edge.camera.detect import pi_camera
from edge.camera.frame import Yuv420Image
from edge.camera.picamera2 import Picamera2Camera
from edge.errors import CameraError, CameraSilentError, CameraUnavailableError
from tests.fakes.picamera2 import module

CSI = "/base/soc/i2c0mux/i2c@1/imx708@1a"
WEBCAM = "/base/scb/pcie@7d500000/pci@0,0/usb@0,0-1.3:1.0-046d:0825"


def install(monkeypatch: pytest.MonkeyPatch, **settings: Any) -> ModuleType:
    fake = module(**settings)
    monkeypatch.setitem(sys.modules, "picamera2", fake)
    return fake


def camera(number: int = 0) -> Picamera2Camera:
    return Picamera2Camera(number, width=320, height=240, fps=25.0)


def test_pictures_come_from_the_small_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = install(monkeypatch)
    source = camera()
    source.open()
    device = fake.Picamera2.instances[0]
    assert device.config["lores"] == {"size": (320, 240), "format": "YUV420"}
    main = device.config["main"]["size"]
    assert main[0] * 240 == main[1] * 320
    assert device.config["controls"] == {"FrameDurationLimits": (40000, 40000)}
    assert device.config["buffer_count"] <= 4
    frames = [source.read(1.0) for _ in range(3)]
    assert all(request.released for request in device.requests)
    assert [frame.sequence for frame in frames if frame] == [0, 1, 2]
    image = frames[0].content if frames[0] else None
    assert isinstance(image, Yuv420Image)
    assert (image.width, image.height) == (320, 240)
    source.close()
    source.close()
    assert device.calls == ["configure", "start", "close"]


def test_the_padding_of_the_rows_is_no_part_of_the_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch)
    source = Picamera2Camera(width=322, height=242, fps=25.0)
    source.open()
    frame = source.read(1.0)
    assert frame is not None
    assert isinstance(frame.content, Yuv420Image)
    u, v = frame.content.chroma()
    assert frame.content.planes.shape == (363, 384)
    assert set(np.unique(frame.content.luma())) == {120}
    assert (set(np.unique(u)), set(np.unique(v))) == ({90}, {240})
    assert u.shape == v.shape == (121, 161)
    red, green, blue = frame.content.rgb()[120, 160].astype(int)
    assert red > max(green, blue) + 100
    source.close()


def test_the_time_is_the_sensors(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    source = camera()
    source.open()
    frame = source.read(1.0)
    assert frame is not None
    assert 0.02 <= time.monotonic() - frame.captured_s < 0.5
    source.close()


def test_without_picamera2_the_package_to_install_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "picamera2", None)
    with pytest.raises(CameraUnavailableError, match="apt install python3-picamera2"):
        camera().open()
    with pytest.raises(CameraError, match="is not open"):
        camera().read(1.0)


def test_a_camera_that_is_not_connected_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ids=(CSI, WEBCAM))
    for number in (1, 2):
        with pytest.raises(CameraUnavailableError, match=f"Pi camera {number}: is not there"):
            camera(number).open()


def test_a_busy_camera_is_named_and_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = install(monkeypatch, start_error=RuntimeError("Device or resource busy"))
    with pytest.raises(CameraUnavailableError, match="does not start: Device or resource busy"):
        camera().open()
    assert fake.Picamera2.instances[0].calls[-1] == "close"


def test_silence_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, silent=True)
    source = camera()
    source.open()
    with pytest.raises(CameraSilentError, match="sent nothing for 1 s"):
        source.read(1.0)
    source.close()


@pytest.mark.parametrize(
    ("ids", "number"), [((), None), ((WEBCAM,), None), ((CSI,), 0), ((WEBCAM, CSI), 1)]
)
def test_detection_finds_the_pis_own_camera(
    monkeypatch: pytest.MonkeyPatch, ids: tuple[str, ...], number: int | None
) -> None:
    fake = install(monkeypatch, ids=ids)
    fake.__spec__ = object()
    assert pi_camera() == number


def test_detection_without_picamera2_finds_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "picamera2", raising=False)
    assert pi_camera() is None
