"""Heat takes away pictures first, then verdicts, and never the count."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.config.thermal import ThermalConfig
from edge.health.board import Limit, Throttled
from edge.health.governor import COOL, Governor, Step

CONFIG = ThermalConfig()
EVERY_S = 5.0
readings = st.lists(st.one_of(st.none(), st.floats(-40.0, 150.0)), min_size=1, max_size=200)


def play(temperatures: Sequence[float | None], config: ThermalConfig = CONFIG) -> list[Step]:
    governor = Governor(config)
    return [
        governor.update(index * EVERY_S, temperature)
        for index, temperature in enumerate(temperatures)
    ]


@pytest.mark.parametrize(
    ("temperature_c", "rate_hz", "judging"),
    [(74.9, None, True), (75.0, 15.0, True), (79.0, 10.0, False), (83.0, 8.0, False)],
)
def test_each_temperature_has_its_step(
    temperature_c: float,
    rate_hz: float | None,
    judging: bool,  # noqa: FBT001
) -> None:
    (step,) = play([temperature_c])

    assert (step.pose_rate_hz, step.judging) == (rate_hz, judging)


def test_it_goes_down_at_once_and_up_one_step_at_a_time() -> None:
    steps = [step.name for step in play([60.0, 90.0, *[60.0] * 30])]

    assert steps[1] == "hot_3"
    assert list(dict.fromkeys(steps[1:])) == ["hot_3", "hot_2", "hot_1", COOL]
    assert steps.index("hot_2") - 2 == CONFIG.cool_for_s / EVERY_S


def test_a_temperature_at_the_edge_does_not_flap() -> None:
    steps = play([75.5 if index % 2 else 74.5 for index in range(100)])

    assert {step.name for step in steps[1:]} == {"hot_1"}


def test_a_sensor_that_falls_silent_does_not_keep_the_station_slow() -> None:
    assert play([90.0, *[None] * 40])[-1] == Step()


def test_what_the_firmware_limits_counts_as_heat_and_a_low_voltage_does_not() -> None:
    def step(*limits: Limit) -> str:
        return Governor(CONFIG).update(0.0, None, Throttled(now=frozenset(limits))).name

    assert step(Limit.SOFT_LIMIT) == "hot_1"
    assert step(Limit.THROTTLED) == "hot_3"
    assert step(Limit.THROTTLED, Limit.UNDER_VOLTAGE) == COOL
    assert step(Limit.UNDER_VOLTAGE, Limit.FREQUENCY_CAPPED) == COOL


def test_it_can_be_switched_off() -> None:
    assert play([100.0], ThermalConfig(enabled=False)) == [Step()]


@given(readings)
def test_judging_stops_before_counting_is_slowed_to_the_last(
    temperatures: list[float | None],
) -> None:
    for step in play(temperatures):
        assert step.pose_rate_hz is None or step.pose_rate_hz >= min(CONFIG.pose_rates_hz)
        if step.pose_rate_hz == min(CONFIG.pose_rates_hz):
            assert not step.judging
        assert step.is_degraded == (step.pose_rate_hz is not None)


@given(readings)
def test_a_step_is_never_milder_than_its_heat_asks_for(temperatures: list[float | None]) -> None:
    for temperature, step in zip(temperatures, play(temperatures), strict=True):
        asked = sum((temperature or 0.0) >= at_c for at_c in CONFIG.steps_c)
        assert asked <= (0 if step.name == COOL else int(step.name[-1]))


@given(readings)
def test_steps_are_left_one_at_a_time_and_not_before_their_time(
    temperatures: list[float | None],
) -> None:
    numbers = [0 if step.name == COOL else int(step.name[-1]) for step in play(temperatures)]
    changed_s = float("-inf")
    for index, (before, after) in enumerate(pairwise(numbers), 1):
        if after < before:
            assert before - after == 1
            assert index * EVERY_S - changed_s >= CONFIG.cool_for_s
        if after != before:
            changed_s = index * EVERY_S


@given(st.lists(st.floats(-40.0, 70.0), min_size=60, max_size=60), readings)
def test_whatever_was_before_a_cool_time_brings_everything_back(
    cool: list[float], before: list[float | None]
) -> None:
    assert play([*before, *cool])[-1] == Step()
