"""The face detector: where faces are in the region of a head, or in a picture."""

from functools import cache
from math import log
from typing import Self

import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import Image
from edge.member.face.face import Face
from edge.pose.anchors import grid_centers
from edge.pose.manifest import verified_model
from edge.pose.nms import weighted_nms
from edge.pose.region import Region
from edge.pose.runtime import TfliteModel

FloatArray = NDArray[np.float32]

MODEL = "face_detector"
INPUT_SIZE = 128
# (cells a side, anchors a cell): stride 8 with two, three times stride 16 with two (options of the
# SsdAnchorsCalculator in MediaPipe's face_detection_short_range.pbtxt).
LAYERS = ((16, 2), (8, 6))
# Threshold and overlap of the same file.
MIN_SCORE = 0.5
MAX_OVERLAP = 0.3
BOX_VALUES = 4
KEYPOINTS = 6
# A second look at the face alone, upright and of the size that the model knows best, steadies the
# keypoints.
SECOND_LOOK = 2.0


class FaceDetector:
    """Finds faces.

    model: BlazeFace short range, input (1, 128, 128, 3) RGB in -1..1, outputs `boxes` (1, 896, 16)
    in pixels relative to the anchor and `scores` (1, 896, 1) logits.
    """

    def __init__(self, model: TfliteModel) -> None:
        self._model = model

    @classmethod
    def load(cls) -> Self:
        """The detector with the station's own model; raises ModelError."""
        return cls(TfliteModel(verified_model(MODEL), threads=1))

    def detect(self, image: Image, region: Region | None = None) -> list[Face]:
        """Every face in a region (the whole picture by default), the surest first.

        A face under a tenth of the region's side is likely to be missed: give the head's region.
        """
        region = region or Region.whole(image.width, image.height)
        pixels = image.warp(region.crop_matrix(INPUT_SIZE), (INPUT_SIZE, INPUT_SIZE))
        view = self._model.input_view()[0]
        np.multiply(pixels, np.float32(2 / 255), out=view)
        view -= np.float32(1)
        del view
        self._model.invoke()
        scores = self._model.output("scores")[0, :, 0]
        return decode(self._model.output("boxes")[0], scores, region)

    def refine(self, image: Image, face: Face) -> Face:
        """The same face, from a look at it alone; as it was where that look finds none."""
        found = self.detect(image, face.region(SECOND_LOOK))
        return min(
            (other for other in found if other.overlaps(face)),
            key=lambda other: other.distance_px(face.center_x_px, face.center_y_px),
            default=face,
        )


def decode(raw: FloatArray, logits: FloatArray, region: Region) -> list[Face]:
    """Faces from the model's raw outputs, the surest first.

    raw: (896, 16) pixels relative to the anchors. logits: (896,). region: what the model saw.
    Values that are not finite are no face.
    """
    likely = np.flatnonzero(logits >= log(MIN_SCORE / (1 - MIN_SCORE)))
    values = raw[likely]
    usable = np.isfinite(values).all(axis=1)
    likely, values = likely[usable], values[usable].copy()
    centers = _anchors()[likely]
    values[:, :2] += centers
    values[:, BOX_VALUES:] += np.tile(centers, KEYPOINTS)
    scores = (1 / (1 + np.exp(-np.minimum(logits[likely], 100)))).astype(np.float32)
    merged = weighted_nms(values, scores, MAX_OVERLAP)
    faces = [_face(mean, score, region) for mean, score in merged]
    return [face for face in faces if face.size_px >= 1]


def _face(values: FloatArray, score: float, region: Region) -> Face:
    points = region.to_picture(
        np.vstack([values[:2], values[BOX_VALUES:].reshape(KEYPOINTS, 2)]), INPUT_SIZE
    )
    size_px = float(values[2:4].max()) * region.side_px / INPUT_SIZE
    return Face(float(points[0, 0]), float(points[0, 1]), size_px, points[1:], score)


@cache
def _anchors() -> FloatArray:
    return grid_centers(LAYERS, INPUT_SIZE)
