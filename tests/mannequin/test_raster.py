"""The renderer against geometry that is known in closed form."""

import numpy as np
import pytest

from edge.mannequin.quadric import ball, egg, tube
from edge.mannequin.raster import Light, Raster
from edge.mannequin.view import Projection

SIZE = (200, 160)
FOCAL_PX = 150.0
WHITE = (1.0, 1.0, 1.0)


@pytest.fixture
def raster():
    projection = Projection(np.eye(3), np.zeros(3), FOCAL_PX, SIZE)
    drawn = Raster(projection, Light(direction=(0.0, 0.0, -1.0)))
    drawn.start(np.zeros((SIZE[1], SIZE[0], 3), np.float32))
    return drawn


def covered(raster: Raster):
    return raster.picture.max(axis=2) > 0.0


def test_a_ball_covers_its_circle(raster):
    raster.draw(ball(np.array([0.0, 0.0, 3.0]), 0.5, WHITE))
    # The outline of a sphere is where rays touch it: tan(asin(r / d)).
    radius_px = FOCAL_PX * np.tan(np.arcsin(0.5 / 3.0))
    assert covered(raster).sum() == pytest.approx(np.pi * radius_px**2, rel=0.02)


@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_a_ball_is_brightest_towards_the_light(side):
    projection = Projection(np.eye(3), np.zeros(3), FOCAL_PX, SIZE)
    raster = Raster(projection, Light(direction=(side, 0.0, -0.3)))
    raster.start(np.zeros((SIZE[1], SIZE[0], 3), np.float32))
    raster.draw(ball(np.array([0.0, 0.0, 3.0]), 0.5, WHITE))
    brightest = raster.picture[80, :, 0].argmax()
    assert side * (brightest - SIZE[0] / 2) > 8


def test_the_nearer_of_two_shapes_is_seen_whatever_the_order(raster):
    near = ball(np.array([0.0, 0.0, 2.0]), 0.2, (1.0, 0.0, 0.0))
    far = ball(np.array([0.0, 0.0, 3.0]), 0.5, (0.0, 1.0, 0.0))
    pictures = []
    for order in ((near, far), (far, near)):
        raster.start(np.zeros((SIZE[1], SIZE[0], 3), np.float32))
        for shape in order:
            raster.draw(shape)
        pictures.append(raster.picture.copy())
    assert np.array_equal(*pictures)
    assert pictures[0][80, 100, 0] > 0.0
    assert pictures[0][80, 100, 1] == 0.0


def test_a_tube_ends_at_its_ends(raster):
    first, last = np.array([-0.6, 0.0, 3.0]), np.array([0.6, 0.0, 3.0])
    raster.draw(tube(first, last, (0.1, 0.1), WHITE))
    columns = np.flatnonzero(covered(raster).any(axis=0))
    # The side that faces the camera is nearer than the axis, so it reaches a little further out.
    half_px = FOCAL_PX * 0.6 / 2.9
    assert columns[0] == pytest.approx(SIZE[0] / 2 - half_px, abs=1.5)
    assert columns[-1] == pytest.approx(SIZE[0] / 2 + half_px, abs=1.5)


def test_a_tapered_tube_is_thicker_at_one_end(raster):
    first, last = np.array([-0.6, 0.0, 3.0]), np.array([0.6, 0.0, 3.0])
    raster.draw(tube(first, last, (0.2, 0.05), WHITE))
    rows = covered(raster).sum(axis=0)
    assert rows[75] > 2 * rows[125] > 0


def test_a_flat_tube_is_thin_across(raster):
    first, last = np.array([-0.5, 0.0, 3.0]), np.array([0.5, 0.0, 3.0])
    raster.draw(tube(first, last, (0.2, 0.2), WHITE, across=np.array([0.0, 1.0, 0.0]), flat=0.5))
    assert covered(raster)[:, 100].sum() == pytest.approx(2 * 0.1 * FOCAL_PX / 3.0, abs=2)


def test_an_egg_has_three_radii(raster):
    raster.draw(egg(np.array([0.0, 0.0, 4.0]), np.eye(3), (0.6, 0.2, 0.1), WHITE))
    seen = covered(raster)
    assert np.flatnonzero(seen.any(axis=0)).size == pytest.approx(2 * 0.6 * FOCAL_PX / 4, abs=2)
    assert np.flatnonzero(seen.any(axis=1)).size == pytest.approx(2 * 0.2 * FOCAL_PX / 4, abs=2)


def test_shapes_outside_or_behind_the_camera_draw_nothing(raster):
    for place in ((0.0, 0.0, -3.0), (50.0, 0.0, 3.0), (0.0, 0.0, 0.1)):
        raster.draw(ball(np.array(place), 0.2, WHITE))
    assert not covered(raster).any()
