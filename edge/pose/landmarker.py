"""The landmark model: 33 landmarks of the person in a region."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import Image
from edge.pose.heatmap import refine
from edge.pose.region import Region
from edge.pose.runtime import TfliteModel
from edge.pose.skeleton import LANDMARK_COUNT

FloatArray = NDArray[np.float32]

INPUT_SIZE = 256
# After the 33 landmarks the model gives auxiliary ones; these two carry the next region.
HIPS = 33
SCALE_POINT = 34
USED = 35


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """What the landmark model saw in a region.

    landmarks: (33, 3) picture pixels. world: (33, 3) metres, upright as the picture is.
    visibility: (33,) in 0..1. presence: probability in 0..1 that there is a person. extent: (2, 2)
    picture pixels, the middle of the hips and the body's scale point, which make the region.
    """

    landmarks: FloatArray
    world: FloatArray
    visibility: FloatArray
    presence: float
    extent: FloatArray

    @property
    def region(self) -> Region:
        """Where the person is."""
        return Region.around(self.extent[0], self.extent[1])


class Landmarker:
    """Finds the landmarks of the person in a region.

    model: BlazePose's landmark model, input (1, 256, 256, 3) RGB in 0..1, outputs `landmarks`
    (1, 39, 5) = x, y, z in crop pixels and two logits, `world` (1, 39, 3) metres in the crop's own
    orientation, `presence` (1, 1), and `heatmap` (1, 64, 64, 39) logits.
    """

    def __init__(self, model: TfliteModel) -> None:
        self._model = model

    def locate(self, image: Image, region: Region) -> Sighting | None:
        """The person in the region, however unlikely; None where values are not finite."""
        pixels = image.warp(region.crop_matrix(INPUT_SIZE), (INPUT_SIZE, INPUT_SIZE), extend=True)
        model = self._model
        np.multiply(pixels, np.float32(1 / 255), out=model.input_view()[0])
        model.invoke()
        raw = model.output("landmarks")[0, :USED]
        world = model.output("world")[0, :LANDMARK_COUNT]
        presence = float(model.output("presence")[0, 0])
        if not (np.isfinite(raw).all() and np.isfinite(world).all() and np.isfinite(presence)):
            return None
        raw[:, :2] = refine(raw[:, :2], model.output_view("heatmap")[0], INPUT_SIZE)
        return project(raw, world, presence, region)


def project(raw: FloatArray, raw_world: FloatArray, presence: float, region: Region) -> Sighting:
    """Bring the model's outputs from the crop of a region into the picture.

    raw: (35, 5), the landmarks and the two auxiliary ones. raw_world: (33, 3).
    """
    points = raw[:, :3] * np.float32(region.side_px / INPUT_SIZE)
    points[:, :2] = region.to_picture(raw[:, :2], INPUT_SIZE)
    world = raw_world.copy()
    world[:, :2] = raw_world[:, :2] @ region.turn()
    visibility = (1 / (1 + np.exp(np.minimum(-raw[:LANDMARK_COUNT, 3], 80)))).astype(np.float32)
    extent = points[[HIPS, SCALE_POINT], :2]
    return Sighting(points[:LANDMARK_COUNT], world, visibility, presence, extent)
