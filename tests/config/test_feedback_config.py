"""The `feedback` section refuses what cannot work."""

from datetime import time

import pytest

from edge.config import load_config
from edge.config.quiet import QuietHours
from edge.errors import ConfigError


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"feedback.light.pins": [17, 27]}, "feedback.light.pins: 2 given; kind rgb needs 3"),
        ({"feedback.light.pins": [17, 17, 22]}, "feedback.light.pins: a pin is named twice"),
        ({"feedback.light.pins": [17, 27, 40]}, "feedback.light.pins[2]: 40 is too large"),
        ({"feedback.tones.volume": 1.5}, "feedback.tones.volume: 1.5 is too large"),
        ({"feedback.tones.high_hz": 20}, "feedback.tones.high_hz: 20 is too small"),
        ({"feedback.voice": "espeak"}, 'feedback.voice: "espeak"'),
        ({"feedback.speech.korean_numbers": "chinese"}, "allowed: one of native, sino"),
        ({"feedback.repeat_fault_after_reps": 0}, "feedback.repeat_fault_after_reps: 0 is too"),
        ({"feedback.leds": "gpio"}, "feedback.leds"),
        (
            {"feedback.quiet_hours": {"begin": "22:00", "end": "24:00"}},
            'feedback.quiet_hours.end: "24:00" does not fit',
        ),
        (
            {"feedback.quiet_hours": {"begin": "22:00", "end": "22:00"}},
            "feedback.quiet_hours.end: is the same as begin",
        ),
        (
            {"feedback.led": "gpio", "feedback.buzzer": "gpio", "feedback.tones.pin": 27},
            "feedback.tones.pin: pin 27 is one of light.pins",
        ),
    ],
)
def test_refused(overrides: dict[str, object], message: str):
    with pytest.raises(ConfigError) as caught:
        load_config(None, overrides)
    assert message in str(caught.value)


def test_a_bar_has_as_many_pins_as_it_has_lights():
    config = load_config(
        None, {"feedback.light.kind": "bar", "feedback.light.pins": [5, 6, 13, 19, 26]}
    )
    assert len(config.feedback.light.pins) == 5


@pytest.mark.parametrize(
    ("begin", "end", "quiet"),
    [("22:00", "06:00", {"22:00", "23:59", "00:00", "05:59"}), ("13:00", "14:00", {"13:00"})],
)
def test_quiet_hours_may_pass_midnight(begin: str, end: str, quiet: set[str]):
    hours = QuietHours(begin=begin, end=end)
    times = {"22:00", "23:59", "00:00", "05:59", "06:00", "12:00", "13:00", "14:00", "21:59"}
    assert {at for at in times if hours.hold_at(time.fromisoformat(at))} == quiet
