"""The economy of an empty gym, in frames' own time."""

import pytest

from edge.athlete.pace import IDLE_EVERY_S, LINGER_S, Pace
from edge.athlete.sighting import AthleteSighting, Presence

EMPTY = AthleteSighting(None, None, 0, Presence.EMPTY)
THERE = AthleteSighting(None, None, 1, Presence.PASSING)


def live(pace: Pace, fps: float, first_s: float, last_s: float, sighting) -> list[float]:
    """Play frames; returns the times of those that were worked on."""
    worked = []
    for index in range(round(first_s * fps), round(last_s * fps)):
        now_s = index / fps
        if pace.wants(now_s):
            pace.saw(now_s, sighting)
            worked.append(now_s)
    return worked


@pytest.mark.parametrize("fps", [8.0, 15.0, 30.0, 60.0])
def test_an_empty_gym_costs_two_to_three_frames_a_second(fps: float) -> None:
    worked = live(Pace(), fps, 0, 60, EMPTY)
    assert 2.0 <= len(worked) / 60 <= 3.0


@pytest.mark.parametrize("fps", [8.0, 15.0, 30.0])
@pytest.mark.parametrize("appears_s", [20.0, 20.13, 20.27, 20.39])
def test_full_rate_within_half_a_second_of_somebody(fps: float, appears_s: float) -> None:
    pace = Pace()
    live(pace, fps, 0, appears_s, EMPTY)
    first, *_ = live(pace, fps, appears_s, appears_s + 5, THERE)
    assert first - appears_s <= 0.5
    assert not pace.idle
    assert len(live(pace, fps, appears_s + 5, appears_s + 10, THERE)) == pytest.approx(5 * fps, 1)


def test_it_lingers_before_it_slows_down() -> None:
    pace = Pace()
    live(pace, 10, 0, 10, THERE)
    assert len(live(pace, 10, 10, 10 + LINGER_S - 0.2, EMPTY)) == pytest.approx(
        10 * LINGER_S, abs=3
    )
    assert not pace.idle
    assert len(live(pace, 10, 20, 30, EMPTY)) < 35
    assert pace.idle


def test_an_athlete_who_is_hidden_is_not_an_empty_gym() -> None:
    pace = Pace()
    hidden = AthleteSighting(None, 3, 1, Presence.EMPTY)
    assert len(live(pace, 10, 0, 30, hidden)) == 300


def test_a_clock_that_goes_back_is_no_reason_to_sleep() -> None:
    pace = Pace()
    live(pace, 10, 100, 120, EMPTY)
    assert pace.wants(3.0)
    pace.saw(3.0, EMPTY)
    assert not pace.wants(3.1)
    assert pace.wants(3.0 + IDLE_EVERY_S)


@pytest.mark.parametrize(
    ("fps", "limit_hz", "least"), [(30.0, 15.0, 14), (30.0, 8.0, 7), (8.0, 8.0, 8)]
)
def test_a_hot_computer_looks_less_often(fps: float, limit_hz: float, least: int) -> None:
    pace = Pace()
    pace.limit_hz = limit_hz
    worked = live(pace, fps, 0, 30, THERE)
    assert least <= len(worked) / 30 <= limit_hz + 0.1
    assert len(live(pace, fps, 60, 120, EMPTY)) / 60 <= 3.0

    pace.limit_hz = None
    assert len(live(pace, fps, 120, 130, THERE)) == pytest.approx(10 * fps, abs=12)
