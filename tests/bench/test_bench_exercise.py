"""`gymstation bench exercise` on a recording of the mannequin."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edge.bench.exercise import WHOLE
from edge.cli.bench import app
from edge.errors import RecordingError
from tests.exercise.figure import film


def test_every_part_has_its_cost(tmp_path: Path) -> None:
    film("squat", 30.0).recording().save(tmp_path / "a.npz")
    arguments = ["exercise", str(tmp_path / "a.npz"), "--packs", "squat,plank"]
    result = CliRunner().invoke(app, [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    assert values["repetitions"] == 3
    parts = {name: part["cpu_ms"]["mean"] for name, part in values["parts"].items()}
    assert len(parts) == 5
    assert all(mean > 0.0 for mean in parts.values())
    assert WHOLE in parts
    assert "2 exercises" in CliRunner().invoke(app, arguments).output


def test_what_is_no_recording_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"gone\.npz"):
        CliRunner().invoke(app, ["exercise", str(tmp_path / "gone.npz")], catch_exceptions=False)
