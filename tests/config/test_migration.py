"""Older files are brought up to date, newer ones refused; nobody's comments are lost."""

from pathlib import Path

import pytest
import yaml

from edge.config import edit
from edge.config.migration import MIGRATIONS, SCHEMA_VERSION, Migration, migrate
from edge.config.station import StationConfig
from edge.errors import ConfigError

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "config/station.yaml"
STEPS = (
    Migration(
        3,
        "session.left_after_s is zone.left_after_s",
        lambda text: edit.move(text, ("session", "left_after_s"), ("zone", "left_after_s")),
    ),
    Migration(
        2, "camera.fps is camera.hz", lambda text: edit.rename(text, ("camera", "fps"), "hz")
    ),
)
OLD = """\
schema_version: 1
camera:
  # Slow, the lamp flickers.
  fps: 12.0
session:
  left_after_s: 45.0
"""


def test_the_steps_that_a_file_lacks_are_done_in_order() -> None:
    result = migrate(OLD, "station.yaml", STEPS, newest=3)

    assert (result.before, result.after) == (1, 3)
    assert [line[0] for line in result.done] == ["2", "3"]
    assert "# Slow, the lamp flickers." in result.text
    assert yaml.safe_load(result.text) == {
        "schema_version": 3,
        "camera": {"hz": 12.0},
        "zone": {"left_after_s": 45.0},
    }


def test_a_file_of_a_version_between_gets_the_rest() -> None:
    text = OLD.replace("schema_version: 1", "schema_version: 2")
    assert len(migrate(text, "station.yaml", STEPS, newest=3).done) == 1


def test_a_second_time_changes_nothing() -> None:
    once = migrate(OLD, "station.yaml", STEPS, newest=3)
    twice = migrate(once.text, "station.yaml", STEPS, newest=3)
    assert twice.text == once.text
    assert twice.done == ()


def test_a_file_without_a_version_is_of_the_first() -> None:
    text = OLD.removeprefix("schema_version: 1\n")
    assert yaml.safe_load(migrate(text, "x", STEPS, newest=3).text)["schema_version"] == 3


@pytest.mark.parametrize("version", ["4", "new", "0"])
def test_a_version_that_nobody_knows_is_refused(version: str) -> None:
    with pytest.raises(ConfigError, match=r"station\.yaml: schema_version"):
        migrate(f"schema_version: {version}\n", "station.yaml", STEPS, newest=3)


def test_what_is_no_yaml_is_refused() -> None:
    with pytest.raises(ConfigError, match="config check"):
        migrate("a: [", "station.yaml")


def test_the_steps_lead_to_the_version_that_the_settings_have() -> None:
    assert StationConfig().schema_version == SCHEMA_VERSION
    assert [step.to for step in MIGRATIONS] == list(range(2, SCHEMA_VERSION + 1))
    assert migrate(EXAMPLE.read_text(encoding="utf-8"), "example").done == ()
