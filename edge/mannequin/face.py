"""The head: skull, hair, and a face simple enough to draw and clear enough to be seen as one."""

import numpy as np

from edge.mannequin.arrays import Array
from edge.mannequin.body import Body
from edge.mannequin.looks import Looks
from edge.mannequin.quadric import Colour, Shape, egg

_WHITE: Colour = (0.92, 0.92, 0.90)
_DARK: Colour = (0.08, 0.06, 0.05)


def head_shapes(centre: Array, axes: Array, body: Body, looks: Looks) -> list[Shape]:
    """Shapes on the head's own axes (columns: left, up, forward), sizes in shares of the height."""
    tall = body.height_m

    def part(
        place: tuple[float, float, float], radii: tuple[float, float, float], colour: Colour
    ) -> Shape:
        x, y, z = radii
        where = centre + axes @ np.array(place) * tall
        return egg(where, axes, (x * tall, y * tall, z * tall), colour)

    lips: Colour = (looks.skin[0] * 0.80, looks.skin[1] * 0.55, looks.skin[2] * 0.52)
    shapes = [
        part((0, 0.010, -0.004), (0.043, 0.054, 0.055), looks.skin),
        part((0, -0.024, 0.010), (0.034, 0.042, 0.040), looks.skin),
        part((0, -0.006, 0.052), (0.0075, 0.014, 0.010), looks.skin),
        part((0, -0.012, 0.057), (0.0085, 0.006, 0.008), looks.skin),
        part((0, -0.033, 0.0455), (0.014, 0.0042, 0.006), lips),
    ]
    for side in (1.0, -1.0):
        shapes += [
            part((side * 0.017, 0.008, 0.0425), (0.0095, 0.0055, 0.008), _WHITE),
            part((side * 0.017, 0.008, 0.0480), (0.0048, 0.0050, 0.0036), _DARK),
            part((side * 0.018, 0.0185, 0.0445), (0.011, 0.0028, 0.006), looks.hair_colour),
            part((side * 0.0435, -0.002, -0.003), (0.006, 0.016, 0.010), looks.skin),
        ]
    return shapes + _hair(part, looks)


def _hair(part: object, looks: Looks) -> list[Shape]:
    if looks.hair == "bald" or not callable(part):
        return []
    shapes = [
        part((0, 0.026, -0.012), (0.0455, 0.045, 0.053), looks.hair_colour),
        part((0, 0.000, -0.020), (0.0440, 0.048, 0.044), looks.hair_colour),
    ]
    if looks.hair == "long":
        shapes.append(part((0, -0.035, -0.036), (0.036, 0.060, 0.026), looks.hair_colour))
    return shapes
