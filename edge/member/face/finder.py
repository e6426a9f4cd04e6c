"""One look for the face that is meant: found, aligned, judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from edge.camera.frame import Image
from edge.member.face.chip import cut_chip
from edge.member.face.detector import FaceDetector
from edge.member.face.face import Face
from edge.member.face.quality import NO_FACE, QualityReport, assess
from edge.member.face.region import search_regions
from edge.member.port import ByteArray
from edge.pose.region import Region


@dataclass(frozen=True, slots=True, eq=False)
class FaceLook:
    """What a look gave.

    face, chip: the face and its (150, 150, 3) uint8 RGB chip; None without one. quality: how good
    it is, and what is wrong.
    """

    face: Face | None
    chip: ByteArray | None
    quality: QualityReport


class FaceFinder:
    """Looks for one face at a time.

    detector: finds the faces.
    """

    def __init__(self, detector: FaceDetector) -> None:
        self._detector = detector

    @classmethod
    def load(cls) -> Self:
        """With the station's own detector; raises ModelError."""
        return cls(FaceDetector.load())

    def look_at(self, image: Image, head: Region) -> FaceLook:
        """The face nearest to the centre of a head's region."""
        faces = self._detector.detect(image, head)
        faces.sort(key=lambda face: face.distance_px(head.center_x_px, head.center_y_px))
        return self._judged(image, faces)

    def search(self, image: Image) -> FaceLook:
        """The largest, most central face anywhere in a picture, such as a photo from a file."""
        middle = image.width / 2, image.height / 2
        for regions in search_regions(image.width, image.height):
            faces = [face for region in regions for face in self._detector.detect(image, region)]
            if faces:
                faces.sort(key=lambda face: face.distance_px(*middle) / 2 - face.size_px)
                return self._judged(image, _distinct(faces))
        return FaceLook(None, None, NO_FACE)

    def _judged(self, image: Image, faces: Sequence[Face]) -> FaceLook:
        if not faces:
            return FaceLook(None, None, NO_FACE)
        face = self._detector.refine(image, faces[0])
        chip = cut_chip(image, face)
        size = (image.width, image.height)
        return FaceLook(face, chip, assess(face, chip, faces[1:], size))


def _distinct(faces: Sequence[Face]) -> list[Face]:
    """Without those that overlapping regions found again."""
    kept: list[Face] = []
    for face in faces:
        if not any(face.overlaps(other) for other in kept):
            kept.append(face)
    return kept
