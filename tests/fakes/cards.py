"""A card in somebody's hand, as a camera of 640 x 480 sees it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import Frame, RgbImage
from edge.member.card.image import HEIGHT_MM, WIDTH_MM

# A Pi camera module 2 (62 degrees across) at 640 pixels.
FOCAL_PX = 532.0
SIZE = (640, 480)
FINER = 3


@dataclass(frozen=True)
class Hold:
    """How a card is held. blur_px: sigma. noise: of the sensor, sigma in levels."""

    distance_m: float = 0.3
    roll_deg: float = 0.0
    tilt_deg: float = 0.0
    turn_deg: float = 0.0
    blur_px: float = 0.6
    smear_px: int = 1
    noise: float = 4.0
    light: float = 0.7
    at_px: tuple[float, float] = (0.0, 0.0)


def seen(card: NDArray[np.uint8], hold: Hold, seed: int = 0) -> Frame:
    """The card (H, W) in front of a patterned background."""
    rng = np.random.default_rng(seed)
    background = cv2.GaussianBlur(rng.normal(size=SIZE[::-1]).astype(np.float32), (0, 0), 12)
    background = cv2.normalize(background, None, 30, 200, cv2.NORM_MINMAX)
    fine = SIZE[0] * FINER, SIZE[1] * FINER
    matrix = _projection(card, hold)
    paper = cv2.warpPerspective(card, matrix, fine, flags=cv2.INTER_AREA)
    where = cv2.warpPerspective(np.full_like(card, 255), matrix, fine)
    paper, where = (
        cv2.resize(layer, SIZE, interpolation=cv2.INTER_AREA).astype(np.float32)
        for layer in (paper, where)
    )
    share = where / 255
    picture = background * (1 - share) + (20 + hold.light * paper) * share
    picture = cv2.GaussianBlur(picture, (0, 0), hold.blur_px)
    if hold.smear_px > 1:
        picture = cv2.blur(picture, (hold.smear_px, 1))
    picture += rng.normal(0, hold.noise, picture.shape)
    grey = np.clip(picture, 0, 255).astype(np.uint8)
    return Frame(RgbImage(np.dstack([grey] * 3)), 0.0, 0)


def _projection(card: NDArray[np.uint8], hold: Hold) -> NDArray[np.float64]:
    half = np.array([WIDTH_MM, HEIGHT_MM]) / 2000
    corners = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]]) * [*half, 0]
    # The code fills the left of the card: a hand covers the right.
    corners[:, 0] += (WIDTH_MM - HEIGHT_MM) / 2000
    angles = np.deg2rad([hold.tilt_deg, hold.turn_deg, hold.roll_deg])
    for axis, angle in zip(np.eye(3), angles, strict=True):
        corners = corners @ cv2.Rodrigues(axis * angle)[0].T
    pixels = corners[:, :2] * FOCAL_PX / (corners[:, 2:] + hold.distance_m)
    pixels += np.array(SIZE) / 2 + hold.at_px
    height, width = card.shape
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return cv2.getPerspectiveTransform(source, (pixels * FINER).astype(np.float32))
