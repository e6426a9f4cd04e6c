"""The watchdog is fed by a station that works, and by no other."""

from dataclasses import dataclass, field

import pytest

from edge.config.camera import CameraConfig
from edge.config.station import StationConfig
from edge.station.service.watchdog import FEED_EVERY_S, Watchdog, longest_wait_s, uplink_limit_s
from tests.fakes.camera import FakeClock


@dataclass
class FakeNotifier:
    watchdog_s: float | None = 30.0
    fed: int = 0

    def alive(self) -> None:
        self.fed += 1


@dataclass
class FakePulse:
    lives: bool = True
    silent_s: float = 0.1


@dataclass
class Kennel:
    notifier: FakeNotifier = field(default_factory=FakeNotifier)
    uplink: FakePulse = field(default_factory=FakePulse)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.watchdog = Watchdog(self.notifier, self.uplink, uplink_limit_s=40.0, clock=self.clock)

    def frames(self, count: int, *, advance: bool = True) -> None:
        for _ in range(count):
            self.clock.now_s += 1.0
            self.watchdog.saw_frame(self.clock.now_s if advance else -1.0)


@pytest.fixture
def kennel() -> Kennel:
    return Kennel()


def test_frames_feed_it_now_and_then(kennel: Kennel) -> None:
    kennel.frames(20)

    assert kennel.notifier.fed == 20 / FEED_EVERY_S


def test_a_frame_that_comes_again_and_again_feeds_nothing(kennel: Kennel) -> None:
    kennel.frames(20, advance=False)

    assert kennel.notifier.fed == 1


def test_a_camera_that_is_known_to_be_away_feeds_it(kennel: Kennel) -> None:
    for _ in range(5):
        kennel.clock.now_s += 5.0
        kennel.watchdog.alive()

    assert kennel.notifier.fed == 5


@pytest.mark.parametrize("uplink", [FakePulse(lives=False), FakePulse(silent_s=41.0)])
def test_an_uplink_that_is_dead_or_stuck_ends_it(kennel: Kennel, uplink: FakePulse) -> None:
    kennel.frames(10)
    fed = kennel.notifier.fed
    kennel.uplink.lives, kennel.uplink.silent_s = uplink.lives, uplink.silent_s
    kennel.frames(60)

    assert kennel.notifier.fed == fed


def test_it_is_fed_several_times_within_the_time_of_a_short_watchdog() -> None:
    kennel = Kennel(FakeNotifier(watchdog_s=1.0))
    for step in range(100):
        kennel.clock.now_s = step / 10
        kennel.watchdog.saw_frame(kennel.clock.now_s)

    assert kennel.notifier.fed >= 30


def test_the_usual_station_needs_no_more_than_half_a_minute() -> None:
    usual, slow = StationConfig(), StationConfig(camera=CameraConfig(timeout_s=60.0))

    assert longest_wait_s(usual) <= 30.0
    assert longest_wait_s(slow) > 180.0
    assert uplink_limit_s(usual) == 40.0
