"""`gymstation evaluate clips` on recordings of the mannequin: exact truth, no model needed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edge.cli.evaluate import app
from edge.config.pack import load_packs
from edge.errors import UsageError
from edge.evaluation.clips import load_clips
from edge.evaluation.peers import principal_component, two_thresholds
from edge.evaluation.poses import poses_of
from edge.evaluation.reasons import UNEXPLAINED, load_reasons
from tests.exercise.figure import film

HEAD = "file,exercise,view,reps,reps_low,reps_high,certainty\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clips")
    films = {
        "a.mp4": film("squat", 30.0),
        "b.mp4": film("biceps_curl", 30.0),
        "walk.mp4": film("squat", repetitions=0, before=("walk_in",), after=("stand",)),
    }
    for file, filmed in films.items():
        filmed.recording().save(folder / f"{file}.npz")
    (folder / "clips.csv").write_text(
        HEAD
        + "a.mp4,squat,front,3,3,3,high\n"
        + "b.mp4,biceps_curl,front,4,4,4,high\n"
        + "walk.mp4,negative,front,0,0,0,high\n"
        + "gone.mp4,squat,front,1,1,1,high\n",
        encoding="utf-8",
    )
    return folder


def test_the_table_says_what_was_right(folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "docs" / "accuracy.md"
    arguments = ["clips", str(folder), "--given", "--poses", str(folder), "--json"]
    result = CliRunner().invoke(app, [*arguments, "--report", str(report)])
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    ours = values["methods"]["ours"]
    assert (ours["clips"], ours["exact"]["value"], ours["obo"]["value"]) == (2, 0.5, 1.0)
    assert values["false_per_minute"]["ours"] == 0.0
    assert values["unreadable"][0][0] == "gone.mp4"
    (worst,) = values["worst"]
    assert (worst["file"], worst["count"], worst["error"]) == ("b.mp4", 3, -1)
    assert sum(each["clips"] for each in values["views"].values()) == 2
    assert 0 <= values["late"]["repetitions"] <= 6
    text = report.read_text(encoding="utf-8")
    assert "| biceps_curl | 1 | 0.000" in text
    CliRunner().invoke(app, [*arguments, "--report", str(report), "--fps", "8"])
    both = report.read_text(encoding="utf-8")
    assert (both.count("\n## "), both.count("# Accuracy")) == (2, 1)


def test_two_rates_are_compared(folder: Path) -> None:
    arguments = ["clips", str(folder), "--given", "--poses", str(folder), "--json"]
    result = CliRunner().invoke(app, [*arguments, "--beside", "8"])
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)["beside"]
    assert values["methods"]["ours"]["clips"] == 2
    # Two sets, and the walk with each exercise in turn.
    assert values["same"]["clips"] == 2 + sum(p.kind != "hold" for p in load_packs(None))
    assert values["same"]["within_one"]["value"] == 1.0
    assert values["same"]["apart"] == []


def test_a_reason_stands_only_for_the_count_that_it_explains(folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "accuracy.md"
    (tmp_path / "clips.csv").write_text(HEAD + "b.mp4,biceps_curl,front,4,4,4,high\n", "utf-8")
    arguments = ["clips", str(tmp_path), "--given", "--poses", str(folder), "--report", str(report)]
    for count, said in ((3, "the last one is cut"), (2, UNEXPLAINED)):
        reasons = f"b.mp4:\n  {count}: the last one is cut\n"
        report.with_suffix(".reasons.yaml").write_text(reasons, encoding="utf-8")
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
        assert f"| b.mp4 | 4 | 3 | biceps_curl | {said} |" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["- a\n", "a.mp4: late\n", "a.mp4: {x: late}\n", "a: {1: 2}\n", "{"]
)
def test_reasons_that_are_none_are_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "accuracy.reasons.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="the reasons"):
        load_reasons(tmp_path / "accuracy.md")


def test_a_slow_camera_sees_fewer_frames() -> None:
    poses = poses_of(film("squat", fps=30.0).recording())
    slow = poses.at_most(8.0)
    assert len(slow.poses) / slow.seconds == pytest.approx(8.0, abs=0.5)
    assert poses.at_most(60.0).time_s.tolist() == poses.time_s.tolist()


def test_peers_count_a_plain_set() -> None:
    poses = list(poses_of(film("squat", 30.0).recording()))
    assert two_thresholds(load_packs(["squat"])[0], poses) == 3
    assert principal_component(poses) == 3
    assert principal_component([(0.0, None)]) == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot read"),
        ("file,exercise\n", "columns are missing: certainty"),
        (HEAD + "a.mp4,squat,front,x,1,1,high\n", "clips.csv:2.*whole numbers"),
        (HEAD + "a.mp4,squat,front,3,4,5,high\n", "reps_low <= reps"),
    ],
)
def test_a_bad_list_is_told(tmp_path: Path, text: str | None, message: str) -> None:
    if text is not None:
        (tmp_path / "clips.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        load_clips(tmp_path)
