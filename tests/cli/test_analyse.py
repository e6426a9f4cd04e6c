"""`gymstation analyse`: every file is answered, whatever is wrong with the others."""

import json
from pathlib import Path

import cv2
import pytest

from edge.camera.factory import open_file
from edge.vision import frames
from tests.cli.conftest import Run

FIELDS = ["file", "exercise", "count", "reps", "hold_s", "frames", "seconds", "fps", "error"]


def lines(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_recording_is_counted(gymstation: Run, squats: Path) -> None:
    done = gymstation("analyse", squats, "--exercise", "squat", "--json")
    (line,) = lines(done.out)
    assert done.status == 0
    assert list(line) == FIELDS
    assert (line["count"], line["exercise"], line["error"]) == (3, "squat", None)
    assert line["fps"] == pytest.approx(15, abs=0.1)
    for rep in line["reps"]:
        assert rep["start_s"] < rep["turn_s"] < rep["end_s"] <= line["seconds"]


def test_people_get_a_table(gymstation: Run, squats: Path) -> None:
    done = gymstation("analyse", squats, "-e", "squat")
    assert done.status == 0
    assert "squats.npz" in done.out.replace("\n", "").replace(" ", "")


def test_a_broken_file_does_not_stop_the_others(
    gymstation: Run, squats: Path, tmp_path: Path
) -> None:
    fake = tmp_path / "fake.mp4"
    fake.write_text("this is no video")
    hollow = tmp_path / "hollow.mp4"
    hollow.touch()
    missing = tmp_path / "missing.mp4"
    done = gymstation("analyse", fake, hollow, missing, squats, "-e", "squat", "--json")
    *broken, good = lines(done.out)
    assert done.status == 1
    assert good["count"] == 3
    for line, path in zip(broken, (fake, hollow, missing), strict=True):
        assert line["count"] == 0
        assert str(path) in line["error"]
    assert "Traceback" not in done.err


def test_an_empty_room_counts_nothing(gymstation: Run, empty_room: Path) -> None:
    done = gymstation("analyse", empty_room, "-e", "squat", "--json")
    (line,) = lines(done.out)
    assert (done.status, line["count"], line["error"], line["frames"]) == (0, 0, None, 10)


def test_an_annotated_video_lasts_as_long_as_the_recording(
    gymstation: Run, squats: Path, tmp_path: Path
) -> None:
    out = tmp_path / "annotated.mp4"
    done = gymstation("analyse", squats, "-e", "squat", "--json", "--annotate", out)
    (line,) = lines(done.out)
    camera = open_file(out)
    camera.open()
    pictures = list(frames(camera))
    camera.close()
    assert pictures[-1].captured_s == pytest.approx(line["seconds"], abs=0.15)
    assert pictures[0].size == (640, 480)
    assert cv2.meanStdDev(pictures[-1].content.rgb())[1].max() > 10  # something is drawn


def test_one_annotated_video_for_one_file(gymstation: Run, squats: Path, tmp_path: Path) -> None:
    done = gymstation("analyse", squats, squats, "--annotate", tmp_path / "out.mp4")
    assert (done.status, done.out) == (2, "")
    assert "--annotate writes one video" in done.err


def test_an_annotated_video_needs_a_place(gymstation: Run, squats: Path, tmp_path: Path) -> None:
    done = gymstation("analyse", squats, "-e", "squat", "--annotate", tmp_path / "no" / "out.mp4")
    assert done.status == 2
    assert "cannot write a video there" in done.err


def test_a_misspelt_exercise_is_named(gymstation: Run, squats: Path) -> None:
    done = gymstation("analyse", squats, "-e", "sqat")
    assert done.status == 2
    assert "sqat" in done.err
    assert "squat" in done.err


def test_a_station_judges_by_its_own_limits(
    gymstation: Run, squats: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def verdicts() -> dict[str, str]:
        line = gymstation("analyse", squats, "-e", "squat", "--json").out
        conditions = json.loads(line)["reps"][0]["conditions"]
        return {each["condition"]: each["verdict"] for each in conditions}

    assert verdicts()["depth"] == "ok"
    config = tmp_path / "station.yaml"
    form = "{depth: {limit: 0.2}, tempo: {judged: false}}"
    config.write_text(f"schema_version: 1\nform: {{squat: {form}}}\n", encoding="utf-8")
    monkeypatch.setenv("GYMSTATION_CONFIG", str(config))
    assert verdicts()["depth"] == "fault"
    assert "tempo" not in verdicts()
