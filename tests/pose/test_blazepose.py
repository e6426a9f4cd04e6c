"""The estimator with the real models, on the bundled demo clip and on odd pictures."""

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from edge.camera.factory import open_file
from edge.camera.frame import Frame, RecordedLandmarks, RgbImage
from edge.config.pose import PoseConfig
from edge.errors import ModelAlteredError, ModelMissingError, PoseError
from edge.pose.blazepose import BlazePoseEstimator
from edge.pose.pose import Pose
from edge.resources import demo_dir, models_dir

MODELS = ("person_detector_int8", "pose_landmarks_int8")
pytestmark = pytest.mark.skipif(
    not all((models_dir() / f"{name}.tflite").is_file() for name in MODELS)
    or not (models_dir() / "manifest.yaml").is_file(),
    reason=f"the pose models are not in {models_dir()}",
)


@pytest.fixture(scope="module")
def estimator() -> BlazePoseEstimator:
    return BlazePoseEstimator.load(PoseConfig(threads=1))


@pytest.fixture
def demo_frames() -> Iterator[list[Frame]]:
    clip = next(iter(sorted(demo_dir().glob("demo.mp4"))), None)
    if clip is None:
        pytest.skip(f"no demo clip in {demo_dir()}")
    camera = open_file(clip)
    camera.open()
    # The person has walked in by then.
    frames = iter(lambda: camera.read(1.0), None)
    yield [frame for frame in islice(frames, 80, 120) if frame is not None]
    camera.close()


def test_the_person_of_the_demo_clip_is_followed(
    estimator: BlazePoseEstimator, demo_frames: list[Frame]
) -> None:
    estimator.reset()
    poses = [estimator.estimate(frame) for frame in demo_frames]
    assert all(poses)
    for pose, frame in zip(poses, demo_frames, strict=True):
        assert isinstance(pose, Pose)
        assert pose.captured_s == frame.captured_s
        assert pose.presence >= 0.5
        head, ankles = pose.landmarks[0, 1], pose.landmarks[[27, 28], 1].mean()
        assert head < ankles
        assert pose.world is not None
        assert 0.3 < np.linalg.norm(pose.world[[11, 12]].mean(axis=0)) < 0.8


def test_the_same_clip_gives_the_same_poses(
    estimator: BlazePoseEstimator, demo_frames: list[Frame]
) -> None:
    runs = []
    for _ in range(2):
        estimator.reset()
        poses = [estimator.estimate(frame) for frame in demo_frames[:10]]
        runs.append(np.stack([pose.landmarks for pose in poses if pose is not None]))
    assert np.array_equal(*runs)


@pytest.mark.parametrize("shape", [(16, 16), (1, 1), (480, 640), (1, 4000), (4320, 7680)])
def test_a_picture_of_nobody_is_nobody(
    estimator: BlazePoseEstimator, shape: tuple[int, int]
) -> None:
    estimator.reset()
    image = RgbImage(np.full((*shape, 3), 90, np.uint8))
    assert estimator.estimate(Frame(image, 0.0, 0)) is None


def test_times_that_stand_still_or_go_back_do_no_harm(
    estimator: BlazePoseEstimator, demo_frames: list[Frame]
) -> None:
    estimator.reset()
    for time_s, frame in zip((5.0, 5.0, 4.0, 4.1, 900.0, 0.0), demo_frames, strict=False):
        assert estimator.estimate(Frame(frame.content, time_s, 0)) is not None


def test_a_recording_is_not_a_picture(estimator: BlazePoseEstimator) -> None:
    row = RecordedLandmarks(np.zeros((33, 4), np.float32), None, (0, 0))
    with pytest.raises(PoseError, match="no picture"):
        estimator.estimate(Frame(row, 0.0, 0))


def test_tampered_and_missing_models_are_named(tmp_path: Path) -> None:
    for path in (models_dir() / "manifest.yaml", *models_dir().glob("*_int8.tflite")):
        shutil.copy(path, tmp_path)
    victim = tmp_path / "pose_landmarks_int8.tflite"
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    with pytest.raises(ModelAlteredError, match=r"pose_landmarks_int8\.tflite"):
        BlazePoseEstimator.load(PoseConfig(threads=1), tmp_path)
    victim.unlink()
    with pytest.raises(ModelMissingError, match=r"pose_landmarks_int8\.tflite"):
        BlazePoseEstimator.load(PoseConfig(threads=1), tmp_path)
