"""The zone on the floor, and where a body stands."""

import numpy as np
import pytest

from edge.athlete.body import Body
from edge.athlete.zone import Zone
from edge.config import load_config
from edge.config.zone import ZoneConfig
from edge.errors import ConfigError
from edge.pose.region import Region
from tests.athlete.people import HEIGHT, WIDTH, Person

SIZE = (WIDTH, HEIGHT)


def test_the_default_is_the_middle() -> None:
    zone = Zone.of(ZoneConfig())
    assert zone.contains((0.5, 0.9))
    assert not zone.contains((0.1, 0.9))
    assert not zone.contains((0.9, 0.9))
    assert not zone.contains((0.5, 0.2))


def test_a_polygon_stands_instead_of_the_box() -> None:
    zone = Zone.of(ZoneConfig(polygon=((0.0, 1.0), (0.4, 0.5), (0.4, 1.0))))
    assert zone.contains((0.35, 0.8))
    assert not zone.contains((0.1, 0.6))
    assert not zone.contains((0.5, 0.9))
    assert len(zone.corners) == 3


def test_the_margin_is_in_shares_of_the_picture() -> None:
    zone = Zone.of(ZoneConfig())
    assert zone.contains((0.2, 0.9), margin=0.06)
    assert not zone.contains((0.2, 0.9), margin=0.04)


@pytest.mark.parametrize("below", [1.0, 1.2, 2.0])
def test_feet_below_the_picture_stand_at_its_lower_edge(below: float) -> None:
    assert Zone.of(ZoneConfig(box=(0.2, 0.4, 0.8, 0.9))).contains((0.5, below))


def test_a_body_stands_where_its_feet_are() -> None:
    person = Person(300.0, y=250.0, torso=60.0)
    sighting = person.sighting()
    body = Body.of_landmarks(sighting.landmarks, sighting.visibility, person.region, SIZE)
    assert body.ground == pytest.approx((300 / WIDTH, 355 / HEIGHT), abs=0.01)


def test_feet_that_are_not_seen_are_taken_from_the_region() -> None:
    person = Person(300.0)
    sighting = person.sighting()
    hidden = np.zeros(33, np.float32)
    body = Body.of_landmarks(sighting.landmarks, hidden, person.region, SIZE)
    assert body.ground == pytest.approx(Body.of_region(person.region, SIZE).ground, abs=0.01)
    assert body.ground[1] > sighting.landmarks[27, 1] / HEIGHT - 0.05


def test_a_lying_body_stands_below_its_hips() -> None:
    body = Body.of_region(Region(320.0, 300.0, 300.0, np.pi / 2), SIZE)
    assert body.ground[0] == pytest.approx(0.5, abs=0.01)
    assert 300 / HEIGHT < body.ground[1] < 360 / HEIGHT


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"zone.box": [0.8, 0.4, 0.2, 1.0]}, "zone.box: it has no area"),
        ({"zone.polygon": [[0.1, 0.1], [0.2, 0.2]]}, "zone.polygon: 2 corners"),
        ({"zone.hand_over_s": 9.0}, "zone.hand_over_s: is longer than leave_s"),
        ({"zone.box": [0.0, 0.0, 1.0, 1.5]}, "zone.box"),
    ],
)
def test_a_zone_that_cannot_be_is_refused(overrides, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_config(None, overrides)
