"""The person detector: where in the picture people are."""

from dataclasses import dataclass
from math import hypot, log

import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import Image
from edge.pose.anchors import INPUT_SIZE, anchor_centers
from edge.pose.nms import weighted_nms
from edge.pose.region import Region
from edge.pose.runtime import TfliteModel

FloatArray = NDArray[np.float32]

# Threshold and overlap of MediaPipe's pose_detection_cpu.pbtxt.
MIN_SCORE = 0.5
MAX_OVERLAP = 0.3
# Raw values per anchor: box (centre, size), then hips, body scale point, and two upper-body points.
BOX_VALUES = 4


@dataclass(frozen=True, slots=True)
class Detection:
    """A person found by the detector.

    region: the rotated square for the landmark model. score: probability in 0..1.
    """

    region: Region
    score: float

    def near(self, region: Region) -> float:
        """Distance between the centres, as a share of the larger side: 0 = the same place."""
        distance = hypot(
            self.region.center_x_px - region.center_x_px,
            self.region.center_y_px - region.center_y_px,
        )
        return distance / max(self.region.side_px, region.side_px)


class PersonDetector:
    """Finds people in a whole picture.

    model: BlazePose's detector, input (1, 224, 224, 3) RGB in -1..1, outputs `boxes` (1, 2254, 12)
    in pixels relative to the anchor and `scores` (1, 2254, 1) logits.
    """

    def __init__(self, model: TfliteModel) -> None:
        self._model = model

    def detect(self, image: Image) -> list[Detection]:
        """Everybody found, the surest first."""
        frame = Region.whole(image.width, image.height)
        pixels = image.warp(frame.crop_matrix(INPUT_SIZE), (INPUT_SIZE, INPUT_SIZE))
        view = self._model.input_view()[0]
        np.multiply(pixels, np.float32(2 / 255), out=view)
        view -= np.float32(1)
        del view
        self._model.invoke()
        return decode(self._model.output("boxes")[0], self._model.output("scores")[0, :, 0], frame)


def decode(raw: FloatArray, logits: FloatArray, frame: Region) -> list[Detection]:
    """Detections from the model's raw outputs.

    raw: (2254, 12) pixels relative to the anchors. logits: (2254,). frame: the square of the
    picture that the model saw. Values that are not finite are no detection.
    """
    likely = np.flatnonzero(logits >= log(MIN_SCORE / (1 - MIN_SCORE)))
    if not len(likely):
        return []
    values = raw[likely]
    usable = np.isfinite(values).all(axis=1)
    likely, values = likely[usable], values[usable].copy()
    centers = anchor_centers()[likely]
    values[:, :2] += centers
    values[:, BOX_VALUES:] += np.tile(centers, 4)
    scores = (1 / (1 + np.exp(-np.minimum(logits[likely], 100)))).astype(np.float32)
    return [
        Detection(region, score)
        for merged, score in weighted_nms(values, scores, MAX_OVERLAP)
        if (region := _region(merged[BOX_VALUES : BOX_VALUES + 4], frame)).valid
    ]


def _region(points: FloatArray, frame: Region) -> Region:
    hips, scale_point = frame.to_picture(points.reshape(2, 2), INPUT_SIZE)
    return Region.around(hips, scale_point)
