"""A short gym day, and what the audit of a day would find."""

import json
from dataclasses import replace

import pytest

from edge.session.events import RepCounted
from tests.fakes.session import Floor
from tools import gym_day
from tools.gymday.audit import Audit, Owners

WALL_ZERO_S = 1_700_000_000.0


def test_a_quarter_of_an_hour_loses_and_doubles_nothing():
    figures = gym_day.play_day(0.15, 8.0, seed=3)
    assert gym_day.is_sound(figures), json.dumps(figures)
    assert figures["sessions"] >= 5
    assert figures["interrupted"] >= 1
    assert figures["in_summaries"] + figures["torn_by_power_cuts"] == figures["counted"]
    # What a loss of power cuts off in the middle is performed, but cannot be counted.
    assert figures["counted"] >= figures["performed"] - 2 * figures["power_cuts"] > 0


@pytest.fixture
def floor() -> Floor:
    played = Floor().enter(7)
    for _ in range(4):
        played.rep()
    played.end()
    return played


def audited(floor: Floor, summary=None, *, owner: int = 7, times: int = 1) -> Audit:
    audit, owners = Audit(), Owners()
    owners.note(0.0, owner)
    audit.hear(floor.events)
    for _ in range(times):
        audit.take(summary or floor.summaries[0], owners, WALL_ZERO_S)
    return audit


def test_a_sound_session_is_found_sound(floor):
    audit = audited(floor)
    assert (audit.counted, audit.summarised) == (4, 4)
    assert (audit.lost, audit.doubled, audit.wrong, audit.clock_off) == (0, 0, 0, 0)


def test_a_repetition_that_is_missing_is_found(floor):
    summary = floor.summaries[0]
    (each,) = summary.sets
    assert audited(floor, replace(summary, sets=(replace(each, reps=each.reps[1:]),))).lost == 1


def test_a_repetition_that_was_never_told_is_found(floor):
    told = floor.told(RepCounted)
    floor.events.remove(told[-1])
    assert audited(floor).doubled == 1


def test_a_summary_that_comes_twice_is_found(floor):
    assert audited(floor, times=2).doubled == 4


def test_somebody_elses_repetitions_are_found(floor):
    assert audited(floor, owner=8).wrong == 4


def test_a_wrong_clock_is_found(floor):
    summary = floor.summaries[0]
    late = replace(summary, start_s=summary.start_s - 5.0)
    assert audited(floor, late).clock_off == 1
