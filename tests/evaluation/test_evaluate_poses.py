"""`gymstation evaluate poses`: recordings with counts, whatever they hold."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edge.cli.evaluate import app
from edge.errors import UsageError
from edge.evaluation.poses_dir import load_counts
from tests.exercise.figure import film


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("poses")
    film("squat", 30.0, repetitions=5).recording().save(folder / "a.npz")
    film("shoulder_press", 30.0, repetitions=4).recording().save(folder / "b.npz")
    (folder / "counts.csv").write_text(
        "file,exercise,reps\na.npz,squat,5\nb.npz,something,40\ngone.npz,squat,1\n",
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("fps", ["native", "8"])
def test_the_figures_say_what_was_right(folder: Path, fps: str) -> None:
    result = CliRunner().invoke(app, ["poses", str(folder), "--json", "--fps", fps])
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    assert values["methods"]["ours"]["obo"]["value"] == 0.5
    assert values["methods"]["principal component, peaks"]["clips"] == 2
    assert values["methods"]["one angle, two thresholds"]["clips"] == 1  # one has no pack
    assert values["exercises"]["squat"]["obo"]["value"] == 1.0
    assert values["worst"][0]["listed"]["file"] == "b.npz"
    assert values["unreadable"][0][0] == "gone.npz"


def test_each_rate_has_a_section_of_the_report(folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "accuracy.md"
    for fps in ("native", "8", "8"):
        arguments = ["poses", str(folder), "--fps", fps, "--report", str(report)]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
    text = report.read_text(encoding="utf-8")
    assert text.count("\n## Counting, whatever repeats, ") == 2
    assert "| b.npz | 40 |" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("file,exercise\n", "columns are missing: reps"),
        ("file,exercise,reps\na.npz,squat,many\n", "reps must be a whole number"),
        ("file,exercise,reps\na.npz,squat,-1\n", "reps must be a whole number"),
    ],
)
def test_a_wrong_list_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "counts.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        load_counts(tmp_path)


def test_a_folder_without_a_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read the list of recordings"):
        load_counts(tmp_path)
