"""`gymstation exercise`: list, check, new."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edge.cli.exercise import app
from edge.cli.main import build
from edge.config.pack import load_pack, load_packs, pack_names
from edge.errors import ConfigError, UsageError
from edge.exercise.judge.judge import FormJudge
from edge.exercise.tracker import ExerciseTracker
from tests.exercise.figure import film
from tests.fakes.performer import perform, poses


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_every_pack_is_listed() -> None:
    output = run("list")
    for name in pack_names():
        assert name in output


@pytest.mark.parametrize("name", pack_names())
def test_every_bundled_pack_passes_its_own_check(name: str) -> None:
    output = run("check", name)
    assert "the pack is valid" in output
    assert "note:" not in output or name == "plank"
    for condition in load_packs([name])[0].conditions:
        assert f"  {condition.id}: " in output
        assert condition.cue.ko in output


def test_the_check_says_what_each_view_shows() -> None:
    lines = run("check", "squat").splitlines()
    front = next(line for line in lines if line.startswith("  front: "))
    side = next(line for line in lines if line.startswith("  side: "))
    assert "knees_in" in front
    assert "knees_in" not in side
    assert "back_straight" in side


def test_a_new_pack_is_valid_counts_and_is_judged(tmp_path: Path) -> None:
    run("new", "goblet_squat", "--folder", str(tmp_path))
    path = tmp_path / "goblet_squat.yaml"
    assert "the pack is valid" in run("check", str(path))
    pack = load_pack(path)
    tracker, form = ExerciseTracker([pack]), FormJudge(pack)
    motion = perform("squat", repetitions=3)
    for pose in poses(motion, 40):
        progress = tracker.update(pose.captured_s, pose)
        form.observe(pose.captured_s, pose)
    assert progress.count == 3
    last = motion.repetitions[-1]
    (depth,) = form.judge(last.start_s, last.turn_s, last.end_s)
    assert depth.verdict == "ok"


def test_a_new_pack_is_tried_on_a_recording(tmp_path: Path) -> None:
    run("new", "goblet_squat", "--folder", str(tmp_path))
    recording = tmp_path / "set.npz"
    film("squat", 40.0, repetitions=3).recording().save(recording)
    pack = str(tmp_path / "goblet_squat.yaml")
    app = build(("analyse",))
    result = CliRunner().invoke(app, ["analyse", str(recording), "-e", pack, "--json"])
    assert result.exit_code == 0, result.output
    analysis = json.loads(result.stdout)
    assert (analysis["exercise"], analysis["count"]) == ("goblet_squat", 3)
    assert [rep["conditions"][0]["verdict"] for rep in analysis["reps"]] == ["ok"] * 3


def test_a_pack_is_not_written_over(tmp_path: Path) -> None:
    run("new", "leg_press", "--folder", str(tmp_path))
    with pytest.raises(UsageError, match="already there"):
        run("new", "leg_press", "--folder", str(tmp_path))


def test_an_id_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="is no id"):
        run("new", "Leg press")


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        run("new", "leg_press", "--folder", str(tmp_path / "nowhere"))


def test_an_unknown_pack_is_an_error() -> None:
    with pytest.raises(ConfigError, match="did you mean squat"):
        run("check", "squatt")
