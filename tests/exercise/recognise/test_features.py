"""Features stay the same for whom and from where a movement is seen."""

import numpy as np
import pytest

from edge.exercise.recognise.features import CLIP, FEATURES, window_features
from edge.exercise.recognise.window import FRAMES, RATE_HZ, PoseWindow
from tests.exercise.recognise.movement import poses

VIEW = [FEATURES.index(name) for name in ("chest_to_camera", "lateral_in_depth")]
BODY = [column for column in range(len(FEATURES)) if column not in VIEW]


def features(exercise: str, **how: float | bool) -> np.ndarray:
    window = PoseWindow()
    for at_s, pose in poses(exercise, **how):
        if at_s < 7.0:
            window.append(at_s, pose)
    return window_features(*window.arrays(), RATE_HZ)


def test_there_is_a_column_for_every_name() -> None:
    assert features("squat").shape == (FRAMES, len(FEATURES))
    assert len(set(FEATURES)) == len(FEATURES)


@pytest.mark.parametrize("exercise", ["lunge", "push_up", "lateral_raise"])
def test_a_mirrored_body_has_the_same_features(exercise: str) -> None:
    twin = features(exercise, mirror=True)
    assert np.abs(twin - features(exercise)).max() < 1e-3


@pytest.mark.parametrize("yaw_deg", [0.0, 60.0, 90.0, 150.0, 200.0, 310.0])
def test_the_body_looks_the_same_from_every_side(yaw_deg: float) -> None:
    travel = FEATURES.index("hip_travel")
    columns = [column for column in BODY if column != travel]
    seen = features("squat", yaw_deg=yaw_deg)[:, columns]
    assert np.abs(seen - features("squat")[:, columns]).max() < 0.05


def test_size_does_not_matter() -> None:
    window = PoseWindow()
    for at_s, pose in poses("squat"):
        if at_s < 7.0:
            window.append(at_s, pose)
    points, image, visibility, measured = window.arrays()
    small = window_features(0.3 * points, 0.2 * image, visibility, measured, RATE_HZ)
    assert np.abs(small - window_features(*window.arrays(), RATE_HZ)).max() < 1e-3


def test_arms_to_the_side_and_to_the_front_differ_from_every_side() -> None:
    outward = FEATURES.index("wrist_outward_mean")
    for yaw_deg in (0.0, 45.0, 90.0, 180.0):
        lateral = np.ptp(features("lateral_raise", yaw_deg=yaw_deg)[:, outward])
        front = np.ptp(features("front_raise", yaw_deg=yaw_deg)[:, outward])
        assert lateral > 3.0 * front


def test_legs_that_cannot_be_seen_say_nothing() -> None:
    window = PoseWindow()
    for at_s, pose in poses("squat"):
        if at_s < 7.0:
            window.append(at_s, pose)
    points, image, visibility, measured = window.arrays()
    unseen = visibility.copy()
    unseen[:, 25:] = 0.0
    found = window_features(points, image, unseen, measured, RATE_HZ)
    legs = [
        column
        for column, name in enumerate(FEATURES)
        if name.startswith(("knee", "ankle")) and "hip" not in name
    ]
    assert np.abs(found[:, legs]).max() == 0.0


def test_collapsed_landmarks_stay_finite() -> None:
    points = np.zeros((FRAMES, 33, 3), np.float32)
    seen = np.ones((FRAMES, 33), np.float32)
    found = window_features(points, points[..., :2], seen, seen[:, 0], RATE_HZ)
    assert np.isfinite(found).all()
    assert np.abs(found).max() <= CLIP
