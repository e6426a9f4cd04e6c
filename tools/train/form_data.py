"""Clips of push-ups that people judged as a whole, as features of windows of time."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edge.camera.recording import PoseRecording
from edge.config.condition import Learned
from edge.evaluation.poses import poses_of
from edge.exercise.judge.history import PoseHistory
from edge.exercise.judge.learned import features
from edge.exercise.judge.view import estimate_view

WINDOWS_S = (1.8, 3.0, 120.0)  # about a repetition, two, and the whole clip
LEAST_POSES = 8
BLOCK = 12  # numbers of files that stand together are likely to be of one person

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class JudgedClip:
    """windows: (W, F) features. wrong: the label. block: clips that may show the same person."""

    name: str
    wrong: bool
    block: str
    windows: Floats


def judged_clips(folder: Path, learned: Learned) -> list[JudgedClip]:
    """The clips of `folder/labels.csv` whose picture size is known and that show somebody."""
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["size_known"] == "1"]
    clips = [
        JudgedClip(
            name=row["file"],
            wrong=row["label"] == "wrong",
            block=f"{row['label']}{_number(row['file']) // BLOCK}",
            windows=_windows(PoseRecording.load(folder / row["file"]), learned),
        )
        for row in rows
    ]
    return [clip for clip in clips if len(clip.windows)]


def _number(name: str) -> int:
    return int("".join(filter(str.isdigit, Path(name).stem)))


def _windows(recording: PoseRecording, learned: Learned) -> Floats:
    poses = poses_of(recording)
    history = PoseHistory(float("inf"))
    for captured_s, pose in poses:
        if pose is not None:
            history.append(captured_s, pose)
    found = [
        told
        for first_s, last_s in _spans(float(poses.time_s[0]), float(poses.time_s[-1]))
        if (told := _features(history, learned, first_s, last_s)) is not None
    ]
    return np.array(found, np.float32)


def _spans(first_s: float, last_s: float) -> Iterator[tuple[float, float]]:
    for length_s in WINDOWS_S:
        start_s = first_s
        while True:
            end_s = min(start_s + length_s, last_s)
            yield start_s, end_s
            if end_s >= last_s:
                break
            start_s += length_s / 2.0


def _features(
    history: PoseHistory, learned: Learned, first_s: float, last_s: float
) -> Floats | None:
    window = history.window(first_s, last_s)
    if window is None or len(window.time_s) < LEAST_POSES:
        return None
    view = estimate_view(window)
    return None if view is None else features(learned, window, view)
