"""Measures of form on a body whose measures are known."""

import numpy as np
import pytest

from edge.config.condition import FormMeasure, Plane
from edge.config.measure import Source
from edge.exercise.judge.history import PoseHistory, PoseWindow
from edge.exercise.judge.quantity import series, visibility
from edge.exercise.judge.view import BodyView
from edge.pose.pose import Pose
from edge.pose.skeleton import Landmark

SHOULDERS = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)


def window_of(yaw_deg: float, **joints: tuple[float, float]) -> tuple[PoseWindow, BodyView]:
    """joints: forward and up in metres, the same on both sides; the torso is 0.5 m."""
    yaw = np.radians(yaw_deg)
    places = {"hip": (0.0, 0.0), "shoulder": (0.0, 0.5), **joints}
    points = np.zeros((33, 3), np.float32)
    for joint, (forward, up) in places.items():
        for side, across in (("LEFT", 0.15), ("RIGHT", -0.15)):
            points[Landmark[f"{side}_{joint.upper()}"]] = (
                across * np.cos(yaw) + forward * np.sin(yaw),
                -up,
                across * np.sin(yaw) - forward * np.cos(yaw),
            )
    history = PoseHistory(1.0)
    seen = np.ones(33, np.float32)
    seen[Landmark.RIGHT_KNEE] = 0.2
    pose = Pose.from_blazepose(
        points * 400, points, seen, presence=1.0, captured_s=0.0, image_size=(640, 480)
    )
    history.append(0.0, pose)
    window = history.window(0.0, 0.0)
    assert window is not None
    return window, BodyView(yaw_deg, 1.0, lying=False)


def value(measure: FormMeasure, yaw_deg: float, **joints: tuple[float, float]) -> float:
    return float(series(measure, *window_of(yaw_deg, **joints))[0, 0])


@pytest.mark.parametrize("yaw_deg", [40.0, 90.0, -70.0, 130.0])
@pytest.mark.parametrize("plane", [None, Plane.SIDE, Plane.DEPTH])
def test_sagittal_measures_hold_in_every_view_that_shows_them(
    yaw_deg: float, plane: Plane | None
) -> None:
    limbs = {"knee": (0.3, -0.3), "foot_index": (0.2, -0.8), "ankle": (0.0, -0.8)}
    ahead = FormMeasure(ahead=("foot_index", "knee"), plane=plane)
    assert value(ahead, yaw_deg, **limbs) == pytest.approx(0.2, abs=1e-5)
    tilt = FormMeasure(tilt=("hip", "knee"), plane=plane)
    assert value(tilt, yaw_deg, **limbs) == pytest.approx(135.0, abs=1e-3)
    height = FormMeasure(height=("ankle", "hip"), plane=plane)
    assert value(height, yaw_deg, **limbs) == pytest.approx(1.6, abs=1e-5)


def test_bend_is_positive_upwards() -> None:
    bend = FormMeasure(bend=("shoulder", "hip", "ankle"))
    flat = {"shoulder": (0.5, 0.2), "hip": (0.0, 0.2), "ankle": (-0.8, 0.2)}
    assert value(bend, 90.0, **flat) == pytest.approx(0.0, abs=0.1)
    assert value(bend, 90.0, **{**flat, "hip": (0.0, 0.3)}) > 15.0
    assert value(bend, 90.0, **{**flat, "hip": (0.0, 0.1)}) < -15.0


def test_front_measures_are_widened_to_what_a_front_view_shows() -> None:
    apart = FormMeasure(distance=("left_shoulder", "right_shoulder"), plane=Plane.FRONT)
    assert value(apart, 0.0) == pytest.approx(0.6, abs=1e-5)
    assert value(apart, 35.0) == pytest.approx(0.6, abs=1e-5)
    flat = FormMeasure(distance=("left_shoulder", "right_shoulder"), source=Source.IMAGE)
    assert value(flat, 60.0) == pytest.approx(0.3, abs=1e-5)


def test_ratio_has_no_unit_and_no_scale() -> None:
    ratio = FormMeasure(ratio=("left_knee", "right_knee", "left_ankle", "right_ankle"))
    assert value(ratio, 0.0, knee=(0.0, -0.4), ankle=(0.0, -0.8)) == pytest.approx(1.0)
    assert ratio.unit == ""


def test_visibility_is_that_of_the_worst_point() -> None:
    window, _ = window_of(90.0, knee=(0.0, -0.4), ankle=(0.0, -0.8))
    seen = visibility(FormMeasure(angle=("hip", "knee", "ankle")), window)
    assert seen[0] == pytest.approx([1.0, 0.2])
