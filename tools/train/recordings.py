"""Pose recordings of labelled clips, made once and kept."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edge.camera.factory import open_file
from edge.camera.recording import PoseRecording
from edge.config.pose import PoseConfig
from edge.errors import RecordingError, StationError
from edge.pose.factory import make_estimator
from edge.pose.port import PoseEstimator
from edge.pose.recorder import PoseRecorder
from edge.vision import frames


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """One labelled recording. origin: who filmed it; people never stand on both sides of a split.

    category: as labelled. certain: the label may be judged by. recording: None where nobody was
    seen at all. extra: only trained on, never judged by.
    """

    name: str
    category: str
    origin: str
    certain: bool
    recording: PoseRecording | None
    extra: bool = False


def read_clips(folder: Path, cache: Path) -> Iterator[Clip]:
    """Every clip of `folder/clips.csv`, recorded with the station's own pose models.

    cache: recordings are written there, and read from there the next time.
    """
    with (folder / "clips.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    for name, row in rows.items():
        recording = _recorded(folder / name, cache / f"{name}.npz")
        certain = row["certainty"] != "low"
        yield Clip(name, row["exercise"], row["origin"], certain, recording)


def read_recordings(folder: Path, category: str, origin: str) -> Iterator[Clip]:
    """A folder of finished recordings that show one exercise."""
    for path in sorted(folder.glob("*.npz")):
        try:
            recording = PoseRecording.load(path)
        except RecordingError as error:
            print(error)
            continue
        name = f"{folder.name}/{path.name}"
        yield Clip(name, category, origin, certain=False, recording=recording, extra=True)


def _recorded(video: Path, output: Path) -> PoseRecording | None:
    if output.is_file():
        return PoseRecording.load(output)
    estimator = make_estimator(PoseConfig())
    try:
        recording = _record(video, estimator)
    except StationError as error:
        print(error)
        return None
    finally:
        estimator.close()
    output.parent.mkdir(parents=True, exist_ok=True)
    recording.save(output)
    return recording


def _record(video: Path, estimator: PoseEstimator) -> PoseRecording:
    camera, recorder = open_file(video), PoseRecorder()
    camera.open()
    try:
        for frame in frames(camera):
            recorder.add(frame, estimator.estimate(frame))
    finally:
        camera.close()
    return recorder.recording()
