"""The printed cards are made from the table, and the verb `signal` plays and lists it."""

import pytest

from edge.feedback.card import card
from edge.feedback.signal import Signal
from edge.feedback.table import load_table
from edge.resources import share_dir
from tests.cli.conftest import Run

TABLE = load_table()


@pytest.mark.parametrize(("language", "file"), [("en", "signals.md"), ("ko", "signals.ko.md")])
def test_the_card_in_the_docs_is_the_one_of_the_table(language, file: str):
    printed = (share_dir() / "docs" / file).read_text(encoding="utf-8")
    assert printed == card(TABLE, language), f"make it with: gymstation signal card > docs/{file}"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_signal_is_on_the_card_once(language):
    lines = card(TABLE, language).splitlines()
    names = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]
    for signal in Signal:
        assert names.count(getattr(TABLE.signals[signal].name, language)) == 1
    assert len(lines) < 60  # a page


def test_the_card_is_printed(gymstation: Run):
    done = gymstation("signal", "card", "--language", "ko")
    assert done.status == 0
    assert done.out == card(TABLE, "ko")


def test_a_technician_plays_signals(gymstation: Run):
    done = gymstation("signal", "test", "rep_not_judged", "--language", "ko", "--pause", "0")
    assert done.status == 0
    assert done.out.splitlines() == ["rep_not_judged", "  ●  판정 없이 1회: 셋"]


def test_what_cannot_be_played_is_named(gymstation: Run, tmp_path):
    config = tmp_path / "station.yaml"
    config.write_text("feedback: {led: gpio}\n", encoding="utf-8")
    done = gymstation("signal", "test", "rep_not_judged", "-c", config, "--pause", "0")
    assert done.status == 1
    assert "gymstation: LED on GPIO 17, 27, 22: cannot be claimed" in done.err


def test_a_name_that_is_none_has_a_neighbour(gymstation: Run):
    done = gymstation("signal", "test", "redy")
    assert done.status == 2
    assert "redy: is no signal — did you mean ready?" in done.err


def test_an_unknown_language_is_refused(gymstation: Run):
    assert gymstation("signal", "card", "--language", "de").status == 2


def test_the_list_names_every_signal(gymstation: Run):
    listed = gymstation("signal", "list").out
    assert all(signal.value in listed for signal in Signal)
