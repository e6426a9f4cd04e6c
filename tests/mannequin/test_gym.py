"""Several people in one room: places, mirror, who is in front, who is there when."""

import numpy as np
import pytest

from edge.errors import SceneError
from edge.mannequin import Looks, Performance, Sensor, View
from edge.mannequin.gym.actor import Actor
from edge.mannequin.gym.place import Spot, in_mirror
from edge.mannequin.gym.scene import GymScene, render_gym
from edge.mannequin.gym.situations import ATHLETE, NEXT, SITUATIONS, situation
from edge.pose.skeleton import Landmark

SMALL = {"size": (160, 120), "fps": 4.0, "sensor": Sensor(noise=0.0)}
STANDS = Performance("squat", 0, before=("stand",), after=("stand",))
HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


def one(name: str, colour, **spot: float) -> Actor:
    return Actor(name, STANDS, Spot(**spot), looks=Looks(shirt=colour, shorts=colour, sleeves=1.0))


def first_frame(*actors: Actor, **scene: float):
    return next(render_gym(GymScene(actors, seconds=1.0, **SMALL, **scene)))


def hips(frame, name: str) -> np.ndarray:
    return frame.people[name][HIPS].mean(axis=0)


def test_spots_are_seen_where_they_say() -> None:
    grey = (0.5, 0.5, 0.5)
    frame = first_frame(
        one("middle", grey), one("right", grey, right_m=1.0), one("near", grey, nearer_m=1.5)
    )
    assert hips(frame, "middle")[0] == pytest.approx(80, abs=3)
    assert hips(frame, "right")[0] > 100
    tall = {name: np.ptp(points[:, 1]) for name, points in frame.people.items()}
    assert tall["near"] > 1.4 * tall["middle"]


@pytest.mark.parametrize("order", [1, -1])
def test_who_stands_nearer_covers_the_other(order: int) -> None:
    people = [one("red", (0.8, 0.1, 0.1), nearer_m=1.0), one("blue", (0.1, 0.1, 0.8))]
    frame = first_frame(*people[::order])
    x, y = hips(frame, "blue").round().astype(int)
    assert np.argmax(frame.image[y, x]) == 0  # red


def test_somebody_turned_shows_that_side() -> None:
    frame = first_frame(one("turned", (0.5, 0.5, 0.5), heading_deg=90.0))
    points = frame.people["turned"]
    middle = points[[Landmark.LEFT_EAR, Landmark.RIGHT_EAR], 0].mean()
    assert points[Landmark.NOSE, 0] > middle  # faces the right edge


def test_a_mirror_shows_everybody_smaller_and_turned_round() -> None:
    frame = first_frame(one("she", (0.5, 0.5, 0.5)), mirror_m=2.0)
    image, real = frame.people["she in the mirror"], frame.people["she"]
    assert np.ptp(image[:, 1]) < 0.7 * np.ptp(real[:, 1])
    left, right = Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER
    # The left stays on the picture's right though the back is seen: that is a mirror image.
    assert (image[left, 0] > image[right, 0]) == (real[left, 0] > real[right, 0])
    points = np.random.default_rng(0).normal(size=(5, 3))
    assert np.allclose(in_mirror(in_mirror(points, 2.0), 2.0), points)


def test_people_come_and_go() -> None:
    walker = Actor("walker", None, Spot(heading_deg=90.0), start_s=1.0)
    frames = list(render_gym(GymScene((walker,), seconds=10.0, **SMALL)))
    there = [frame.captured_s for frame in frames if "walker" in frame.people]
    assert there[0] == 1.0
    assert there[-1] < 9.5
    x = [hips(frame, "walker")[0] for frame in frames if "walker" in frame.people]
    assert x[0] < 0
    assert x[-1] > 160


@pytest.mark.parametrize("kind", list(SITUATIONS))
def test_situations_are_the_same_for_the_same_seed(kind: str) -> None:
    scene = situation(kind, 5)
    assert scene == situation(kind, 5)
    assert scene != situation(kind, 6)
    done = scene.scene.repetitions()
    assert all(len(done[name]) >= 4 for name in scene.athletes)
    assert scene.athletes == ((ATHLETE, NEXT) if kind == "replaced" else (ATHLETE,))


def test_impossible_scenes_are_refused() -> None:
    grey = (0.5, 0.5, 0.5)
    with pytest.raises(SceneError, match="two people are named ann"):
        GymScene((one("ann", grey), one("ann", grey)), seconds=1.0)
    with pytest.raises(SceneError, match="a view with a distance"):
        GymScene((one("ann", grey),), seconds=1.0, view=View(yaw_deg=0.0))
    with pytest.raises(SceneError, match="begins at -1 s"):
        Actor("ann", None, start_s=-1.0)
