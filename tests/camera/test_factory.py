"""What the configuration names is what is built; files are known by their content."""

import logging
import time
from pathlib import Path

import numpy as np
import pytest

from edge.camera import factory
from edge.camera.detect import delivers, webcams
from edge.camera.factory import ADAPTERS, automatic, open_camera, open_file
from edge.camera.file import VideoFileCamera
from edge.camera.frame import RecordedLandmarks
from edge.camera.live import LatestFrame
from edge.camera.picamera2 import Picamera2Camera
from edge.camera.recording import PoseRecordingCamera
from edge.camera.retry import Reopening
from edge.camera.stream import StreamCamera
from edge.camera.transform import Transformed
from edge.camera.usb import UsbCamera
from edge.config.camera import CameraConfig, CameraSource
from edge.config.secret import SecretUrl
from edge.errors import (
    CameraRecoveringError,
    CameraUnavailableError,
    RecordingError,
    VideoFileError,
)
from tests.fakes.camera import FakeCamera, Hang, Silence, frame, frames
from tests.fakes.videos import write_gif, write_video


def recording(path: Path) -> Path:
    np.savez(
        path,
        time_s=np.arange(3) / 10,
        landmarks=np.zeros((3, 33, 4), np.float32),
        image_size=np.array([640, 480]),
    )
    return path


@pytest.mark.parametrize(
    ("config", "adapter"),
    [
        (CameraConfig(source=CameraSource.USB, device="/dev/video3"), UsbCamera),
        (CameraConfig(source=CameraSource.PICAMERA2, device=1), Picamera2Camera),
        (
            CameraConfig(source=CameraSource.STREAM, url=SecretUrl.parse("rtsp://host/x")),
            StreamCamera,
        ),
    ],
)
def test_live_cameras_have_a_thread_and_are_reopened(config: CameraConfig, adapter: type) -> None:
    camera = open_camera(config, paced=True)
    assert isinstance(camera, Reopening)
    assert isinstance(camera.inner, LatestFrame)
    assert isinstance(camera.inner.inner, adapter)
    assert camera.live


def test_every_source_but_auto_has_an_adapter() -> None:
    assert set(factory.ADAPTERS) == set(CameraSource) - {CameraSource.AUTO}


def test_a_live_camera_is_turned_after_its_slot() -> None:
    config = CameraConfig(source=CameraSource.USB, rotate=90)
    camera = open_camera(config, paced=True)
    assert isinstance(camera, Reopening)
    assert isinstance(camera.inner, Transformed)
    assert isinstance(camera.inner.inner, LatestFrame)


def test_a_missing_webcam_is_a_retry_not_an_exit(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    camera = open_camera(CameraConfig(source=CameraSource.USB, device=63), paced=True)
    camera.open()
    camera.close()
    assert isinstance(camera, Reopening)
    assert not camera.state.ok
    assert "/dev/video63: no such device" in caplog.text


def test_a_file_is_read_whole_when_not_paced(tmp_path: Path) -> None:
    clip = write_gif(tmp_path / "a.gif", [200] * 10, (64, 48))
    config = CameraConfig(source=CameraSource.FILE, path=clip, rotate=90)
    camera = open_camera(config, paced=False)
    assert not camera.live
    camera.open()
    start_s = time.monotonic()
    found = []
    while (one := camera.read(1.0)) is not None:
        found.append(one)
    assert time.monotonic() - start_s < 1.0
    camera.close()
    assert [one.sequence for one in found] == list(range(10))
    assert found[0].size == (48, 64)


def test_a_paced_file_plays_in_real_time_and_loops(tmp_path: Path) -> None:
    clip = write_gif(tmp_path / "a.gif", [50] * 4)
    config = CameraConfig(source=CameraSource.FILE, path=clip, loop=True)
    camera = open_camera(config, paced=True)
    assert camera.live
    camera.open()
    start_s = time.monotonic()
    last = None
    while last is None or last.sequence < 10:
        last = camera.read(1.0)
        assert last is not None
    camera.close()
    assert 0.4 < time.monotonic() - start_s < 3.0


def test_a_missing_file_is_no_retry(tmp_path: Path) -> None:
    config = CameraConfig(source=CameraSource.FILE, path=tmp_path / "no.mp4")
    for paced in (False, True):
        with pytest.raises(VideoFileError, match=r"no\.mp4: no such file"):
            open_camera(config, paced=paced).open()


def test_poses_play_too(tmp_path: Path) -> None:
    config = CameraConfig(source=CameraSource.POSES, path=recording(tmp_path / "a.npz"))
    camera = open_camera(config, paced=True)
    camera.open()
    first = camera.read(1.0)
    assert first is not None
    assert isinstance(first.content, RecordedLandmarks)
    camera.close()


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    renamed = recording(tmp_path / "a.npz").rename(tmp_path / "clip.mp4")
    assert isinstance(open_file(renamed), PoseRecordingCamera)
    assert isinstance(open_file(write_video(tmp_path / "b.mp4")), VideoFileCamera)
    with pytest.raises(RecordingError, match="no such file"):
        open_file(tmp_path / "no.npz").open()
    with pytest.raises(VideoFileError, match="no such file"):
        open_file(tmp_path / "no.mp4").open()
    with pytest.raises(VideoFileError, match="is a directory"):
        open_file(tmp_path).open()


AUTO = CameraConfig(source=CameraSource.AUTO, width=320, height=240, rotate=90)


def detected(
    number: int | None = None, found: tuple[str, ...] = (), works: tuple[str, ...] = ()
) -> tuple[CameraConfig, list[str]]:
    said: list[str] = []
    config = automatic(
        AUTO,
        paced=True,
        say=said.append,
        pi_camera=lambda: number,
        webcams=lambda: list(found),
        delivers=lambda camera: camera.name in works,
    )
    return config, said


def test_auto_takes_the_pi_camera_first() -> None:
    config, said = detected(number=1, found=("/dev/video0",), works=("/dev/video0",))
    assert (config.source, config.device, config.width, config.rotate) == ("picamera2", 1, 320, 90)
    assert said == ["camera: Pi camera 1"]


def test_auto_takes_the_first_webcam_that_delivers() -> None:
    found = ("/dev/video0", "/dev/video2")
    config, said = detected(found=found, works=("/dev/video2",))
    assert (config.source, config.device, config.rotate) == ("usb", "/dev/video2", 90)
    assert said == ["camera: /dev/video2"]


def test_auto_falls_back_to_the_demo_clip_upright_and_looped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = write_video(tmp_path / "demo.mp4")
    monkeypatch.setattr(factory, "demo_clip", lambda: clip)
    config, said = detected(found=("/dev/video0",))
    assert (config.source, config.path, config.loop, config.rotate) == ("file", clip, True, 0)
    assert said == ["no camera found: playing the demo clip demo.mp4"]


def test_a_station_in_service_looks_for_a_camera_until_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attached: list[str] = []
    monkeypatch.setattr("edge.camera.detect.pi_camera", lambda: None)
    monkeypatch.setattr("edge.camera.detect.webcams", lambda: attached)
    monkeypatch.setattr("edge.camera.detect.delivers", lambda _: True)
    monkeypatch.setitem(ADAPTERS, CameraSource.USB, lambda _: FakeCamera(frames(3), name="webcam"))
    config = CameraConfig(retry_first_s=0.1, retry_longest_s=0.1)
    camera = open_camera(config, paced=True, say=lambda _: None, demo=False)
    camera.open()
    with pytest.raises(CameraRecoveringError, match="no camera is attached"):
        camera.read(0.3)

    attached.append("/dev/video0")
    assert camera.read(5.0) is not None
    assert camera.name == "webcam"
    camera.close()


def test_auto_here_delivers_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if webcams():
        pytest.skip("this machine has a webcam")
    monkeypatch.setattr(factory, "demo_clip", lambda: write_video(tmp_path / "demo.mp4"))
    camera = open_camera(CameraConfig(), paced=True)
    camera.open()
    assert camera.read(5.0) is not None
    camera.close()
    assert "no camera found" in caplog.text
    assert caplog.records[0].levelno == logging.WARNING


def test_webcams_are_told_from_the_pis_other_video_devices(tmp_path: Path) -> None:
    sysfs = tmp_path / "class"
    for name, bus in (
        ("video10", "platform/bcm2835-codec"),
        ("video11", "usb1/1-1.2:1.0"),
        ("video2", "usb1/1-1.1:1.0"),
        ("videodev", "usb1/1-1.3:1.0"),
    ):
        (tmp_path / "devices" / bus).mkdir(parents=True)
        (sysfs / name).mkdir(parents=True)
        (sysfs / name / "device").symlink_to(tmp_path / "devices" / bus)
    assert webcams(sysfs) == ["/dev/video2", "/dev/video11"]
    assert webcams(tmp_path / "missing") == []


def test_a_probe_takes_only_a_camera_that_sends() -> None:
    assert delivers(FakeCamera([frame(), Silence()]), 0.3)
    assert not delivers(FakeCamera([Silence()]), 0.1)
    assert not delivers(FakeCamera(opening=[CameraUnavailableError("busy")]), 0.1)
    hanging = FakeCamera([Hang()])
    assert not delivers(hanging, 0.1)
    hanging.release()
