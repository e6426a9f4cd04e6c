"""The two READMEs say the same, and everything that a page links to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    {*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs/mqtt").glob("*.md")}
)
LINK = re.compile(r"\]\(([^)#\s]+)")
CODE = re.compile(r"`([^`]+)`")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    own = [link for link in links if "://" not in link]
    missing = [link for link in own if not (page.parent / link).exists()]
    assert not missing


def rows(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.startswith("| ")]


def test_both_languages_have_the_same_rows() -> None:
    english, korean = rows("README.md"), rows("README.ko.md")
    assert [CODE.findall(row) for row in english] == [CODE.findall(row) for row in korean]


def test_both_languages_have_the_same_figures() -> None:
    english, korean = rows("README.md"), rows("README.ko.md")
    for row, other in zip(english, korean, strict=True):
        assert sorted(NUMBER.findall(row.split("|")[2])) == sorted(
            NUMBER.findall(other.split("|")[2])
        )


def commands(name: str) -> list[str]:
    """The lines to type, without what is said about them."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line.split("#")[0].strip() for line in lines if re.match(r"    \w", line)]


def test_both_languages_show_the_same_commands() -> None:
    assert commands("README.md") == commands("README.ko.md")
    assert "make run" in commands("README.md")
