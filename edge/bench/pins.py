"""Pins that keep a score: when each of them had which duty, and at which frequency.

They stand in for a Raspberry Pi's, in measurements and tests; gpiozero must be installed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from gpiozero.pins.mock import MockFactory, MockPWMPin


@dataclass(frozen=True, slots=True)
class Stroke:
    """One change of one pin. level: duty 0..1; frequency_hz: None where it is no PWM."""

    at_s: float
    pin: int
    level: float
    frequency_hz: float | None = None


class ScorePin(MockPWMPin):  # type: ignore[misc]  # gpiozero has no types
    """A mock PWM pin that notes its changes with the factory's clock."""

    def _change_state(self, value: float) -> bool:
        changed = bool(super()._change_state(value))
        if changed:
            number = int(self.info.name.removeprefix("GPIO"))
            stroke = Stroke(self.factory.clock(), number, float(value), self.frequency)
            self.factory.score.append(stroke)
        return changed


class ScorePins(MockFactory):  # type: ignore[misc]  # gpiozero has no types
    """A factory of such pins. clock: seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.score: list[Stroke] = []
        super().__init__(pin_class=ScorePin)

    def of(self, pin: int) -> list[tuple[float, float]]:
        """The score of one pin: times rounded to 10 ms, levels to 0.01."""
        return [(round(s.at_s, 2), round(s.level, 2)) for s in self.score if s.pin == pin]
