"""Invented people whose face is one colour: found, judged and described without any model."""

import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import Image, RgbImage
from edge.member.face.finder import FaceLook
from edge.member.face.quality import NO_FACE, QualityReport
from edge.member.template import EmbedderId
from tests.fakes.gallery import EMBEDDER, descriptors


def face_picture(person: int, photo: int = 0) -> RgbImage:
    """A picture of a person from 1 to 255; `photo` tells pictures of one person apart."""
    return RgbImage(np.full((20, 20, 3), (person, photo, 0), np.uint8))


class FakeSeeker:
    """Sees a face wherever the first colour is not 0; its turn is the third."""

    def search(self, image: Image) -> FaceLook:
        person, photo, turned = (int(colour) for colour in image.rgb()[0, 0])
        if person == 0:
            return FaceLook(None, None, NO_FACE)
        chip = np.full((150, 150, 3), (person, photo, 0), np.uint8)
        return FaceLook(None, chip, QualityReport((), 100.0, 120.0, 1.0, (turned - 128) / 256))


class FakeEmbedder:
    """Describes each person's photos near one another and far from all others."""

    id: EmbedderId = EMBEDDER

    def __init__(self) -> None:
        self.closed = False

    def embed(self, chips: NDArray[np.uint8]) -> NDArray[np.float32]:
        pairs = [(int(chip[0, 0, 0]), int(chip[0, 0, 1])) for chip in chips]
        return np.stack([descriptors(person, 64)[photo] for person, photo in pairs])

    def close(self) -> None:
        self.closed = True
