"""What a card looks like: a code as large as fits, and what to do with it in two languages."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.member.card.hangul import is_syllable, syllable
from edge.member.card.token import SIGN_OUT

ByteArray = NDArray[np.uint8]

# ID-1, the size of a bank card: ISO/IEC 7810.
WIDTH_MM = 85.60
HEIGHT_MM = 53.98
DOTS_PER_INCH = 600
_MM = DOTS_PER_INCH / 25.4
_WHITE = 255
_TEXT_LEFT_MM = 55.5
_FRAME_MM = 0.15


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    top_mm: float
    height_mm: float


def card_image(token: str, number: str, site: str) -> ByteArray:
    """A card in black (0) and white (255), (H, W), at 600 dots per inch.

    token: what the code says. number, site: printed for people.
    """
    size = round(WIDTH_MM * _MM), round(HEIGHT_MM * _MM)
    image: ByteArray = np.full((size[1], size[0]), _WHITE, np.uint8)
    code = _code(token)
    image[: code.shape[0], : code.shape[1]] = code
    frame = round(_FRAME_MM * _MM)
    image[:frame], image[-frame:], image[:, :frame], image[:, -frame:] = 0, 0, 0, 0
    for line in _lines(token, number, site):
        _write(image, line)
    return np.where(image < _WHITE // 2, 0, _WHITE).astype(np.uint8)


def _lines(token: str, number: str, site: str) -> tuple[_Line, ...]:
    if token == SIGN_OUT:
        return (
            _Line("Not you?", 6, 4.0),
            _Line("본인이 아니면", 12, 4.2),
            _Line("Hold this side", 24, 2.8),
            _Line("to the camera", 28, 2.8),
            _Line("이 면을 카메라에", 34, 3.2),
            _Line("보여 주세요", 38.5, 3.2),
            _Line(site, 48, 2.0),
        )
    return (
        _Line("Member card", 6, 3.6),
        _Line("회원 카드", 11.5, 4.2),
        _Line("Hold this side", 22, 2.8),
        _Line("to the camera", 26, 2.8),
        _Line("이 면을 카메라에", 32, 3.2),
        _Line("보여 주세요", 36.5, 3.2),
        _Line(f"No. {number}", 44, 2.4),
        _Line(site, 48, 2.0),
    )


def _code(token: str) -> ByteArray:
    """The code with its white border, as tall as the card."""
    settings = cv2.QRCodeEncoder.Params()
    settings.version = 1
    settings.correction_level = cv2.QRCodeEncoder_CORRECT_LEVEL_M
    settings.mode = cv2.QRCodeEncoder_MODE_ALPHANUMERIC
    # With a border of two modules.
    modules = np.asarray(cv2.QRCodeEncoder.create(settings).encode(token)) == 0
    module_px = int(HEIGHT_MM * _MM) // len(modules)
    scaled = np.kron(modules, np.ones((module_px, module_px), bool))
    return np.where(scaled, 0, _WHITE).astype(np.uint8)


def _write(image: ByteArray, line: _Line) -> None:
    """Latin in OpenCV's own strokes, Hangul in ours."""
    height_px = line.height_mm * _MM
    thickness = max(2, round(height_px / 11))
    x_px, top_px = _TEXT_LEFT_MM * _MM, line.top_mm * _MM
    for word in line.text.split(" "):
        if all(is_syllable(character) for character in word):
            for character in word:
                _write_syllable(image, character, (x_px, top_px), height_px, thickness)
                x_px += height_px * 1.08
        else:
            x_px += _write_latin(image, word, (x_px, top_px + height_px), height_px, thickness)
        x_px += height_px * 0.4


def _write_syllable(
    image: ByteArray, character: str, at_px: tuple[float, float], height_px: float, thickness: int
) -> None:
    for stroke in syllable(character):
        points = np.rint(np.array(stroke) * height_px * 0.94 + at_px).astype(np.int32)
        cv2.polylines(image, [points], isClosed=False, color=0, thickness=thickness)


def _write_latin(
    image: ByteArray, word: str, base_px: tuple[float, float], height_px: float, thickness: int
) -> float:
    """Write a word on its base line; returns its width in pixels."""
    font = cv2.FONT_HERSHEY_SIMPLEX
    scale = cv2.getFontScaleFromHeight(font, round(height_px * 0.8), thickness)
    (width, _), _ = cv2.getTextSize(word, font, scale, thickness)
    at = round(base_px[0]), round(base_px[1] - height_px * 0.1)
    cv2.putText(image, word, at, font, scale, 0, thickness)
    return float(width)
