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


def pose_at(projection: Projection, nearer_m: float, at_s: float = 0.0) -> Pose:
    room = LANDMARKS + np.array([0.0, 0.0, nearer_m])
    return Pose.from_blazepose(
        projection.pixels(room).astype(np.float32),
        projection.world(room[None])[0].astype(np.float32),
        np.full(33, 0.95, np.float32),
        presence=1.0,
        captured_s=at_s,
        image_size=SIZE,
    )


def read(projection: Projection, places=PLACES_M) -> list[Mount]:
    return stands(MountReader(BODY_M, FOV_DEG), projection, places)


def stands(reader: MountReader, projection: Projection, places, change=lambda pose: pose):
    """Stand for a second at each place; the last reading of each."""
    last = []
    for index, nearer in enumerate(places):
        poses_there = [pose_at(projection, nearer, index + step / 10) for step in range(10)]
        *_, mount = [reader.see(change(pose)) for pose in poses_there]
        last.append(mount)
    assert all(last)
    return last


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
    def flat(pose: Pose) -> Pose:
        assert pose.world is not None
        changed = replace(pose, world=(pose.world * [1.0, 1.0, 0.0]).astype(np.float32))
        assert lean_deg(changed) == pytest.approx(0.0)
        return changed

    *_, mount = stands(MountReader(BODY_M, FOV_DEG), camera(12.0), PLACES_M, flat)
    assert mount.tilt_deg.value == pytest.approx(12.0, abs=2.5)


def test_who_walks_is_read_only_when_they_stop() -> None:
    reader, projection = MountReader(BODY_M, FOV_DEG), camera(10.0)
    walking = [reader.see(pose_at(projection, step * 0.1, step / 10)) for step in range(10)]
    assert walking == [None] * 10
    stopped = [reader.see(pose_at(projection, 1.0, 1 + step / 10)) for step in range(10)]
    assert stopped[0] is None
    assert stopped[-1] is not None
    assert stopped[-1].places == 1


def test_places_that_contradict_each_other_are_known_to_be_unsure() -> None:
    projection = camera(10.0)
    *_, good = read(projection)

    def shrunk(pose: Pose) -> Pose:
        odd = round(pose.captured_s // 1) % 2 == 1
        return pose if not odd else replace(pose, landmarks=pose.landmarks + np.float32([0, 25, 0]))

    *_, bad = stands(MountReader(BODY_M, FOV_DEG), projection, PLACES_M, shrunk)
    assert bad.height_m.error > 2 * good.height_m.error


def test_who_squats_lies_or_is_cut_off_is_not_read() -> None:
    squat = poses(perform("squat", repetitions=1), 90.0)
    assert standing(squat[0])
    assert not all(standing(pose) for pose in squat)
    assert not any(standing(pose) for pose in poses(perform("push_up", repetitions=1), 90.0))
    assert not standing(pose_at(camera(0.0), 2.2))
    front = poses(perform("squat", repetitions=1), 0.0)
    assert 0.2 < np.mean([standing(pose) for pose in front]) < 0.7
    assert not standing(replace(pose_at(camera(0.0), 0.0), world=None))
