"""The page for staff names what the dashboard shows, by the same words."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from hub.dashboard import words
from hub.dashboard.words.text import Language, Text

DOCS = Path(__file__).resolve().parents[3] / "docs"
QUOTED = re.compile(r"\*{1,2}([^*\n]+)\*{1,2}")
NO_LABELS = {"“", '"'}  # what a member says


def texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif hasattr(value, "label"):
        yield from texts(value.label)


def shown(language: Language) -> set[str]:
    modules = [
        import_module(f"{words.__name__}.{m.name}") for m in pkgutil.iter_modules(words.__path__)
    ]
    return {
        text.in_(language)
        for module in modules
        for value in vars(module).values()
        for text in texts(value)
    }


@pytest.mark.parametrize(("page", "language"), [("staff.md", "en"), ("staff.ko.md", "ko")])
def test_the_page_quotes_what_is_on_the_screen(page: str, language: Language) -> None:
    quoted = QUOTED.findall((DOCS / page).read_text(encoding="utf-8"))
    labels = {each for each in quoted if each[0] not in NO_LABELS}
    seen = shown(language)
    missing = {each for each in labels if not any(each in text for text in seen)}
    assert len(labels) > 10
    assert not missing
