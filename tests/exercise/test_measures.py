"""Measures of the body have the values that geometry gives them."""

import numpy as np
import pytest

from edge.config.measure import Measure, Source
from edge.exercise.measures import MeasureBank
from edge.pose.pose import Pose
from edge.pose.skeleton import Landmark
from tests.exercise.figure import make_pose


def body(**points: tuple[float, float, float]) -> Pose:
    """A body with a torso of half a metre, standing; points in metres replace its own."""
    world = np.zeros((33, 3))
    for side, x in (("LEFT", 0.2), ("RIGHT", -0.2)):
        world[Landmark[f"{side}_SHOULDER"]] = (x, -0.5, 0.0)
        world[Landmark[f"{side}_HIP"]] = (x, 0.0, 0.0)
    for name, point in points.items():
        world[Landmark[name.upper()]] = point
    return make_pose(world * 200.0 + 300.0, world, 0.0)


def read(pose: Pose, measure: Measure) -> list[float]:
    bank = MeasureBank([measure, Measure(angle=("hip", "knee", "ankle"))])
    return bank.read(pose).values[:, bank.column(measure)].tolist()


def test_an_angle_is_measured_on_each_side() -> None:
    pose = body(
        left_knee=(0.2, 0.4, 0.0),
        left_ankle=(0.2, 0.8, 0.0),
        right_knee=(-0.2, 0.4, 0.0),
        right_ankle=(-0.2, 0.4, 0.4),
    )
    assert read(pose, Measure(angle=("hip", "knee", "ankle"))) == pytest.approx([180.0, 90.0])


def test_tilt_is_zero_upright_and_ninety_level() -> None:
    assert read(body(), Measure(tilt=("mid_hip", "mid_shoulder"))) == pytest.approx([0.0, 0.0])
    lying = body(left_shoulder=(0.2, 0.0, 0.5), right_shoulder=(-0.2, 0.0, 0.5))
    assert read(lying, Measure(tilt=("mid_hip", "mid_shoulder"))) == pytest.approx([90.0, 90.0])


def test_heights_and_distances_are_in_torso_lengths() -> None:
    pose = body(left_wrist=(0.2, -1.0, 0.0), right_wrist=(-0.2, 0.0, 0.0))
    assert read(pose, Measure(height=("shoulder", "wrist"))) == pytest.approx([1.0, -1.0])
    assert read(pose, Measure(distance=("shoulder", "wrist"))) == pytest.approx([1.0, 1.0])
    across = Measure(distance=("left_wrist", "right_wrist"))
    assert read(pose, across) == pytest.approx([np.hypot(0.4, 1.0) / 0.5] * 2)


def test_image_measures_do_not_see_depth() -> None:
    pose = body(left_wrist=(0.2, -0.5, 0.7))
    assert read(pose, Measure(distance=("shoulder", "wrist")))[0] == pytest.approx(1.4)
    flat = Measure(distance=("shoulder", "wrist"), source=Source.IMAGE)
    assert read(pose, flat)[0] == pytest.approx(0.0, abs=1e-6)


def test_a_pose_without_world_landmarks_is_measured_in_the_image() -> None:
    whole = body(left_wrist=(0.2, -1.0, 0.0))
    pose = Pose.from_blazepose(
        whole.landmarks,
        None,
        whole.visibility,
        presence=1.0,
        captured_s=0.0,
        image_size=whole.image_size,
    )
    assert read(pose, Measure(height=("shoulder", "wrist")))[0] == pytest.approx(1.0, abs=1e-4)


def test_equal_measures_are_read_once() -> None:
    knee = Measure(angle=("hip", "knee", "ankle"))
    assert len(MeasureBank([knee, knee, Measure(tilt=("knee", "hip"))])) == 2
