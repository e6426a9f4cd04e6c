import numpy as np
import pytest

from edge.camera.frame import Frame, RecordedLandmarks
from edge.config.pose import PoseConfig
from edge.errors import PoseError
from edge.pose.factory import AnyFrameEstimator, make_estimator
from edge.pose.pose import Pose
from edge.pose.recorded import RecordedPoseEstimator
from tests.fakes.pose import picture


def row(size: tuple[int, int] = (640, 480), *, world: bool = True) -> RecordedLandmarks:
    landmarks = np.tile(np.array([0.5, 0.25, 0.1, 0.9], np.float32), (33, 1))
    return RecordedLandmarks(landmarks, np.ones((33, 3), np.float32) if world else None, size)


def estimate(content: RecordedLandmarks) -> Pose | None:
    return RecordedPoseEstimator().estimate(Frame(content, 1.5, 0))


def test_a_row_becomes_a_pose_in_pixels() -> None:
    pose = estimate(row())
    assert pose is not None
    assert pose.landmarks[0] == pytest.approx([320, 120, 64])
    assert pose.visibility[0] == pytest.approx(0.9)
    assert pose.world is not None
    assert (pose.captured_s, pose.image_size) == (1.5, (640, 480))


def test_an_unknown_size_is_one_by_one() -> None:
    pose = estimate(row((0, 0), world=False))
    assert pose is not None
    assert pose.landmarks[0] == pytest.approx([0.5, 0.25, 0.1])
    assert (pose.image_size, pose.world) == ((1, 1), None)


def test_a_row_of_nan_is_nobody_and_one_nan_too() -> None:
    nobody = row()
    nobody.landmarks[:] = np.nan
    assert estimate(nobody) is None
    broken = row()
    broken.landmarks[7, 1] = np.nan
    assert estimate(broken) is None


def test_world_landmarks_that_are_no_numbers_are_left_out() -> None:
    content = row()
    assert content.world is not None
    content.world[3] = np.nan
    pose = estimate(content)
    assert pose is not None
    assert pose.world is None


def test_a_picture_is_no_recording() -> None:
    with pytest.raises(PoseError, match="picture"):
        RecordedPoseEstimator().estimate(Frame(picture(), 0.0, 0))


def test_the_factory_takes_recordings_without_loading_a_model() -> None:
    estimator = make_estimator(PoseConfig())
    assert estimator.estimate(Frame(row(), 0.0, 0)) is not None
    estimator.reset()
    estimator.close()


class Nobody:
    """Counts what it is asked."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def estimate(self, frame: Frame) -> Pose | None:
        self.calls.append("estimate")
        return None

    def reset(self) -> None:
        self.calls.append("reset")

    def close(self) -> None:
        self.calls.append("close")


def test_pictures_go_to_an_estimator_that_is_loaded_once() -> None:
    loaded: list[Nobody] = []

    def load() -> Nobody:
        loaded.append(Nobody())
        return loaded[-1]

    estimator = AnyFrameEstimator(load)
    assert loaded == []
    for content in (picture(), row(), picture()):
        estimator.estimate(Frame(content, 0.0, 0))
    estimator.reset()
    estimator.close()
    assert [one.calls for one in loaded] == [["estimate", "estimate", "reset", "close"]]
