"""The pins, as a score: which was how bright, or how loud, when."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from edge.bench.pins import ScorePins
from edge.config.buzzer import BuzzerConfig
from edge.config.feedback import BuzzerPlayer, FeedbackConfig, LightPlayer
from edge.config.light import LightConfig, LightKind
from edge.errors import FeedbackError, PlayerUnavailableError
from edge.feedback.cue import Cue
from edge.feedback.factory import make_players
from edge.feedback.gpio import PiezoBuzzer, make_light
from edge.feedback.score import Light, Sound
from edge.feedback.signal import Signal
from edge.feedback.table import Pitch
from tests.fakes.camera import FakeClock

RED, GREEN, BLUE, BUZZER = 17, 27, 22, 18
GPIO = FeedbackConfig(led=LightPlayer.GPIO, buzzer=BuzzerPlayer.GPIO)


@pytest.fixture
def pins() -> Iterator[ScorePins]:
    factory = ScorePins(FakeClock())
    yield factory
    factory.reset()


def fail(error: FeedbackError) -> None:
    raise AssertionError(error)


def until(done: Callable[[], bool], timeout_s: float = 5.0) -> None:
    """Wait until it is done."""
    end_s = time.monotonic() + timeout_s
    while not done():
        assert time.monotonic() < end_s
        time.sleep(0.005)


def test_an_rgb_light_mixes_its_colours(pins: ScorePins):
    light = make_light(LightConfig(), pins)
    light.set(Light(1.0, 0.5, 0.0))
    assert (pins.of(RED), pins.of(GREEN), pins.of(BLUE)) == ([(0, 1)], [(0, 0.22)], [])
    light.close()
    assert (pins.of(RED)[-1], pins.of(GREEN)[-1]) == ((0, 0), (0, 0))


def test_a_common_anode_light_is_lit_when_its_pins_are_low(pins: ScorePins):
    light = make_light(LightConfig(active_high=False), pins)
    assert [pins.pin(pin).state for pin in (RED, GREEN, BLUE)] == [1, 1, 1]
    light.set(Light(1.0, 0.0, 0.0))
    assert [pins.pin(pin).state for pin in (RED, GREEN, BLUE)] == [0, 1, 1]


def test_a_bar_is_as_long_as_the_light_is_bright(pins: ScorePins):
    bar = make_light(LightConfig(kind=LightKind.BAR, pins=(5, 6, 13, 19)), pins)
    bar.set(Light(0.625, 0.0, 0.0))
    assert [round(pins.pin(pin).state, 2) for pin in (5, 6, 13, 19)] == [1, 1, 0.22, 0]


def test_brightness_dims_everything(pins: ScorePins):
    light = make_light(LightConfig(brightness=0.5), pins)
    light.set(Light(1.0, 1.0, 1.0))
    assert {round(stroke.level, 3) for stroke in pins.score} == {0.218}


@pytest.mark.parametrize(("volume", "duty"), [(1.0, 0.5), (0.5, 1 / 6), (0.0, 0.0)])
def test_volume_is_the_amplitude_of_the_tone(pins: ScorePins, volume: float, duty: float):
    buzzer = PiezoBuzzer(BuzzerConfig(volume=volume, high_hz=2500.0), pins)
    buzzer.set(Sound(Pitch.HIGH))
    assert pins.pin(BUZZER).frequency == 2500.0
    assert pins.pin(BUZZER).state == pytest.approx(duty)
    buzzer.set(Sound(None))
    assert pins.pin(BUZZER).state == 0


def test_a_pin_that_is_taken_is_named_and_the_rest_goes_on(pins: ScorePins):
    taken = make_light(LightConfig(), pins)
    reports: list[FeedbackError] = []
    players = make_players(GPIO, "en", say=print, report=reports.append, pins=pins)
    players.play(Cue(Signal.REP_GOOD, 0.0))
    until(lambda: len(pins.of(BUZZER)) == 2)
    players.close()
    taken.close()
    assert len(reports) == 1
    assert isinstance(reports[0], PlayerUnavailableError)
    assert "LED on GPIO 17, 27, 22: cannot be claimed" in str(reports[0])
    assert "feedback.light.pins" in str(reports[0])


def test_half_a_claim_is_given_back(pins: ScorePins):
    taken = PiezoBuzzer(BuzzerConfig(pin=BLUE), pins)
    with pytest.raises(PlayerUnavailableError):
        make_light(LightConfig(), pins)
    taken.close()
    make_light(LightConfig(), pins).close()


def test_without_pins_the_machine_is_named():
    reports: list[FeedbackError] = []
    make_players(GPIO, "en", say=print, report=reports.append).close()
    names = [str(report.where) for report in reports]
    assert names == ["LED on GPIO 17, 27, 22", "buzzer on GPIO 18"]


def test_closing_leaves_everything_dark_silent_and_released():
    pins = ScorePins(time.monotonic)
    players = make_players(GPIO, "en", say=print, report=fail, pins=pins)
    players.show(0.5)
    players.play(Cue(Signal.OUT_OF_ORDER, 0.0))
    until(lambda: {RED, BUZZER} <= {stroke.pin for stroke in pins.score})
    players.close()
    players.close()
    assert [pins.of(pin)[-1][1] for pin in (RED, BUZZER)] == [0, 0]
    assert [pins.pin(pin).function for pin in (RED, GREEN, BLUE, BUZZER)] == ["input"] * 4
    assert not {"LED on GPIO 17, 27, 22", "buzzer on GPIO 18"} & {
        thread.name for thread in threading.enumerate()
    }
    make_light(LightConfig(), pins).close()


def test_in_real_time_the_rhythm_is_kept():
    pins = ScorePins(time.monotonic)
    players = make_players(GPIO, "en", say=print, report=fail, pins=pins)
    began_s = time.monotonic()
    players.play(Cue(Signal.REP_FAULT, 0.0))
    until(lambda: len(pins.of(RED)) == 4)
    players.close()
    red = [(stroke.at_s - began_s, stroke.level) for stroke in pins.score if stroke.pin == RED]
    assert [level for _, level in red] == [1, 0, 1, 0]
    assert [at_s for at_s, _ in red] == pytest.approx([0.0, 0.12, 0.26, 0.38], abs=0.2)


def test_a_silent_cue_is_only_seen():
    pins = ScorePins(time.monotonic)
    players = make_players(GPIO, "en", say=print, report=fail, pins=pins)
    players.play(Cue(Signal.REP_NOT_JUDGED, 0.0, silent=True))
    until(lambda: len(pins.of(RED)) == 2)
    players.close()
    assert pins.of(BUZZER) == []
