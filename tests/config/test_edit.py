"""Single settings are changed in the text; comments and the rest stay."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from edge.config import edit
from edge.errors import ConfigError

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "config/station.yaml"
TEXT = """\
# What it is.
site: gym # of the chain

camera:
  # Where from.
  source: auto
  mannequin:
    # How many.
    repetitions: 5
tones: {low: 1, high: 2}
exercises: [squat,
  lunge]
uplink:
"""


def comments(text: str) -> list[str]:
    return re.findall(r"#.*", text)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("site",), "main-hall"),
        (("site",), "yes"),
        (("site",), "헬스장: 하나"),
        (("camera", "source"), "usb"),
        (("camera", "device"), 1),
        (("camera", "mannequin", "repetitions"), 12),
        (("camera", "mannequin", "seed"), None),
        (("tones", "low"), 3.5),
        (("tones", "middle"), 3),
        (("exercises",), ["push_up"]),
        (("uplink", "host"), "broker.local"),
        (("uplink", "tls", "enabled"), True),
        (("zone", "box"), [0.1, 0.2, 0.3, 0.4]),
    ],
)
def test_a_value_is_put_where_it_belongs(path: tuple[str, ...], value: object) -> None:
    text = edit.put(TEXT, path, value)

    expected = yaml.safe_load(TEXT)
    place = expected
    for part in path[:-1]:
        if place.get(part) is None:
            place[part] = {}
        place = place[part]
    place[path[-1]] = value
    assert yaml.safe_load(text) == expected
    assert comments(text) == comments(TEXT)
    assert edit.get(text, path) == value


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30))
def test_any_text_comes_back_as_it_was(value: str) -> None:
    assert edit.get(edit.put(TEXT, ("site",), value), ("site",)) == value


def test_a_key_gets_another_name_in_its_place() -> None:
    text = edit.rename(TEXT, ("camera", "mannequin", "repetitions"), "count")
    assert text == TEXT.replace("repetitions", "count")
    assert edit.rename(TEXT, ("camera", "lens"), "glass") == TEXT


def test_a_key_goes_with_its_comment() -> None:
    text = edit.remove(TEXT, ("camera", "source"))
    assert text == TEXT.replace("  # Where from.\n  source: auto\n", "")
    assert edit.remove(TEXT, ("camera", "lens")) == TEXT


def test_the_last_key_of_a_mapping_takes_the_mapping_along() -> None:
    text = edit.remove(TEXT, ("camera", "mannequin", "repetitions"))
    assert yaml.safe_load(text)["camera"] == {"source": "auto"}


def test_a_value_moves() -> None:
    text = edit.move(TEXT, ("camera", "mannequin", "repetitions"), ("session", "longest"))
    assert edit.get(text, ("session", "longest")) == 5
    assert not edit.has(text, ("camera", "mannequin"))
    assert edit.move(TEXT, ("camera", "lens"), ("lens",)) == TEXT


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ConfigError, match="cannot hold keys"):
        edit.put(TEXT, ("site", "name"), "x")
    with pytest.raises(ConfigError, match="cannot become one value"):
        edit.put(TEXT, ("camera",), "usb")
    with pytest.raises(ConfigError, match="braces"):
        edit.remove(TEXT, ("tones", "low"))
    with pytest.raises(KeyError, match=r"camera\.lens"):
        edit.get(TEXT, ("camera", "lens"))


def test_every_line_of_the_example_outlasts_a_change() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    changed = edit.put(edit.put(text, ("site",), "hall"), ("uplink", "host"), "broker")
    before, after = text.splitlines(), changed.splitlines()
    differing = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    assert differing == [("site: gym", "site: hall"), ("  host: null", "  host: broker")]
