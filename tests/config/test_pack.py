"""Packs: the bundled ones load, mistakes are one clear line with its place."""

from pathlib import Path

import pytest

from edge.config.pack import Kind, load_pack, load_packs, pack_names
from edge.errors import ConfigError

GOOD = """\
id: nod
name: {en: Nod, ko: 끄덕이기}
kind: repetitions
views: [front]
movement:
  - {angle: [hip, shoulder, ear], start: 170, far: 130}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "nod.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_bundled_pack_loads() -> None:
    packs = load_packs(None)
    assert tuple(pack.id for pack in packs) == pack_names()
    assert len(packs) == 12
    assert [pack.id for pack in packs if pack.kind is Kind.HOLD] == ["plank"]


def test_packs_come_in_the_order_asked_for() -> None:
    assert [pack.id for pack in load_packs(["squat", "lunge", "squat"])] == ["squat", "lunge"]


def test_an_unknown_exercise_gets_a_suggestion() -> None:
    with pytest.raises(ConfigError, match="did you mean squat"):
        load_packs(["sqat"])


def test_a_new_pack_needs_little(tmp_path: Path) -> None:
    assert load_pack(write(tmp_path, GOOD)).gates.longest_s == 20.0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("start: 170", "start: 200", "200 is impossible for angle, allowed: 0 to 180"),
        ("far: 130", "far: 165", "too close to start"),
        ("shoulder, ear", "sholder, ear", "did you mean shoulder"),
        ("hip, shoulder, ear", "hip, hip, ear", "stands twice"),
        ("{angle:", "{height: [hip, ear], angle:", "exactly one of"),
        ("far: 130", "far: 130, weigth: 2", "weight"),
        ("kind: repetitions", "kind: hold", "a hold has none"),
        ("kind: repetitions", "kind: repetition", "repetitions"),
        ("views: [front]", "views: [front, front]", "stands twice"),
        ("id: nod", "id: shake", "not the name of the file"),
        ("views:", "gates: {shortest_s: 9, longest_s: 3}\nviews:", "is not below longest_s"),
        ("views:", "still: [{angle: [hip, knee, ankle], most: 2}]\nviews:", "below the noise"),
        ("views:", "posture: [{tilt: [hip, knee]}]\nviews:", "at_least or at_most"),
        (
            "views:",
            "posture: [{tilt: [hip, knee], at_least: 80, at_most: 20}]\nviews:",
            "is not below at_most",
        ),
    ],
)
def test_a_mistake_is_told_with_its_file(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(ConfigError, match=message) as caught:
        load_pack(path)
    assert "nod.yaml" in str(caught.value)
    assert caught.value.exit_status == 2
