"""Text has 4.5:1 and signs have 3:1 against what they stand on (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from hub.dashboard.theme import STATIC

TEXT = [
    (ink, ground)
    for ink in ("ink", "muted", "accent", "good", "warn", "bad", "away")
    for ground in ("page", "surface", "sunken")
] + [
    ("on-accent", "accent"),
    ("good", "good-soft"),
    ("warn", "warn-soft"),
    ("bad", "bad-soft"),
    ("away", "away-soft"),
]
SIGNS = [
    (sign, ground)
    for sign in ("edge", "focus", *(f"series-{number}" for number in range(1, 7)))
    for ground in ("page", "surface")
]


def blocks() -> list[dict[str, str]]:
    css = (STATIC / "theme.css").read_text()
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in css.split("{")]
    return [each for each in found if each]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_chosen_dark_is_the_dark_of_the_device() -> None:
    light, dark, of_device = blocks()
    assert dark == of_device
    assert light.keys() == dark.keys()


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SIGNS, 3.0)], ids=["text", "signs"])
def test_contrast(theme: int, pairs: list[tuple[str, str]], least: float) -> None:
    colours = blocks()[theme]
    weak = {
        pair: round(found, 2)
        for pair in pairs
        if (found := contrast(colours[pair[0]], colours[pair[1]])) < least
    }
    assert not weak


def test_colours_stand_in_one_place() -> None:
    for path in STATIC.parent.rglob("*"):
        if path.suffix in {".py", ".css", ".js"} and path.name != "theme.css":
            assert not re.findall(r"#[0-9a-fA-F]{6}\b", path.read_text()), path.name
