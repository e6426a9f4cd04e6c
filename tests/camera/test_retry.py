"""Back-off and reopening, in virtual time."""

from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.backoff import BackOff
from edge.camera.frame import Frame
from edge.camera.retry import Reopening
from edge.errors import CameraRecoveringError, CameraSilentError, CameraUnavailableError
from tests.fakes.camera import FakeCamera, FakeClock, frame

GONE = CameraUnavailableError("unplugged", where="fake", remedy="plug it in")
SILENT = CameraSilentError("sent nothing", where="fake")


def reopening(camera: FakeCamera, clock: FakeClock, *, first_s: float = 1.0) -> Reopening:
    return Reopening(
        camera,
        BackOff(first_s=first_s, longest_s=30.0, jitter=0.0),
        clock=clock,
        wait=clock.sleep,
        chance=lambda: 0.5,
    )


def test_the_delay_doubles_up_to_its_limit() -> None:
    back_off = BackOff(first_s=1.0, longest_s=30.0, jitter=0.0)
    delays = [back_off.delay_s(attempt, 0.5) for attempt in (1, 2, 3, 4, 5, 6, 7, 10000)]
    assert delays == [1, 2, 4, 8, 16, 30, 30, 30]


@given(attempt=st.integers(1, 10**6), chance=st.floats(0, 1))
def test_jitter_keeps_to_its_share(attempt: int, chance: float) -> None:
    plain_s = BackOff(jitter=0.0).delay_s(attempt, chance)
    assert 0.8 * plain_s - 1e-9 <= BackOff(jitter=0.2).delay_s(attempt, chance) <= 1.2 * plain_s


def test_a_camera_that_works_is_left_alone() -> None:
    clock, camera = FakeClock(5.0), FakeCamera([frame(0, 0), frame(1, 2)])
    source = reopening(camera, clock)
    source.open()
    assert not source.state.ok
    found = [source.read(5.0), source.read(5.0)]
    assert [one.sequence for one in found if one] == [0, 2]
    assert source.state.ok
    assert (source.state.attempts, source.state.error) == (0, None)
    assert source.read(5.0) is None
    assert clock.slept == []


def test_a_camera_that_comes_back_delivers_again() -> None:
    clock = FakeClock()
    camera = FakeCamera([frame(0, 6), GONE], opening=[None, GONE, GONE])
    source = reopening(camera, clock)
    source.open()
    assert isinstance(source.read(30.0), Frame)
    again = source.read(30.0)
    assert again is not None
    assert again.sequence == 7 + 6  # what was dropped before and after stays countable
    # One failed read, two failed attempts to open: 1 + 2 + 4 seconds.
    assert clock.slept == [1.0, 2.0, 4.0]
    assert source.state.ok
    assert source.state.since_s == 7.0
    assert source.state.error is GONE
    assert camera.count("open") == 4


def test_a_read_waits_no_longer_than_its_time_out_and_says_what_is_wrong() -> None:
    clock, camera = FakeClock(), FakeCamera(opening=[GONE] * 100)
    source = reopening(camera, clock)
    source.open()
    for turn in range(1, 20):
        with pytest.raises(CameraRecoveringError, match=r"unplugged; attempt \d+ — plug it in"):
            source.read(5.0)
        assert clock.now_s == pytest.approx(5.0 * turn)
    state = source.state
    assert not state.ok
    assert state.since_s == 0.0
    assert state.error is GONE
    # 95 seconds hold 1, 2, 4, 8, 16, 30, 30: the first attempt, and seven more.
    assert state.attempts == camera.count("open") == 8


def test_a_silent_camera_is_opened_again() -> None:
    clock, camera = FakeClock(), FakeCamera([frame(), SILENT])
    source = reopening(camera, clock)
    source.open()
    source.read(5.0)
    assert source.read(5.0) is not None
    assert camera.count("open") == 2
    assert camera.count("close") == 1


def test_a_camera_that_opens_but_never_delivers_is_asked_ever_more_rarely() -> None:
    clock, camera = FakeClock(), FakeCamera([GONE])
    source = reopening(camera, clock)
    source.open()
    with pytest.raises(CameraRecoveringError):
        source.read(60.0)
    assert clock.slept == [1, 2, 4, 8, 16, 29]


def test_the_wait_ends_when_the_station_stops() -> None:
    stop, camera = Event(), FakeCamera(opening=[GONE] * 10)
    source = Reopening(camera, BackOff(first_s=60.0, longest_s=60.0), stop=stop)
    source.open()
    stop.set()
    with pytest.raises(CameraRecoveringError):
        source.read(60.0)
    assert camera.count("open") == 1


def test_close_ends_it() -> None:
    camera = FakeCamera([frame()])
    source = reopening(camera, FakeClock())
    source.open()
    source.close()
    source.close()
    assert camera.count("close") == 2
