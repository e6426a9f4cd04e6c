"""The evaluation of form, on data made for it."""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

from edge.camera.recording import PoseRecording
from edge.errors import UsageError
from edge.evaluation.form import evaluate_form, to_json, to_markdown
from edge.mannequin.motion import Motion
from edge.pose.skeleton import Landmark
from tests.fakes.performer import SIZE, perform, poses

JOINTS = ("nose", "shoulder", "hip", "knee", "ankle", "heel", "foot_index")
KEPT = [landmark for landmark in Landmark if landmark.name.lower().endswith(JOINTS)]


def rows_of(motion: Motion, label: str) -> list[dict[str, str]]:
    rows = []
    for pose in poses(motion, 90):
        row = {"label": label}
        for landmark in KEPT:
            name = landmark.name.lower()
            x, y, z = pose.landmarks[landmark] / (SIZE[0], SIZE[1], SIZE[0])
            # The picture was 4:3, the evaluation takes 16:9: as wide, so a little flatter.
            row |= {f"{name}_x": f"{x}", f"{name}_y": f"{y}", f"{name}_z": f"{z}"}
            row[f"{name}_v"] = "0.9"
        rows.append(row)
    return rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "frames").mkdir()
    right, sagging = perform("plank"), perform("plank", ["hips_low"])
    rows = [*_held(right, "C"), *_held(sagging, "L")]
    with gzip.open(tmp_path / "frames" / "plank_back.csv.gz", "wt", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    (tmp_path / "push_up").mkdir()
    lines = ["file,label"]
    for name, label, faults in (("a", "correct", []), ("b", "wrong", ["sagging_hips"])):
        record(perform("push_up", faults), tmp_path / "push_up" / f"{name}.npz")
        lines.append(f"{name}.npz,{label}")
    (tmp_path / "push_up" / "labels.csv").write_text("\n".join(lines), "utf-8")
    return tmp_path


def _held(motion: Motion, label: str) -> list[dict[str, str]]:
    rows, (first, *_) = rows_of(motion, label), motion.repetitions
    inside = (motion.time_s > first.start_s + 2.0) & (motion.time_s < first.end_s - 2.0)
    return [row for row, kept in zip(rows, inside, strict=True) if kept]


def record(motion: Motion, path: Path) -> None:
    sequence = poses(motion, 90)
    landmarks = np.full((len(sequence), 33, 4), 0.95, np.float32)
    for at, pose in enumerate(sequence):
        landmarks[at, :, :3] = pose.landmarks / (SIZE[0], SIZE[1], SIZE[0])
    world = np.array([pose.world for pose in sequence], np.float32)
    PoseRecording(motion.time_s, landmarks, SIZE, world).save(path)


def test_frames_and_clips_are_judged(folder: Path) -> None:
    result = evaluate_form(folder)
    assert result.frames is not None
    (plank,) = result.frames
    assert plank.condition == "plank.hips_low"
    assert plank.judged == 1.0
    assert plank.fitted.value == 1.0
    assert plank.shipped.value == 1.0
    assert (plank.precision.value, plank.recall.value) == (1.0, 1.0)
    assert result.clips is not None
    shares = {each.condition: each for each in result.clips.conditions}
    assert shares["hips_low"].recall.value == 1.0
    assert shares["hips_low"].precision.value == 1.0
    assert shares["hips_low"].in_correct.value == 0.0
    assert result.clips.geometry.value == 1.0
    assert to_json(result)["clips"]["clips"] == 2
    text = to_markdown(result, "gymstation evaluate form DIR")
    assert "plank.hips_low" in text
    assert "network, by clip" in text


def test_a_folder_without_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to judge by"):
        evaluate_form(tmp_path)
    (tmp_path / "frames").mkdir()
    with pytest.raises(UsageError, match="no labelled frames"):
        evaluate_form(tmp_path)
