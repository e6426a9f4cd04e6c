"""Clothes told apart by colour, whatever the light, the size and the turn of the body."""

import numpy as np
import pytest

from edge.athlete.look import MOST_EXEMPLARS, Look, clothes
from edge.athlete.tenure import DOUBTFUL, SAME_CLOTHES
from edge.camera.frame import RgbImage
from tests.athlete.people import BLUE, RED, Person, Scene

GREY, DARK_RED = (110, 110, 115), (185, 28, 28)


def seen(person: Person):
    return clothes(Scene([person]).picture(), person.landmarks())


def look_of(person: Person) -> Look:
    look = Look()
    look.learn(seen(person))
    return look


def test_the_same_clothes_are_alike_at_another_place_and_size() -> None:
    look = look_of(Person(320.0))
    assert look.likeness(seen(Person(200.0, torso=40.0))) > 0.95


def test_a_little_less_light_is_no_other_shirt() -> None:
    assert look_of(Person(320.0)).likeness(seen(Person(320.0, colour=DARK_RED))) > DOUBTFUL


@pytest.mark.parametrize("colour", [BLUE, GREY, (240, 240, 240), (10, 10, 10), (30, 160, 60)])
def test_other_clothes_are_not(colour) -> None:
    assert look_of(Person(320.0)).likeness(seen(Person(320.0, colour=colour))) < DOUBTFUL


def test_nothing_known_or_nothing_seen_speaks_against_nobody() -> None:
    assert Look().likeness(seen(Person(320.0))) == 1.0
    assert look_of(Person(320.0)).likeness((None, None)) == 1.0


def test_a_body_too_small_to_have_colours_has_none() -> None:
    assert seen(Person(320.0, torso=8.0)) == (None, None)


def test_several_views_are_remembered_and_the_first_for_good() -> None:
    look = look_of(Person(320.0, colour=RED))
    rng = np.random.default_rng(0)
    for colour in rng.integers(0, 255, (3 * MOST_EXEMPLARS, 3)):
        look.learn(seen(Person(320.0, colour=tuple(int(value) for value in colour))))
    assert look.likeness(seen(Person(320.0, colour=RED))) > SAME_CLOTHES


def test_the_edge_of_the_picture_is_no_error() -> None:
    image = RgbImage(np.zeros((480, 640, 3), np.uint8))
    assert clothes(image, Person(-500.0).landmarks())[0] is not None
