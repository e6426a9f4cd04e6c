"""What a member is told about where they stand; steady, in both languages."""

from dataclasses import replace

import numpy as np
import pytest

from edge.athlete.light import light_of
from edge.athlete.placement import APPEARS_S, VANISHES_S, Placement, Steady, upright
from edge.athlete.sighting import PlacementProblem as P
from edge.athlete.views import Views, yaw_deg
from edge.athlete.words import PLACEMENT_WORDS
from edge.camera.frame import RgbImage
from edge.config.pack import load_packs
from edge.pose.pose import Pose
from tests.fakes.performer import SIZE, perform, poses

STANDING = perform("squat", repetitions=1)
PLANK, JACK = load_packs(["plank"]), load_packs(["jumping_jack"])


def standing(yaw: float = 90.0, *, scale: float = 1.0, shift: tuple[float, float] = (0, 0)) -> Pose:
    pose = poses(STANDING, yaw)[0]
    middle = np.array([*SIZE, 0]) / 2
    points = (pose.landmarks - middle) * scale + middle + np.array([*shift, 0])
    return replace(pose, landmarks=points.astype(np.float32))


def told(pose: Pose, packs=(), image=None, seconds: float = 3.0) -> set[P]:
    placement = Placement(packs)
    for index in range(round(seconds * 10)):
        problems = placement.see(pose, image, index / 10)
    return set(problems)


@pytest.mark.parametrize(
    ("pose", "problem"),
    [
        (standing(), None),
        (standing(scale=1.9), P.TOO_CLOSE),
        (standing(scale=0.3), P.TOO_FAR),
        (standing(shift=(0, 120)), P.FEET_HIDDEN),
        (standing(shift=(-350, 0)), P.HANDS_HIDDEN),
    ],
)
def test_place(pose: Pose, problem: P | None) -> None:
    found = told(pose)
    assert problem in found if problem else found == set()


@pytest.mark.parametrize(
    ("packs", "yaw", "problem"),
    [
        (PLANK, 0.0, P.TURN_SIDEWAYS),
        (PLANK, 180.0, P.TURN_SIDEWAYS),
        (PLANK, 90.0, None),
        (PLANK, -90.0, None),
        (JACK, 90.0, P.TURN_TO_CAMERA),
        (JACK, 0.0, None),
    ],
)
def test_view(packs, yaw: float, problem: P | None) -> None:
    assert told(standing(yaw), packs) == ({problem} if problem else set())


@pytest.mark.parametrize("yaw", [-150.0, -90.0, -20.0, 0.0, 45.0, 90.0, 179.0])
def test_the_view_is_read_from_the_line_across(yaw: float) -> None:
    seen = yaw_deg(standing(yaw))
    assert seen is not None
    assert abs((seen - yaw + 180) % 360 - 180) < 12


def test_a_recording_without_space_has_no_view() -> None:
    pose = replace(standing(0.0), world=None)
    assert yaw_deg(pose) is None
    assert told(pose, PLANK) == set()


def test_what_can_be_judged_from_a_view() -> None:
    views = Views(PLANK)
    assert views.judged(90.0) == views.all()
    assert views.judged(0.0) == []
    assert views.better(0.0) == 90.0
    assert views.better(90.0) is None
    assert Views(()).better(0.0) is None


def picture(room: int, body: int) -> RgbImage:
    pixels = np.full((SIZE[1], SIZE[0], 3), room, np.uint8)
    points = standing().landmarks[:, :2]
    (left, top), (right, bottom) = points.min(0).astype(int), points.max(0).astype(int)
    pixels[top:bottom, left:right] = body
    return RgbImage(pixels)


@pytest.mark.parametrize(
    ("room", "body", "problem"),
    [(120, 90, None), (20, 20, P.TOO_DARK), (255, 40, P.AGAINST_LIGHT), (255, 160, None)],
)
def test_light(room: int, body: int, problem: P | None) -> None:
    assert told(standing(), image=picture(room, body)) == ({problem} if problem else set())


def test_a_body_outside_the_picture_has_light_too() -> None:
    light = light_of(picture(100, 100), standing(shift=(5000, 0)))
    assert light.mean == pytest.approx(100 / 255, abs=0.01)


def test_problems_neither_flicker_in_nor_out() -> None:
    steady = Steady()
    for index in range(101):
        assert steady.see([P.TOO_FAR] if index % 2 else [], index / 10) == ()
    for index in range(20):
        shown = steady.see([P.TOO_FAR], 20 + index / 10)
        assert shown == ((P.TOO_FAR,) if index / 10 >= APPEARS_S else ())
    for index in range(101):
        assert steady.see([] if index % 2 else [P.TOO_FAR], 30 + index / 10) == (P.TOO_FAR,)
    assert steady.see([], 50.0) == (P.TOO_FAR,)
    assert steady.see([], 50.0 + VANISHES_S) == ()


def test_the_most_important_comes_first() -> None:
    steady = Steady()
    steady.see([P.HANDS_HIDDEN, P.TOO_CLOSE], 0.0)
    assert steady.see([P.HANDS_HIDDEN, P.TOO_CLOSE], 2.0) == (P.TOO_CLOSE, P.HANDS_HIDDEN)


def test_who_bends_down_is_told_nothing_new() -> None:
    lying = poses(perform("push_up", repetitions=1), 90.0)[5]
    assert not upright(lying)
    assert upright(standing())
    assert told(lying, JACK) == set()


def test_everything_is_said_in_both_languages() -> None:
    assert set(PLACEMENT_WORDS) == set(P)
    for words in PLACEMENT_WORDS.values():
        assert set(words) == {"en", "ko"}
        assert all(words.values())
