"""Pictures of a scene, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edge.mannequin.arrays import Array
from edge.mannequin.figure import figure_shapes
from edge.mannequin.passer import passing
from edge.mannequin.props import mat_shape, prop_shapes
from edge.mannequin.raster import Pixels, Raster
from edge.mannequin.room import backdrop
from edge.mannequin.scene import Scene
from edge.mannequin.sensor import Bytes, Exposure
from edge.mannequin.shadow import shade_floor
from edge.mannequin.view import Projection


@dataclass(frozen=True, slots=True, eq=False)
class RenderedFrame:
    """image: (H, W, 3) uint8 RGB. captured_s: seconds since the first frame.

    landmarks: (33, 3) x, y in pixels, z in pixels with the hips at 0 (towards the camera is
    negative), as the landmark model gives them. world: (33, 3) metres on the camera's axes, x
    right, y down, z away, origin at the middle of the hips.
    """

    image: Bytes
    captured_s: float
    landmarks: NDArray[np.float32]
    world: NDArray[np.float32]


def render(scene: Scene) -> Iterator[RenderedFrame]:
    """All frames of a scene, first to last."""
    motion = scene.motion()
    projection = scene.projection(motion)
    others = passing(scene, motion.time_s)
    raster = Raster(projection, scene.light)
    background = _with_mat(scene, projection, raster)
    exposure = Exposure(scene.sensor, scene.size, scene.seed)
    world = projection.world(motion.landmarks).astype(np.float32)
    pixels = _pixels(projection.pixels(motion.landmarks), projection.focal_px)
    props = tuple(name for name in scene.performance.definition.props if name != "mat")
    for index, captured_s in enumerate(motion.time_s):
        raster.start(background)
        shade_floor(raster.picture, motion.landmarks[index], projection)
        shapes = figure_shapes(motion.joints, index, projection, scene.body, scene.looks)
        shapes += prop_shapes(props, motion.joints, index, projection, scene.body)
        if others is not None and scene.passer is not None:
            shapes += figure_shapes(
                others, index, projection, scene.passer.body, scene.passer.looks
            )
        for shape in shapes:
            raster.draw(shape)
        image = exposure.develop(raster.picture, index)
        yield RenderedFrame(image, float(captured_s), pixels[index], world[index])


def _with_mat(scene: Scene, projection: Projection, raster: Raster) -> Pixels:
    """The room, and the mat on its floor: shadows fall on both."""
    raster.start(backdrop(scene.room, projection, scene.light))
    if "mat" in scene.performance.definition.props:
        raster.draw(mat_shape(projection, scene.body))
    return raster.picture.copy()


def _pixels(seen: Array, focal_px: float) -> NDArray[np.float32]:
    """Depth in metres → z in pixels about the hips, at the hips' own scale."""
    hips = seen[:, [23, 24], 2].mean(axis=1)[:, None]
    depth = (seen[..., 2] - hips) * focal_px / hips
    return np.concatenate([seen[..., :2], depth[..., None]], axis=-1).astype(np.float32)
