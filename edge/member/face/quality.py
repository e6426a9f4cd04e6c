"""Quality of a face in a picture: what is wrong with it, in words for the person in front."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from edge.member.face.face import Face, Keypoint

ByteArray = NDArray[np.uint8]
FloatArray = NDArray[np.float32]

# Descriptors lose nothing down to faces of this size.
MIN_SIZE_PX = 50.0
# Mean luma of the middle of the face, 0..255: below, noise decides; above, the skin is burnt out.
MIN_BRIGHTNESS = 35.0
MAX_BRIGHTNESS = 230.0
# See `sharpness`: sharp faces of the smallest size have 0.0016 and more, those smeared by a tenth
# of the face 0.0005 to 0.0027.
MIN_SHARPNESS = 0.0012
# See `turn`: about 25 degrees to the side.
MAX_TURN = 0.35
# Another face that is at least so large beside the first may be the one that is meant.
RIVAL_SIZE = 0.5
# The middle of the chip: brows to mouth, without hair and background.
MIDDLE = slice(37, 119)
# ITU-R BT.601.
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


class QualityProblem(StrEnum):
    """What keeps a face from being used. Left and right are the person's own."""

    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_FAR = "too_far"
    CUT_OFF = "cut_off"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BLURRED = "blurred"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"


@dataclass(frozen=True, slots=True)
class QualityReport:
    """How good a face is to recognise.

    problems: what is wrong, the most important first; empty = usable. size_px: side of the face.
    brightness: mean luma, 0..255. sharpness: see `sharpness`. turn: see `turn`. All are 0 without
    a face.
    """

    problems: tuple[QualityProblem, ...]
    size_px: float = 0.0
    brightness: float = 0.0
    sharpness: float = 0.0
    turn: float = 0.0

    @property
    def usable(self) -> bool:
        """Whether the face may be described."""
        return not self.problems

    @property
    def rank(self) -> float:
        """Orders usable faces, higher is better: sharp and frontal ones first."""
        return self.sharpness * (1 - abs(self.turn))


NO_FACE = QualityReport((QualityProblem.NO_FACE,))


def assess(
    face: Face, chip: ByteArray, others: Sequence[Face], picture: tuple[int, int]
) -> QualityReport:
    """Judge one face.

    chip: the face as (150, 150, 3) uint8 RGB. others: the other faces seen with it. picture: width
    and height in pixels.
    """
    luma: FloatArray = chip[MIDDLE, MIDDLE].astype(np.float32) @ LUMA
    brightness, sharp, turned = float(luma.mean()), sharpness(luma), turn(face)
    rules = {
        QualityProblem.SEVERAL_FACES: any(
            other.size_px >= RIVAL_SIZE * face.size_px for other in others
        ),
        QualityProblem.TOO_FAR: face.size_px < MIN_SIZE_PX,
        QualityProblem.CUT_OFF: _cut_off(face, picture),
        QualityProblem.TOO_DARK: brightness < MIN_BRIGHTNESS,
        QualityProblem.TOO_BRIGHT: brightness > MAX_BRIGHTNESS,
        QualityProblem.BLURRED: sharp < MIN_SHARPNESS,
        QualityProblem.TURN_RIGHT: turned > MAX_TURN,
        QualityProblem.TURN_LEFT: turned < -MAX_TURN,
    }
    problems = tuple(problem for problem, found in rules.items() if found)
    return QualityReport(problems, face.size_px, brightness, sharp, turned)


def turn(face: Face) -> float:
    """How far the head is turned: the nose's way from between the eyes, in eye distances.

    0 = frontal, positive = towards the person's left, about 0.5 = the nose covers the far eye.
    """
    right, left = face.point(Keypoint.RIGHT_EYE), face.point(Keypoint.LEFT_EYE)
    along = left - right
    offset = face.point(Keypoint.NOSE) - (left + right) / 2
    return float(offset @ along / max(float(along @ along), np.finfo(np.float32).tiny))


def sharpness(luma: FloatArray) -> float:
    """Energy of the second differences as a share of the contrast, in the weaker direction.

    luma: (H, W). Motion blurs one direction only: the weaker of the two tells. Does not change
    with brightness or contrast.
    """
    contrast = max(float(luma.var()), 1.0)
    energies = (float((np.diff(luma, 2, axis=axis) ** 2).mean()) for axis in (0, 1))
    return min(energies) / contrast


def _cut_off(face: Face, picture: tuple[int, int]) -> bool:
    """Whether eyes, nose or mouth lie outside the picture."""
    points = face.keypoints[: Keypoint.MOUTH + 1]
    return bool((points < 0).any() or (points >= np.array(picture)).any())
