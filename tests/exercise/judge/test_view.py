"""The view of a body, standing and lying, from every side."""

import numpy as np
import pytest

from edge.exercise.judge.history import PoseHistory
from edge.exercise.judge.view import BodyView, estimate_view
from edge.pose.pose import Pose
from tests.fakes.performer import perform, poses


def view_of(sequence: list[Pose]) -> BodyView | None:
    history = PoseHistory(60.0)
    for pose in sequence:
        history.append(pose.captured_s, pose)
    window = history.window(0.0, 60.0)
    return None if window is None else estimate_view(window)


@pytest.mark.parametrize("exercise", ["squat", "push_up", "sit_up", "deadlift"])
@pytest.mark.parametrize("metric", [True, False])
@pytest.mark.parametrize("yaw_deg", [0, 35, 90, 140, 180, -60])
def test_the_yaw_is_found(exercise: str, *, metric: bool, yaw_deg: float) -> None:
    view = view_of(poses(perform(exercise, fps=8), yaw_deg, metric=metric))
    assert view is not None
    assert abs((view.yaw_deg - yaw_deg + 180) % 360 - 180) < 8
    assert view.lying is (exercise in {"push_up", "sit_up"})


def test_a_few_turned_frames_change_nothing() -> None:
    motion = perform("squat", fps=8)
    right, wrong = poses(motion, 40), poses(motion, 220)
    mixed = [wrong[at] if at % 8 == 0 else pose for at, pose in enumerate(right)]
    view = view_of(mixed)
    assert view is not None
    assert view.yaw_deg == pytest.approx(40, abs=8)


def test_frames_that_disagree_have_no_view() -> None:
    motion = perform("squat", fps=8)
    right, wrong = poses(motion, 0), poses(motion, 180)
    assert view_of([wrong[at] if at % 2 else pose for at, pose in enumerate(right)]) is None


def test_a_body_on_its_side_has_no_view() -> None:
    pose = poses(perform("squat", fps=8), 0)[0]
    rolled = pose.landmarks[:, [1, 0, 2]]
    lying = Pose.from_blazepose(
        rolled,
        rolled,
        pose.visibility,
        presence=1.0,
        captured_s=0.0,
        image_size=pose.image_size,
    )
    assert view_of([lying]) is None


def test_the_near_side_is_the_one_towards_the_camera() -> None:
    motion = perform("squat", fps=8)
    for yaw_deg, near in ((80.0, 1), (-80.0, 0)):
        sequence = poses(motion, yaw_deg)
        view = view_of(sequence)
        assert view is not None
        assert view.near_side == near
        depth = sequence[0].world
        assert depth is not None
        assert (depth[12, 2] < depth[11, 2]) is np.bool_(near == 1)
