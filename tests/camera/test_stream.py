"""A network camera served from localhost: delivers, stalls, ends, refuses; keeps its password."""

import logging
import os
import socket
import subprocess
import sys
import time
from itertools import pairwise

import pytest

from edge.backoff import BackOff
from edge.camera.live import LatestFrame
from edge.camera.port import Camera
from edge.camera.retry import Reopening
from edge.camera.stream import StreamCamera
from edge.config.secret import SecretUrl
from edge.errors import (
    CameraError,
    CameraRecoveringError,
    CameraSilentError,
    CameraUnavailableError,
)
from tests.fakes.mjpeg import mjpeg_server

PASSWORD = "hunter2"  # noqa: S105 - a test's


def stream(address: str, timeout_s: float = 2.0) -> StreamCamera:
    return StreamCamera(SecretUrl.parse(address), timeout_s=timeout_s)


def read_on(camera: Camera) -> None:
    """Read until the camera raises; a test that goes wrong ends all the same."""
    deadline_s = time.monotonic() + 15
    while time.monotonic() < deadline_s:
        camera.read(1.0)


def test_frames_arrive_with_the_time_of_their_arrival() -> None:
    with mjpeg_server() as server:
        camera = stream(server.address())
        camera.open()
        before_s = time.monotonic()
        found = [frame for _ in range(8) if (frame := camera.read(2.0))]
        after_s = time.monotonic()
        camera.close()
        camera.close()
    assert [frame.sequence for frame in found] == list(range(8))
    assert {frame.size for frame in found} == {(64, 48)}
    times = [before_s, *(frame.captured_s for frame in found), after_s]
    assert all(later >= earlier for earlier, later in pairwise(times))
    assert found[0].content.rgb()[40, 10].argmax() == 2


def test_a_server_that_stops_sending_is_silent() -> None:
    with mjpeg_server(20, stalls=True) as server:
        camera = stream(server.address(), timeout_s=1.0)
        camera.open()
        start_s = time.monotonic()
        with pytest.raises(CameraSilentError, match=r"127\.0\.0\.1.* sent nothing for 1 s"):
            read_on(camera)
        assert time.monotonic() - start_s < 5
        camera.close()


def test_a_server_that_hangs_up_is_unavailable() -> None:
    with mjpeg_server(20, fps=200) as server:
        camera = stream(server.address())
        camera.open()
        with pytest.raises(CameraUnavailableError, match="the stream ended"):
            read_on(camera)
        camera.close()


def test_nobody_listening_is_unavailable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        camera = stream(f"rtsp://user:{PASSWORD}@127.0.0.1:{port}/live?token={PASSWORD}")
        with pytest.raises(CameraUnavailableError, match="does not answer") as caught:
            camera.open()
    assert PASSWORD not in str(caught.value)
    with pytest.raises(CameraError, match="is not open"):
        camera.read(1.0)


def test_a_server_that_accepts_and_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        camera = stream(f"http://127.0.0.1:{mute.getsockname()[1]}/live", timeout_s=0.5)
        start_s = time.monotonic()
        with pytest.raises(CameraUnavailableError):
            camera.open()
        assert time.monotonic() - start_s < 4


def test_the_password_is_used_but_never_told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with mjpeg_server(20, fps=200, user=f"gym:{PASSWORD}") as server:
        address = server.address(f"gym:{PASSWORD}@")
        inner = stream(address)
        camera = Reopening(LatestFrame(inner), BackOff(first_s=60.0, longest_s=60.0))
        camera.open()
        with pytest.raises(CameraRecoveringError) as caught:
            read_on(camera)
        camera.close()
        assert server.answered
        with pytest.raises(CameraUnavailableError, match="check the address, user, password"):
            stream(server.address("gym:wrong@")).open()
    told = [str(caught.value), repr(caught.value), camera.name, repr(inner), str(vars(inner))]
    assert PASSWORD not in " ".join(told) + caplog.text
    assert "gym:***@127.0.0.1" in camera.name


def test_rtsp_goes_over_tcp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENCV_FFMPEG_CAPTURE_OPTIONS", raising=False)
    with pytest.raises(CameraUnavailableError):
        stream("rtsp://127.0.0.1:1/live", timeout_s=0.5).open()
    assert os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] == "rtsp_transport;tcp"


def test_the_libraries_print_nothing() -> None:
    code = (
        "from edge.camera.stream import StreamCamera\n"
        "from edge.config.secret import SecretUrl\n"
        "from edge.errors import CameraError\n"
        "for scheme in ('rtsp', 'http'):\n"
        "    url = SecretUrl.parse(scheme + '://user:hunter2@127.0.0.1:1/live')\n"
        "    try: StreamCamera(url, timeout_s=1.0).open()\n"
        "    except CameraError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("does not answer") == 2
    assert PASSWORD not in done.stdout
