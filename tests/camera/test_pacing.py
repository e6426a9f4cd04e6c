"""Recordings in real time, and looped, by a virtual clock."""

import time
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from edge.camera.file import VideoFileCamera
from edge.camera.live import LatestFrame
from edge.camera.looping import Looping
from edge.camera.pacing import Paced
from edge.camera.port import Camera
from edge.errors import VideoFileError
from tests.fakes.camera import FakeCamera, FakeClock, frame, frames
from tests.fakes.videos import write_gif


def paced(camera: Camera, clock: FakeClock) -> Paced:
    source = Paced(camera, clock=clock, sleep=clock.sleep)
    source.open()
    return source


def times(camera: Camera, count: int) -> list[float]:
    return [found.captured_s for _ in range(count) if (found := camera.read(1.0))]


def test_each_frame_comes_when_it_is_due() -> None:
    clock = FakeClock(100.0)
    script = [frame(0.5, 0), frame(0.6, 1), frame(0.9, 2)]
    source = paced(FakeCamera(script, live=False), clock)
    assert source.live
    arrived = []
    while (found := source.read(1.0)) is not None:
        assert found.captured_s == pytest.approx(clock.now_s)
        arrived.append(clock.now_s)
    assert arrived == pytest.approx([100.0, 100.1, 100.4])


def test_a_short_delay_is_made_up_for() -> None:
    clock = FakeClock(100.0)
    source = paced(FakeCamera(frames(10), live=False), clock)
    times(source, 2)
    clock.now_s += 0.25
    assert times(source, 4) == pytest.approx([100.2, 100.3, 100.4, 100.5])
    assert clock.now_s == pytest.approx(100.5)


def test_a_source_that_cannot_keep_up_is_played_late_not_ever_later() -> None:
    clock = FakeClock(100.0)
    source = paced(FakeCamera(frames(50), live=False), clock)
    found = []
    for _ in range(50):
        clock.now_s += 0.3  # decoding takes three times as long as the picture stays
        found += times(source, 1)
        assert 0 <= clock.now_s - found[-1] <= 0.2 + 1e-9
    gaps = [later - earlier for earlier, later in pairwise(found[10:])]
    assert gaps == pytest.approx([0.3] * len(gaps))


def test_a_long_gap_is_played_as_a_short_one() -> None:
    clock = FakeClock(100.0)
    script = [frame(0.0), frame(50.0), frame(50.1)]
    source = paced(FakeCamera(script, live=False), clock)
    assert times(source, 3) == pytest.approx([100.0, 102.0, 102.1])


def test_a_paced_recording_drops_frames_when_the_reader_is_late(tmp_path: Path) -> None:
    clip = write_gif(tmp_path / "a.gif", [20] * 30)
    slot = LatestFrame(Paced(VideoFileCamera(clip)))
    slot.open()
    seen = []
    while (found := slot.read(2.0)) is not None:
        seen.append(found)
        time.sleep(0.1)
    slot.close()
    assert seen[-1].sequence == 29
    assert len(seen) + slot.dropped == 30
    assert slot.dropped > 10
    gaps = [b.captured_s - a.captured_s for a, b in pairwise(seen)]
    assert median(gaps) > 0.05  # one alone may be short: the last comes when the film ends


def test_a_loop_goes_on_in_time_and_sequence() -> None:
    source = Looping(FakeCamera(frames(3), live=False))
    source.open()
    found = [source.read(1.0) for _ in range(8)]
    assert [one.sequence for one in found if one] == list(range(8))
    assert [one.captured_s for one in found if one] == pytest.approx(
        [index / 10 for index in range(8)]
    )
    assert not source.live


def test_a_loop_of_one_frame_and_of_none() -> None:
    source = Looping(FakeCamera([frame(0.0)], live=False))
    source.open()
    assert all(later > earlier for earlier, later in pairwise(times(source, 5)))
    empty = Looping(FakeCamera([], live=False))
    empty.open()
    assert empty.read(1.0) is None


def test_a_loop_over_a_damaged_file_ends_with_its_error() -> None:
    source = Looping(FakeCamera([frame(), VideoFileError("is cut off")], live=False))
    source.open()
    assert source.read(1.0) is not None
    with pytest.raises(VideoFileError, match="cut off"):
        source.read(1.0)


def test_a_paced_loop_is_monotonic(tmp_path: Path) -> None:
    clock = FakeClock(100.0)
    clip = VideoFileCamera(write_gif(tmp_path / "a.gif", [100, 40, 60]))
    found = times(paced(Looping(clip), clock), 7)
    assert found == pytest.approx([100, 100.1, 100.14, 100.18, 100.28, 100.32, 100.36])
