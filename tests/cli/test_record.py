"""`gymstation record`: a recording counts as its video does."""

import json
from pathlib import Path

import pytest

from edge.camera.recording import PoseRecording
from edge.errors import ModelError
from edge.mannequin import Performance, View
from edge.mannequin.casting import cast
from edge.mannequin.video import write_video
from edge.pose.manifest import verified_model
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    try:
        verified_model("pose_landmarks_int8")
    except ModelError as error:
        pytest.skip(f"no pose models here: {error}")
    path = tmp_path_factory.mktemp("video") / "squat.mp4"
    scene = cast(Performance("squat", 2), View(yaw_deg=45), seed=3, size=(320, 240), fps=12.0)
    write_video(scene, path)
    return path


def test_a_recording_counts_as_its_video_does(gymstation: Run, video: Path, tmp_path: Path) -> None:
    recording = tmp_path / "squat.npz"
    assert gymstation("record", video, "-o", recording).status == 0
    done = gymstation("analyse", video, recording, "-e", "squat", "--json")
    of_video, of_recording = (json.loads(line) for line in done.out.splitlines())
    assert of_video["count"] == 2
    assert of_recording["count"] == 2
    for one, other in zip(of_video["reps"], of_recording["reps"], strict=True):
        assert one["turn_s"] == pytest.approx(other["turn_s"], abs=0.002)


def test_a_recording_holds_landmarks_and_no_picture(
    gymstation: Run, video: Path, tmp_path: Path
) -> None:
    recording = tmp_path / "squat.npz"
    gymstation("record", video, "-o", recording)
    kept = PoseRecording.load(recording)
    assert kept.image_size == (320, 240)
    assert kept.world is not None
    assert recording.stat().st_size < 1500 * len(kept)


def test_what_is_no_video_is_named(gymstation: Run, tmp_path: Path) -> None:
    fake = tmp_path / "fake.mp4"
    fake.write_bytes(b"\0" * 4096)
    done = gymstation("record", fake, "-o", tmp_path / "out.npz")
    assert done.status == 1
    assert str(fake) in done.err
    assert not (tmp_path / "out.npz").exists()
