"""The room: floor, walls and a few things that stand about, drawn once for a camera."""

from dataclasses import dataclass

import cv2
import numpy as np

from edge.mannequin.arrays import Array
from edge.mannequin.quadric import Colour, ball, tube
from edge.mannequin.raster import Light, Pixels, Raster
from edge.mannequin.view import Projection

_CEILING_M = 3.4


@dataclass(frozen=True, slots=True)
class Room:
    """floor, wall: RGB 0..1. half_m: middle to the walls. things: how much stands about, 0..8."""

    floor: Colour = (0.42, 0.41, 0.40)
    wall: Colour = (0.72, 0.71, 0.68)
    half_m: float = 4.5
    things: int = 5
    seed: int = 0


def backdrop(room: Room, projection: Projection, light: Light) -> Pixels:
    """(H, W, 3) float32 RGB 0..1: the empty room as the camera sees it."""
    picture = _surfaces(room, projection) * np.float32(light.level)
    raster = Raster(projection, light)
    raster.start(picture.astype(np.float32))
    rng = np.random.default_rng(room.seed)
    for _ in range(room.things):
        _thing(room, raster, projection, rng)
    # The far room is a little out of focus, which also hides the pixels of its edges.
    return np.asarray(cv2.GaussianBlur(raster.picture, (0, 0), 1.0), dtype=np.float32)


def _surfaces(room: Room, projection: Projection) -> Array:
    width, height = projection.size
    x = (np.arange(width) + 0.5 - width / 2) / projection.focal_px
    y = (np.arange(height) + 0.5 - height / 2) / projection.focal_px
    seen = np.stack([*np.meshgrid(x, y), np.ones((height, width))], axis=-1)
    rays = seen @ projection.axes
    place = projection.place
    # A camera that stands further off than the walls has its own wall out of the way.
    half = np.full(3, max(room.half_m, float(np.abs(place[[0, 2]]).max()) + 0.5))
    low = np.array([-half[0], 0.0, -half[2]])
    high = np.array([half[0], max(_CEILING_M, float(place[1]) + 0.5), half[2]])
    with np.errstate(divide="ignore", invalid="ignore"):
        hits = np.where(rays > 0.0, (high - place) / rays, (low - place) / rays)
    hits = np.where(np.abs(rays) < 1e-9, np.inf, hits)  # noqa: PLR2004
    face = np.argmin(hits, axis=-1)
    depth = np.take_along_axis(hits, face[..., None], axis=-1)
    points = place + rays * depth
    fade = 1.0 / (1.0 + 0.03 * depth[..., 0])
    return _painted(room, points, face, rays) * fade[..., None]


def _painted(room: Room, points: Array, face: Array, rays: Array) -> Array:
    floor, wall = np.array(room.floor), np.array(room.wall)
    x, y, z = np.moveaxis(points, -1, 0)
    tiles = (np.floor(x / 0.9) + np.floor(z / 0.9)) % 2.0
    ground = floor * (0.94 + 0.08 * tiles)[..., None]
    panel = 0.96 + 0.04 * ((np.floor((x + z) / 1.3)) % 2.0)
    skirting = np.where(y < 0.12, 0.6, 1.0)  # noqa: PLR2004
    sides = (
        wall * (panel * skirting * (0.82 + 0.06 * y) * np.where(face == 0, 0.92, 1.0))[..., None]
    )
    above = np.broadcast_to(wall * 1.05, sides.shape)
    painted = np.where((face == 1)[..., None], above, sides)
    down = (face == 1) & (rays[..., 1] < 0.0)
    return np.where(down[..., None], ground, painted)


def _thing(room: Room, raster: Raster, projection: Projection, rng: np.random.Generator) -> None:
    """A rack, a ball or a post along the walls."""
    edge = room.half_m - 0.5
    along, wall = rng.uniform(-edge, edge), rng.integers(4)
    x, z = ((along, edge), (along, -edge), (edge, along), (-edge, along))[wall]
    colour = tuple(float(v) for v in rng.uniform(0.12, 0.6, 3))
    shade: Colour = (colour[0], colour[1], colour[2])
    seen = projection.seen
    if rng.random() < 0.4:  # noqa: PLR2004
        radius = float(rng.uniform(0.2, 0.4))
        raster.draw(ball(seen(np.array([x, radius, z])), radius, shade))
        return
    tall = float(rng.uniform(0.9, 2.1))
    for dx, dz in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.4), (0.5, 0.4)):
        foot = np.array([x + dx, 0.0, z + dz])
        raster.draw(
            tube(seen(foot), seen(foot + np.array([0.0, tall, 0.0])), (0.035, 0.035), shade)
        )
    for y in (0.45, tall):
        first, last = np.array([x, y, z]), np.array([x + 0.5, y, z + 0.4])
        raster.draw(tube(seen(first), seen(last), (0.05, 0.05), shade))
