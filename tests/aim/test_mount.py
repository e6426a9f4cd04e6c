"""Height, tilt and distance from exact landmarks of bodies of known height."""

from dataclasses import replace

import numpy as np
import pytest

from edge.aim.mount import Mount, MountReader, lean_deg, standing
from edge.mannequin import Body, Performance, View
from edge.mannequin.motion import move
from edge.mannequin.view import Projection, project
from edge.pose.pose import Pose
from tests.fakes.performer import perform, poses

BODY_M, FOV_DEG, SIZE = 1.75, 62.0, (640, 480)
LANDMARKS = move(
    Performance("squat", 0, before=("stand",)), Body(height_m=BODY_M), fps=5
).landmarks[0]
PLACES_M = (0.0, -0.5, 0.5, -1.0)


def camera(tilt_deg: float, distance_m: float = 3.4) -> Projection:
    view = View(yaw_deg=0.0, pitch_deg=tilt_deg, distance_m=distance_m, fov_deg=FOV_DEG)
    return project(view, SIZE, np.array([[0.0, 0.95, 0.0]]))


def pose_at(projection: Projection, nearer_m: float, landmarks=LANDMARKS) -> Pose:
    room = landmarks + np.array([0.0, 0.0, nearer_m])
    return Pose.from_blazepose(
        projection.pixels(room).astype(np.float32),
        projection.world(room[None])[0].astype(np.float32),
        np.full(33, 0.95, np.float32),
        presence=1.0,
        captured_s=0.0,
        image_size=SIZE,
    )


def read(projection: Projection, places=PLACES_M) -> list[Mount]:
    reader = MountReader(BODY_M, FOV_DEG)
    found = [reader.see(pose_at(projection, nearer)) for nearer in places]
    return [one for one in found if one is not None]


@pytest.mark.parametrize("tilt_deg", [-3.0, 0.0, 8.0, 15.0, 25.0])
def test_a_walk_gives_height_tilt_and_distance(tilt_deg: float) -> None:
    projection = camera(tilt_deg)
    *_, mount = read(projection)
    height_m = float(projection.place[1])
    distance_m = float(projection.place[2]) - PLACES_M[-1]
    assert mount.height_m.value == pytest.approx(height_m, abs=max(0.08, mount.height_m.error))
    assert mount.tilt_deg.value == pytest.approx(tilt_deg, abs=1.5)
    assert mount.distance_m.value == pytest.approx(distance_m, abs=0.12)
    assert mount.places == len(PLACES_M)


def test_every_place_makes_it_surer_and_one_place_is_known_to_be_rough() -> None:
    errors = [mount.height_m.error for mount in read(camera(10.0))]
    assert errors == sorted(errors, reverse=True)
    assert errors[0] > 0.25
    assert errors[-1] < 0.1


def test_the_same_place_counts_once() -> None:
    assert [one.places for one in read(camera(5.0), (0.0, 0.0, 0.02, 0.6))] == [1, 1, 1, 2]


def test_a_wrong_idea_of_upright_is_overruled_by_a_walk() -> None:
    projection = camera(12.0)
    reader = MountReader(BODY_M, FOV_DEG)
    for nearer in PLACES_M:
        pose = pose_at(projection, nearer)
        assert pose.world is not None
        flat = replace(pose, world=(pose.world * [1.0, 1.0, 0.0]).astype(np.float32))
        assert lean_deg(flat) == pytest.approx(0.0)
        mount = reader.see(flat)
    assert mount is not None
    assert mount.tilt_deg.value == pytest.approx(12.0, abs=2.5)


def test_who_squats_lies_or_is_cut_off_is_not_read() -> None:
    squat = poses(perform("squat", repetitions=1), 90.0)
    assert standing(squat[0])
    assert not all(standing(pose) for pose in squat)
    assert not any(standing(pose) for pose in poses(perform("push_up", repetitions=1), 90.0))
    assert MountReader(BODY_M, FOV_DEG).see(pose_at(camera(0.0), 2.2)) is None
    assert not standing(replace(pose_at(camera(0.0), 0.0), world=None))
