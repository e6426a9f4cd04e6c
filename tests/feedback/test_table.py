"""The table of signals: complete, told apart without colour, and in both languages."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from edge.config.pack import load_packs
from edge.errors import ConfigError
from edge.feedback.phrases import Phrasebook
from edge.feedback.score import DARK, light_score, movement_light, sound_score
from edge.feedback.signal import PLACEMENT, Signal
from edge.feedback.table import load_table, signals_file

TABLE = load_table()
STEP_S = 0.02
SAME_MEANING = {Signal.REP_FAULT, Signal.REP_FAULT_AGAIN}


def rhythm(signal: Signal) -> list[float]:
    """Brightness every 20 ms over two seconds, whatever the colour."""
    score = light_score(TABLE, signal)
    colour = max(TABLE.colours[TABLE.signals[signal].light.colour].rgb)
    states = (score.at(index * STEP_S) for index in range(100))
    return [(state or DARK).level / colour for state in states]


def test_lights_are_told_apart_without_their_colour():
    rhythms = {signal: rhythm(signal) for signal in Signal}
    for one, other in combinations(Signal, 2):
        pairs = zip(rhythms[one], rhythms[other], strict=True)
        differ_s = sum(abs(a - b) for a, b in pairs) * STEP_S
        assert differ_s >= 0.1 or {one, other} == SAME_MEANING, (one, other)


def test_a_fault_that_is_known_looks_the_same_and_sounds_milder():
    one, other = sorted(SAME_MEANING)
    assert rhythm(one) == rhythm(other)
    assert TABLE.signals[one].tones != TABLE.signals[other].tones


@pytest.mark.parametrize("signal", Signal)
def test_a_signal_is_short_enough_to_be_read_between_repetitions(signal: Signal):
    assert 0.1 < light_score(TABLE, signal).duration_s <= 2.1
    assert sound_score(TABLE, signal).duration_s <= 1.0


@pytest.mark.parametrize("signal", Signal)
def test_every_signal_is_explained_in_both_languages(signal: Signal):
    pattern = TABLE.signals[signal]
    assert pattern.meaning.en.endswith(".")
    assert pattern.meaning.ko.endswith(".")
    assert any("가" <= letter <= "힣" for letter in pattern.meaning.ko)
    assert pattern.name.ko != pattern.name.en
    assert ("{count}" in pattern.say.en) == ("{count}" in pattern.say.ko)


@pytest.mark.parametrize("signal", sorted(PLACEMENT))
def test_placement_is_corrected_before_the_set(signal: Signal):
    assert TABLE.signals[signal].phases == {"approaching"}


@pytest.mark.parametrize("signal", Signal)
def test_a_light_ends_dark_and_a_tune_silent(signal: Signal):
    assert light_score(TABLE, signal).notes[-1].state == DARK
    assert sound_score(TABLE, signal).notes[-1].state.pitch is None


def test_the_movement_is_brighter_the_farther_it_goes():
    levels = [movement_light(TABLE, position).level for position in (None, 0.0, 0.5, 1.0, 1.3)]
    assert levels == sorted(levels)
    assert levels[0] == 0.0 < levels[1]
    assert levels[-1] == levels[-2] == TABLE.movement.brightest


def test_a_fade_is_drawn_in_fine_steps():
    notes = light_score(TABLE, Signal.COME_CLOSER).notes
    levels = [note.state.level for note in notes[:-1]]
    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (0.0, max(TABLE.colours["violet"].rgb))
    assert max(b - a for a, b in pairwise(levels)) < 0.06


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("[long]}", "[lang]}"), 'signals.rep_good.light.rhythm: "lang" is unknown'),
        (("tones: [high]", "tones: [hihg]"), 'signals.rep_good.tones: "hihg" is unknown'),
        (("  out_of_order:", "  out_of_ordr:"), "out_of_ordr"),
        (("colour: green, rhythm: [long]", "colour: gren, rhythm: [long]"), '"gren" is unknown'),
        (("for_s: 0.12, begin", "for_s: 12, begin"), "flashes.short.for_s: 12 is too large"),
    ],
)
def test_a_broken_table_is_named_by_key(tmp_path: Path, change: tuple[str, str], message: str):
    path = tmp_path / "signals.yaml"
    text = signals_file().read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_table(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_signal_is_named(tmp_path: Path):
    text = signals_file().read_text(encoding="utf-8")
    path = tmp_path / "signals.yaml"
    path.write_text(text[: text.index("  out_of_order:")], encoding="utf-8")
    with pytest.raises(ConfigError, match=r"signals\.out_of_order: is missing"):
        load_table(path)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_most_cues_of_the_packs_fit_between_two_slow_repetitions(language):
    phrases = Phrasebook(TABLE, language)
    lengths = [
        phrases.seconds(phrases.text(Signal.REP_FAULT, 12, getattr(condition.cue, language)))
        for pack in load_packs(None)
        for condition in pack.conditions
    ]
    assert sorted(lengths)[int(0.9 * len(lengths))] < 4.5
