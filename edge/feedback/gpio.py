"""LEDs and a piezo buzzer on the pins of a Raspberry Pi, through gpiozero.

gpiozero is loaded when a pin is claimed. Claim pins after every other process was started: a child
that inherits them keeps them busy.
"""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from math import asin, pi
from types import ModuleType
from typing import Any

from edge.config.buzzer import BuzzerConfig
from edge.config.light import LightConfig, LightKind
from edge.errors import PlayerUnavailableError
from edge.feedback.performer import Instrument
from edge.feedback.score import DARK, Light, Sound
from edge.feedback.table import Pitch

GAMMA = 2.2
"""Light that an eye feels half as bright takes about 0.5 ** 2.2 of the power (the gamma of
displays)."""


class RgbLight:
    """One LED of three colours. pins: factory of gpiozero, None = the machine's own.

    Wiring: each colour through its resistor (330 ohm) to its pin, the common cathode to ground; a
    common anode to 3.3 V, with active_high false. More than 16 mA needs a transistor.
    """

    def __init__(self, config: LightConfig, pins: Any = None) -> None:
        self.name = f"LED on GPIO {_listed(config.pins)}"
        self._brightness = config.brightness
        with _claiming(self.name, "feedback.light.pins") as gpiozero:
            self._led = gpiozero.RGBLED(
                *config.pins, active_high=config.active_high, pin_factory=pins
            )

    def set(self, state: Light) -> None:
        """See `Instrument.set`."""
        self._led.value = tuple(
            _power(part * self._brightness) for part in (state.red, state.green, state.blue)
        )

    def close(self) -> None:
        """See `Instrument.close`."""
        self._led.off()
        self._led.close()


class BarLight:
    """A row of LEDs: the brighter the light, the more of them are lit, from the first on.

    Wiring: as RgbLight, each LED on a pin of its own; its colours are those of the LEDs.
    """

    def __init__(self, config: LightConfig, pins: Any = None) -> None:
        self.name = f"LED bar on GPIO {_listed(config.pins)}"
        self._brightness = config.brightness
        with _claiming(self.name, "feedback.light.pins") as gpiozero:
            self._bar = gpiozero.LEDBoard(
                *config.pins, pwm=True, active_high=config.active_high, pin_factory=pins
            )

    def set(self, state: Light) -> None:
        """See `Instrument.set`."""
        lit = state.level * len(self._bar)
        self._bar.value = tuple(
            _power(min(max(lit - index, 0.0), 1.0) * self._brightness)
            for index in range(len(self._bar))
        )

    def close(self) -> None:
        """See `Instrument.close`."""
        self._bar.off()
        self._bar.close()


class PiezoBuzzer:
    """A passive piezo buzzer. pins: as for RgbLight.

    Wiring: between the pin and ground. One that beeps by itself at a steady voltage is an active
    buzzer and cannot play tones.
    """

    def __init__(self, config: BuzzerConfig, pins: Any = None) -> None:
        self.name = f"buzzer on GPIO {config.pin}"
        self._hertz: Mapping[Pitch, float] = {
            Pitch.LOW: config.low_hz,
            Pitch.MIDDLE: config.middle_hz,
            Pitch.HIGH: config.high_hz,
        }
        # The tone of a rectangular wave has the amplitude sin(pi * duty): half is loudest.
        self._duty = asin(config.volume) / pi
        with _claiming(self.name, "feedback.tones.pin") as gpiozero:
            self._pwm = gpiozero.PWMOutputDevice(
                config.pin,
                active_high=config.active_high,
                frequency=config.low_hz,
                pin_factory=pins,
            )

    def set(self, state: Sound) -> None:
        """See `Instrument.set`."""
        if state.pitch is None:
            self._pwm.value = 0
            return
        self._pwm.frequency = self._hertz[state.pitch]
        self._pwm.value = self._duty

    def close(self) -> None:
        """See `Instrument.close`."""
        self._pwm.off()
        self._pwm.close()


LIGHTS: Mapping[LightKind, Callable[[LightConfig, Any], Instrument[Light]]] = {
    LightKind.RGB: RgbLight,
    LightKind.BAR: BarLight,
}


def make_light(config: LightConfig, pins: Any = None) -> Instrument[Light]:
    """The light of the configuration, dark; raises PlayerUnavailableError."""
    light = LIGHTS[config.kind](config, pins)
    light.set(DARK)
    return light


@contextmanager
def _claiming(name: str, key: str) -> Iterator[ModuleType]:
    """gpiozero, while pins are claimed; raises PlayerUnavailableError. key: where they are set."""
    # lgpio makes a pipe in the working directory, which a service may not write, unless told:
    # https://github.com/joan2937/lg/issues/12
    os.environ.setdefault("LG_WD", os.environ.get("RUNTIME_DIRECTORY") or tempfile.gettempdir())
    try:
        import gpiozero  # noqa: PLC0415 - absent from machines without pins
    except ImportError as error:
        raise PlayerUnavailableError(
            "gpiozero is not installed", where=name, remedy="pip install 'gymstation[pi]'"
        ) from error
    try:
        with warnings.catch_warnings():
            # It warns of each library for pins that is missing; the error names the outcome.
            warnings.simplefilter("ignore")
            yield gpiozero
    except Exception as error:
        # Every library for pins below gpiozero raises errors of its own.
        raise PlayerUnavailableError(
            f"cannot be claimed: {error}",
            where=name,
            remedy=f"see {key}; does another program use the pin, and is this a Raspberry Pi?",
        ) from error


def _power(level: float) -> float:
    return float(level**GAMMA)


def _listed(pins: tuple[int, ...]) -> str:
    return ", ".join(map(str, pins))
