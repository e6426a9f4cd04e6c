"""The slot of one frame: latest wins, drops are counted, nothing hangs."""

import threading
import time

import pytest

from edge.camera.live import LatestFrame
from edge.errors import CameraError, CameraSilentError, CameraUnavailableError
from tests.fakes.camera import FakeCamera, Hang, Pause, Silence, frame, frames


def test_the_newest_frame_wins_and_drops_are_counted() -> None:
    slot = LatestFrame(FakeCamera([*frames(5), Silence()]))
    slot.open()
    time.sleep(0.1)
    newest = slot.read(1.0)
    assert newest is not None
    assert newest.sequence == 4
    assert slot.dropped == 4
    slot.close()
    assert slot.dropped == 4


def test_each_frame_is_delivered_once() -> None:
    slot = LatestFrame(FakeCamera([frame(0, 0), Pause(0.1), frame(1, 1), Silence()]))
    slot.open()
    assert [found.sequence for found in (slot.read(1.0), slot.read(1.0)) if found] == [0, 1]
    with pytest.raises(CameraSilentError, match=r"fake: sent no frame within 0\.1 s"):
        slot.read(0.1)
    slot.close()


def test_the_end_of_a_recording_comes_after_its_last_frame() -> None:
    slot = LatestFrame(FakeCamera(frames(3)))
    slot.open()
    time.sleep(0.05)
    last = slot.read(1.0)
    assert last is not None
    assert last.sequence == 2
    assert slot.read(1.0) is None
    assert slot.read(1.0) is None
    slot.close()


def test_the_camera_is_used_by_one_thread_which_ends() -> None:
    camera = FakeCamera([*frames(2), Silence()])
    slot = LatestFrame(camera)
    before = threading.active_count()
    slot.open()
    slot.read(1.0)
    assert threading.active_count() == before + 1
    slot.close()
    slot.close()
    assert threading.active_count() == before
    assert {thread for _, thread in camera.events} == {"camera fake"}
    assert camera.count("close") == 1


def test_what_the_thread_raises_reaches_the_reader_after_the_last_frame() -> None:
    slot = LatestFrame(FakeCamera([frame(), CameraUnavailableError("unplugged", where="fake")]))
    slot.open()
    time.sleep(0.05)
    assert slot.read(1.0) is not None
    for _ in range(2):
        with pytest.raises(CameraUnavailableError, match="unplugged"):
            slot.read(1.0)
    slot.close()


def test_any_exception_of_a_driver_becomes_a_camera_error() -> None:
    slot = LatestFrame(FakeCamera([ZeroDivisionError("driver")]))
    slot.open()
    with pytest.raises(CameraError, match="fake: failed: ZeroDivisionError"):
        slot.read(1.0)
    slot.close()


def test_a_camera_that_does_not_open_says_why() -> None:
    slot = LatestFrame(FakeCamera(opening=[CameraUnavailableError("busy")]))
    with pytest.raises(CameraUnavailableError, match="busy"):
        slot.open()
    with pytest.raises(CameraError, match="is not open"):
        slot.read(1.0)


def test_a_read_that_hangs_blocks_neither_reader_nor_close() -> None:
    camera = FakeCamera([frame(), Hang(), frame()])
    slot = LatestFrame(camera, join_timeout_s=0.1)
    slot.open()
    assert slot.read(1.0) is not None
    start_s = time.monotonic()
    with pytest.raises(CameraSilentError):
        slot.read(0.1)
    slot.close()
    assert time.monotonic() - start_s < 1.0
    # As long as it hangs it is not opened again: no second thread.
    threads = threading.active_count()
    with pytest.raises(CameraUnavailableError, match="still hangs in its driver"):
        slot.open()
    assert threading.active_count() == threads
    camera.release()
    time.sleep(0.1)
    slot.open()
    assert slot.read(1.0) is not None
    slot.close()
    assert threading.active_count() == threads - 1


def test_an_open_that_hangs_is_given_up() -> None:
    camera = FakeCamera(opening=[Hang()])
    slot = LatestFrame(camera, open_timeout_s=0.1, join_timeout_s=0.1)
    with pytest.raises(CameraSilentError, match=r"did not open within 0\.1 s"):
        slot.open()
    camera.release()
    slot.close()


def test_a_silent_camera_does_not_keep_the_thread_from_ending() -> None:
    slot = LatestFrame(FakeCamera([Silence()]))
    slot.open()
    start_s = time.monotonic()
    slot.close()
    assert time.monotonic() - start_s < 1.0
