from dataclasses import replace

from hub.ingest.availability import Presence, later

OLD = Presence("online", "boot-1", 1_000, since_synced=True, version="1")
NEW = replace(OLD, boot_id="boot-2", since_ms=2_000)


def test_the_first_word_holds() -> None:
    assert later(None, OLD) == OLD


def test_an_end_counts_for_its_own_run_alone() -> None:
    assert later(NEW, replace(OLD, status="offline")) == NEW
    assert later(NEW, replace(NEW, status="offline")).status == "offline"
    assert later(NEW, replace(OLD, status="stopped")) == NEW


def test_a_run_that_began_earlier_comes_too_late() -> None:
    assert later(NEW, OLD) == NEW
    assert later(OLD, NEW) == NEW


def test_without_a_right_clock_the_last_word_holds() -> None:
    unsure = replace(OLD, since_synced=False)
    assert later(NEW, unsure) == unsure
