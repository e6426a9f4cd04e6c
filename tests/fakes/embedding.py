"""Identification without models: an embedder, a finder, a gallery that say what a test tells them.

`python tests/fakes/embedding.py` is a face worker whose mood is the first pixel of a chip.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from edge.camera.frame import Frame, Image, RgbImage
from edge.config.member import MatchRule
from edge.errors import EmbedderError, StationError, WeightsMissingError
from edge.member.embedding.process import serve
from edge.member.embedding.worker_embedder import WorkerHealth
from edge.member.face.face import Face
from edge.member.face.finder import FaceLook
from edge.member.face.quality import NO_FACE, QualityProblem, QualityReport
from edge.member.identify.limits import FaceLimits
from edge.member.identify.matching import Matcher
from edge.member.port import CHIP_SIZE, ByteArray, FloatArray
from edge.member.template import EmbedderId, Template, unit
from edge.pose.pose import Pose
from edge.pose.region import Region

FAKE = EmbedderId("fake", "1", 8)
LIMITS = FaceLimits(FAKE, np.zeros(FAKE.dimension, np.float32), 0.4)
REFUSE, CRASH, HANG, GARBAGE = 201, 202, 203, 204


def face_of(number: int) -> FloatArray:
    """Person `number`'s descriptor: a direction of its own."""
    vector = np.full(FAKE.dimension, 0.1, np.float32)
    vector[number] = 1
    return unit(vector)


def chip_of(number: int) -> ByteArray:
    """A chip that the fake embedder takes for person `number`, or for a mood."""
    return np.full((CHIP_SIZE, CHIP_SIZE, 3), number, np.uint8)


class FakeEmbedder:
    """The first pixel says whose face it is."""

    id = FAKE

    def __init__(self, health: WorkerHealth = WorkerHealth.READY) -> None:
        self.health = health
        self.asked: list[int] = []
        self.closed = False

    def embed(self, chips: ByteArray) -> FloatArray:
        numbers = [int(chip[0, 0, 0]) for chip in chips]
        self.asked += numbers
        if REFUSE in numbers:
            raise EmbedderError("a poisoned picture")
        return np.array([face_of(number) for number in numbers])

    def close(self) -> None:
        self.closed = True


class FakeMembers:
    """A gallery of members by number, and cards. trouble: raised at every question while set."""

    def __init__(self, members: Sequence[int] = (), cards: dict[str, str] | None = None) -> None:
        self.members = list(members)
        self.cards = cards or {}
        self.trouble: StationError | None = None
        self.questions = 0

    def templates(self, embedder: EmbedderId) -> tuple[Template, ...]:
        self._ask()
        assert embedder == FAKE
        return tuple(Template(f"m{number}", FAKE, face_of(number)) for number in self.members)

    def member_of_card(self, token: str) -> str | None:
        self._ask()
        return self.cards.get(token)

    def _ask(self) -> None:
        self.questions += 1
        if self.trouble is not None:
            raise self.trouble


class PixelFinder:
    """Sees the face of whom the picture's first pixel names; 0 = nobody's."""

    def __init__(self, see: Callable[[int], FaceLook] | None = None) -> None:
        self.see = see or look
        self.looks = 0

    def look_at(self, image: Image, head: Region) -> FaceLook:
        self.looks += 1
        number = int(image.rgb()[0, 0, 0])
        return self.see(number) if number else FaceLook(None, None, NO_FACE)


class PixelReader:
    """Reads the card of the picture's second pixel, if `cards` knows it."""

    def __init__(self, cards: dict[int, str]) -> None:
        self.cards = cards

    def read(self, frame: Frame) -> str | None:
        assert isinstance(frame.content, RgbImage)
        return self.cards.get(int(frame.content.rgb()[0, 1, 0]))


def look(number: int, *problems: QualityProblem, sharpness: float = 0.01) -> FaceLook:
    """A face of person `number`."""
    face = Face(20.0, 20.0, 80.0, np.zeros((6, 2), np.float32), 0.9)
    return FaceLook(face, chip_of(number), QualityReport(problems, 80.0, 120.0, sharpness, 0.0))


def frame_of(number: int, captured_s: float, card: int = 0) -> Frame:
    """A frame with the face of person `number` (0 = none) and perhaps a card."""
    pixels = np.zeros((4, 4, 3), np.uint8)
    pixels[0, 0], pixels[0, 1] = number, card
    return Frame(RgbImage(pixels), captured_s, 0)


def standing(captured_s: float = 0.0) -> Pose:
    """Somebody whose head is seen."""
    landmarks = np.zeros((33, 3), np.float32)
    landmarks[:11, :2] = np.random.default_rng(0).normal(50, 5, (11, 2))
    return Pose.from_blazepose(
        landmarks,
        None,
        np.ones(33, np.float32),
        presence=1.0,
        captured_s=captured_s,
        image_size=(100, 100),
    )


def matcher(templates: Sequence[Template]) -> Matcher:
    """The rule, with the same room everywhere."""
    return Matcher(templates, LIMITS, MatchRule.NORMAL)


def worker_command(*words: str) -> list[str]:
    """What starts the fake worker."""
    return [sys.executable, str(Path(__file__)), *words]


class _Moody(FakeEmbedder):
    def embed(self, chips: ByteArray) -> FloatArray:
        mood = int(chips[0, 0, 0, 0])
        if mood == CRASH:
            os._exit(3)
        if mood == HANG:
            time.sleep(60)
        if mood == GARBAGE:
            return np.zeros((1, 3), np.float32)
        return super().embed(chips)


def _make() -> FakeEmbedder:
    if "missing" in sys.argv:
        raise WeightsMissingError("no weights", remedy="run setup")
    if "dead" in sys.argv:
        os._exit(1)
    if "silent" in sys.argv:
        time.sleep(60)
    return _Moody()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, _make)
