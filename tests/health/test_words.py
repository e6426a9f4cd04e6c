"""Every state of every check can be told in both languages, with what to do."""

import re

import pytest

from edge.health.finding import LONGEST_DETAIL, Finding
from edge.health.words.all import CHECKS, EVERYWHERE
from edge.health.words.entry import Entry
from edge.uplink.message import Health, HealthCheck, Status

ENTRIES = [(name, state) for name, check in CHECKS.items() for state in check.states]
HANGUL = re.compile("[가-힣]")


def entry(check: str, state: str) -> Entry:
    return CHECKS[check].states[state]


@pytest.mark.parametrize(("check", "state"), ENTRIES)
def test_a_state_says_what_it_means_and_what_to_do(check: str, state: str) -> None:
    known = entry(check, state)
    assert known.says.en
    assert HANGUL.search(known.says.ko)
    assert not HANGUL.search(known.says.en + known.remedy.en)
    if known.status in {Status.WARNING, Status.CRITICAL}:
        assert known.remedy.en
        assert HANGUL.search(known.remedy.ko)
    else:
        assert not known.calls


@pytest.mark.parametrize(("check", "state"), ENTRIES)
def test_a_state_fits_into_a_message(check: str, state: str) -> None:
    message = Finding.of(check, state, "x" * 2 * LONGEST_DETAIL).message
    assert isinstance(message, HealthCheck)
    assert len(message.detail) == LONGEST_DETAIL
    assert len(f"{check}_{state}") <= 40, "the code of an alert"


def test_no_check_takes_a_state_that_all_have() -> None:
    assert not {state for _, state in ENTRIES} & set(EVERYWHERE)


def test_checks_say_what_they_look_at() -> None:
    for check in CHECKS.values():
        assert HANGUL.search(check.looks_at.ko)
        assert HANGUL.search(check.group.ko)
        assert check.looks_at.en
        assert check.group.en


def test_the_whole_is_as_well_as_its_worst_part() -> None:
    assert Status.worst([]) is Status.UNKNOWN
    assert Status.worst([Status.SKIPPED]) is Status.UNKNOWN
    assert Status.worst([Status.HEALTHY, Status.SKIPPED]) is Status.HEALTHY
    assert Status.worst([Status.HEALTHY, Status.UNKNOWN]) is Status.UNKNOWN
    assert Status.worst([Status.UNKNOWN, Status.WARNING]) is Status.WARNING
    assert Status.worst([Status.WARNING, Status.CRITICAL]) is Status.CRITICAL
    assert "status" in Health.model_fields
