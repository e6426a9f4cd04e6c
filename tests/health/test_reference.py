"""The table for people is whole and of today."""

import pytest

from edge.health.words.all import CHECKS, EVERYWHERE
from edge.health.words.entry import Language
from tools.health_reference import PATHS, reference


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_table_is_the_programs(language: Language) -> None:
    written = PATHS[language].read_text(encoding="utf-8")
    assert written == reference(language), "run: python -m tools.health_reference"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_state_is_in_the_table(language: Language) -> None:
    text = reference(language)
    for name, check in CHECKS.items():
        section = text[text.index(f"### `{name}`") :].partition("\n#")[0]
        for state, entry in {**check.states}.items():
            assert f"| `{state}` |" in section
            assert entry.remedy.in_(language) in section
    assert all(f"| `{state}` |" in text for state in EVERYWHERE)
