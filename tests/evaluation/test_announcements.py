"""How soon repetitions are announced, against the mannequin's truth."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edge.cli.evaluate import app
from edge.config.pack import load_packs
from edge.evaluation import announcements
from edge.evaluation.announcements import announced
from edge.mannequin import Performance, View
from edge.mannequin.casting import cast


def test_a_repetition_comes_before_the_body_has_come_to_rest() -> None:
    (pack,) = load_packs(["squat"])
    scene = cast(Performance("squat", 3), View(yaw_deg=30), seed=1, fps=15.0)
    late = announced(pack, scene)
    assert [each.credited for each in late] == [False] * 3
    assert all(-0.5 < each.seconds < 0.3 for each in late)


def test_the_report_has_figures_and_a_curve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcements, "PACES", (0.8,))
    monkeypatch.setattr(announcements, "RATES_FPS", (8.0, 12.0))
    report = tmp_path / "accuracy.md"
    arguments = ["announcements", "push_up", "plank", "--report", str(report), "--json"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    assert list(values["exercises"]) == ["push_up"]
    assert values["missed"] == 0
    assert values["rates"]["8 frames a second"]["p95_s"] < 0.3
    assert "images/accuracy_announcements.svg" in report.read_text(encoding="utf-8")
    assert (tmp_path / "images" / "accuracy_announcements.svg").is_file()
