"""The follower over pose recordings: one person, numbered by place and time."""

import numpy as np
import pytest

from edge.athlete.follower import AthleteFollower
from edge.athlete.sighting import Presence
from edge.camera.frame import Frame, RecordedLandmarks, RgbImage
from edge.config.pose import PoseBackend, PoseConfig
from edge.config.zone import ZoneConfig
from edge.pose.pose import Pose
from edge.pose.recorded import RecordedPoseEstimator
from tests.fakes.performer import SIZE, perform, poses

SQUATS = poses(perform("squat", repetitions=2), 60.0)


def follower(**zone: float) -> AthleteFollower:
    return AthleteFollower(RecordedPoseEstimator(), None, ZoneConfig(**zone))


def row(pose: Pose | None, now_s: float, shift_px: float = 0.0) -> Frame:
    landmarks = np.full((33, 4), np.nan, np.float32)
    if pose is not None:
        points = pose.landmarks + np.array([shift_px, 0, 0], np.float32)
        landmarks[:, :3] = points / np.array([SIZE[0], SIZE[1], SIZE[0]])
        landmarks[:, 3] = pose.visibility
    return Frame(RecordedLandmarks(landmarks, None, SIZE), now_s, 0)


def test_the_person_of_a_recording_is_the_athlete_from_the_first_frame() -> None:
    one = follower()
    for pose in SQUATS:
        seen = one.see(row(pose, pose.captured_s))
        assert seen.athlete == 1
        assert seen.presence is Presence.IN_ZONE
        assert seen.pose is not None
        assert np.allclose(seen.pose.landmarks[:, :2], pose.landmarks[:, :2], atol=0.01)


def test_outside_the_zone_nobody_is_the_athlete() -> None:
    seen = follower().see(row(SQUATS[0], 0.0, shift_px=-260))
    assert (seen.athlete, seen.pose, seen.presence) == (None, None, Presence.PASSING)


def test_a_gap_keeps_the_number_and_a_long_one_ends_it() -> None:
    one = follower(leave_s=5.0)
    assert one.see(row(SQUATS[0], 0.0)).athlete == 1
    for now_s in np.arange(0.1, 4.0, 0.1):
        hidden = one.see(row(None, float(now_s)))
        assert (hidden.athlete, hidden.pose) == (1, None)
    assert one.see(row(SQUATS[0], 4.0)).athlete == 1
    for now_s in np.arange(4.1, 9.5, 0.1):
        gone = one.see(row(None, float(now_s)))
    assert (gone.athlete, gone.presence) == (None, Presence.EMPTY)
    assert one.see(row(SQUATS[0], 9.6)).athlete == 2


def test_a_pose_that_jumps_is_somebody_else() -> None:
    one = follower(box=(0.0, 0.0, 1.0, 1.0))
    assert one.see(row(SQUATS[0], 0.0)).athlete == 1
    assert one.see(row(SQUATS[0], 0.1, shift_px=250)).athlete == 2


def test_after_a_reset_the_next_recording_has_another_athlete() -> None:
    one = follower()
    one.see(row(SQUATS[0], 0.0))
    one.reset()
    assert one.see(row(SQUATS[0], 0.0)).athlete == 2
    one.close()


class Live:
    """A backend that finds its person by itself."""

    def estimate(self, frame: Frame) -> Pose | None:
        return SQUATS[0]


def test_a_backend_that_cannot_be_told_waits_for_the_person_to_settle(monkeypatch) -> None:
    monkeypatch.setattr("edge.athlete.follower.make_estimator", lambda config: Live())
    config = PoseConfig(backend=PoseBackend.MEDIAPIPE)
    one = AthleteFollower.of(config, ZoneConfig(settle_s=1.0))
    blank = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    numbers = [one.see(Frame(RgbImage(blank), index / 10, index)).athlete for index in range(15)]
    assert numbers.index(1) == pytest.approx(10, abs=1)
