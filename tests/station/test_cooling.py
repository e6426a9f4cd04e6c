"""The heat of the computer reaches the pace and the judge, and nothing else waits for it."""

import time
from dataclasses import dataclass
from typing import cast

from edge.athlete.pace import Pace
from edge.config.thermal import ThermalConfig
from edge.health.board import Throttled
from edge.health.governor import Governor
from edge.station.coaching import Coaching
from edge.station.cooling import Cooling


@dataclass
class FakeBoard:
    celsius: float | None = 50.0
    readings: int = 0

    def temperature_c(self) -> float | None:
        self.readings += 1
        return self.celsius

    def throttled(self) -> Throttled | None:
        return None


class FakeCoaching:
    def __init__(self) -> None:
        self.judged: list[bool] = []

    def judge(self, *, form: bool) -> None:
        self.judged.append(form)


class Rack:
    def __init__(self, every_s: float = 60.0) -> None:
        self.board, self.pace, self.coaching = FakeBoard(), Pace(), FakeCoaching()
        self.cooling = Cooling(
            self.board,
            Governor(ThermalConfig()),
            self.pace,
            cast("Coaching", self.coaching),
            every_s=every_s,
        )

    def heat(self, celsius: float | None, now_s: float) -> None:
        self.board.celsius = celsius
        self.cooling.read(now_s)
        self.cooling.apply()


def test_heat_slows_the_pace_first_and_then_stops_the_judge() -> None:
    rack = Rack()
    rack.heat(76.0, 0.0)
    assert (rack.pace.limit_hz, rack.coaching.judged) == (15.0, [True])

    rack.heat(84.0, 5.0)
    assert (rack.pace.limit_hz, rack.coaching.judged[-1]) == (8.0, False)
    assert rack.cooling.step.is_degraded
    assert rack.cooling.temperature_c == 84.0


def test_once_it_is_cool_everything_is_as_before() -> None:
    rack = Rack()
    rack.heat(84.0, 0.0)
    for index in range(1, 40):
        rack.heat(50.0, index * 5.0)

    assert (rack.pace.limit_hz, rack.coaching.judged[-1]) == (None, True)
    assert not rack.cooling.step.is_degraded


def test_nothing_changes_before_the_vision_thread_says_so() -> None:
    rack = Rack()
    rack.board.celsius = 90.0
    rack.cooling.read(0.0)

    assert rack.pace.limit_hz is None
    assert rack.coaching.judged == []


def test_it_reads_in_a_thread_that_a_broken_sensor_does_not_end() -> None:
    rack = Rack(every_s=0.005)
    rack.board.celsius = cast("float", "broken")
    rack.cooling.start()
    while rack.board.readings < 3:
        time.sleep(0.005)
    rack.cooling.close()

    assert not rack.cooling.step.is_degraded
