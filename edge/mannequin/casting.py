"""Chooses person, room, light and sensor by seed: the same seed is the same person."""

import numpy as np

from edge.mannequin.body import Body
from edge.mannequin.looks import CLOTHES, HAIR_COLOURS, HAIRS, SKINS, Looks
from edge.mannequin.performance import Performance
from edge.mannequin.quadric import Colour
from edge.mannequin.raster import Light
from edge.mannequin.room import Room
from edge.mannequin.scene import Scene
from edge.mannequin.sensor import Sensor
from edge.mannequin.view import View


def cast(
    performance: Performance,
    view: View,
    *,
    seed: int,
    size: tuple[int, int] = (640, 480),
    fps: float = 30.0,
) -> Scene:
    """A scene in which the seed chooses all that is not given."""
    rng = np.random.default_rng((seed, 1))
    return Scene(
        performance=performance,
        body=some_body(rng),
        looks=some_looks(rng),
        view=view,
        light=some_light(rng),
        room=some_room(rng),
        sensor=Sensor(noise=float(rng.uniform(0.003, 0.012)), blur_px=float(rng.uniform(0.5, 0.9))),
        size=size,
        fps=fps,
        seed=seed,
    )


def some_body(rng: np.random.Generator) -> Body:
    """A grown person: heights and proportions spread as people's do."""
    arms, legs, trunk = (float(np.clip(1 + 0.03 * v, 0.9, 1.1)) for v in rng.standard_normal(3))
    shoulders, hips = (float(np.clip(1 + 0.06 * v, 0.85, 1.15)) for v in rng.standard_normal(2))
    return Body(
        height_m=float(np.clip(1.70 + 0.09 * rng.standard_normal(), 1.45, 2.0)),
        build=float(np.clip(1.0 + 0.13 * rng.standard_normal(), 0.75, 1.45)),
        arms=arms,
        legs=legs,
        trunk=trunk,
        shoulders=shoulders,
        hips=hips,
    )


def some_looks(rng: np.random.Generator) -> Looks:
    """Skin, hair and clothes."""
    # Flat colours have no folds: shirt and shorts of one colour would be one shape.
    shirt, shorts, shoes = (CLOTHES[i] for i in rng.permutation(len(CLOTHES))[:3])
    return Looks(
        skin=SKINS[rng.integers(len(SKINS))],
        shirt=shirt,
        shorts=shorts,
        shoes=shoes,
        hair_colour=HAIR_COLOURS[rng.integers(len(HAIR_COLOURS))],
        hair=HAIRS[rng.integers(len(HAIRS))],
        sleeves=float(rng.choice([0.0, 0.35, 0.55, 0.75])),
        trousers=float(rng.choice([0.25, 0.4, 0.5, 0.8, 0.95])),
    )


def some_light(rng: np.random.Generator) -> Light:
    """Lamps above, from either side; as bright as a camera's own exposure makes them."""
    direction = (float(rng.uniform(-0.8, 0.8)), -0.8, float(rng.uniform(-0.9, 0.1)))
    level, ambient = float(rng.uniform(0.95, 1.3)), float(rng.uniform(0.4, 0.6))
    return Light(direction=direction, level=level, ambient=ambient)


def some_room(rng: np.random.Generator) -> Room:
    """A gym of some colour."""
    return Room(
        floor=_grey(rng, 0.28, 0.65),
        wall=_grey(rng, 0.55, 0.9),
        half_m=float(rng.uniform(3.5, 6.0)),
        things=int(rng.integers(3, 8)),
        seed=int(rng.integers(2**31)),
    )


def _grey(rng: np.random.Generator, low: float, high: float) -> Colour:
    level = rng.uniform(low, high)
    red, green, blue = np.clip(level + rng.uniform(-0.06, 0.06, 3), 0.0, 1.0)
    return float(red), float(green), float(blue)
