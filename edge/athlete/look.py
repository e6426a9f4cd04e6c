"""The colours of somebody's clothes: what tells two bodies apart where they cross.

Kept in RAM for as long as the athlete is followed, and never written anywhere.
"""

from math import atan2, cos, hypot, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.athlete.body import HIPS, SHOULDERS
from edge.camera.frame import Image
from edge.pose.skeleton import Landmark

FloatArray = NDArray[np.float32]
L = Landmark
KNEES = (L.LEFT_KNEE, L.RIGHT_KNEE)
PATCH = (12, 20)  # pixels across and along
TORSO_WIDTH, THIGH_WIDTH = 0.35, 0.25  # of a patch, in torso lengths
SHORTEST = 0.3  # a thigh seen shorter than this, in torso lengths, points at the camera
BINS = (6, 8, 8)  # of lightness, green to red, blue to yellow
MOST_EXEMPLARS = 12
NEW_EXEMPLAR = 0.9  # likeness below which a view of the same clothes is worth keeping

Histograms = tuple[FloatArray | None, ...]


def clothes(image: Image, landmarks: FloatArray) -> Histograms:
    """Colour histograms of the torso and of both thighs; None where a part is not to be seen.

    landmarks: (33, 3) pixels.
    """
    shoulders, hips = (landmarks[list(pair), :2].mean(axis=0) for pair in (SHOULDERS, HIPS))
    torso_px = float(np.linalg.norm(shoulders - hips))
    if torso_px < PATCH[0]:
        return (None, None)
    thighs = [
        _patch(image, landmarks[hip, :2], landmarks[knee, :2], THIGH_WIDTH * torso_px)
        for hip, knee in zip(HIPS, KNEES, strict=True)
        if np.linalg.norm(landmarks[hip, :2] - landmarks[knee, :2]) > SHORTEST * torso_px
    ]
    torso = _patch(image, shoulders, hips, TORSO_WIDTH * torso_px)
    return _histogram(torso), _histogram(np.concatenate(thighs)) if thighs else None


def _patch(image: Image, top: FloatArray, bottom: FloatArray, width_px: float) -> FloatArray:
    """(H, W, 3) RGB along a line, its ends left out."""
    x, y = float(bottom[0] - top[0]), float(bottom[1] - top[1])
    length = max(hypot(x, y), 1.0)
    turn = atan2(x, y)
    across, along = PATCH[0] / width_px, PATCH[1] / (0.7 * length)
    rows = np.array([[across * cos(turn), -across * sin(turn)],
                     [along * sin(turn), along * cos(turn)]])  # fmt: skip
    middle = (top + bottom) / 2.0
    shift = np.array(PATCH) / 2.0 - rows @ middle
    patch = image.warp(np.column_stack([rows, shift]), PATCH, extend=True)
    return patch.astype(np.float32)


def _histogram(patch: FloatArray) -> FloatArray:
    """Square roots of the shares of the colours, soft-edged: their product sums to the likeness."""
    lab = cv2.cvtColor(patch / np.float32(255), cv2.COLOR_RGB2Lab).reshape(-1, 3)
    low, high = np.array([0, -70, -70], np.float32), np.array([100, 70, 70], np.float32)
    places = (lab - low) / (high - low) * (np.array(BINS) - 1)
    shares = np.histogramdd(places, bins=BINS, range=[(-0.5, n - 0.5) for n in BINS])[0]
    for axis in range(3):
        shares = _softened(shares, axis)
    soft: FloatArray = np.sqrt(shares / max(float(shares.sum()), 1.0)).astype(np.float32)
    return soft


def _softened(shares: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    ends = [(1, 1) if index == axis else (0, 0) for index in range(3)]
    wide = np.moveaxis(np.pad(shares, ends), axis, 0)
    return np.moveaxis(0.25 * wide[:-2] + 0.5 * wide[1:-1] + 0.25 * wide[2:], 0, axis)


class Look:
    """How one person looked lately, from several sides."""

    def __init__(self) -> None:
        self._views: list[Histograms] = []

    @property
    def empty(self) -> bool:
        """Whether nothing is known."""
        return not self._views

    def likeness(self, seen: Histograms) -> float:
        """0 = no colour in common, 1 = the same; 1 also while nothing is known.

        The Bhattacharyya coefficient of the parts that both show, of the view that fits best.
        """
        found = [value for view in self._views if (value := _alike(view, seen)) is not None]
        return max(found, default=1.0)

    def learn(self, seen: Histograms) -> None:
        """Keep a view that is new; the oldest gives way."""
        if any(part is not None for part in seen) and (
            not self._views or self.likeness(seen) < NEW_EXEMPLAR
        ):
            # The first view is of the moment of settling, alone: it always stays.
            self._views = [*self._views[:1], *self._views[1:][2 - MOST_EXEMPLARS :], seen]


def _alike(one: Histograms, two: Histograms) -> float | None:
    parts = [
        float((a * b).sum())
        for a, b in zip(one, two, strict=True)
        if a is not None and b is not None
    ]
    return sum(parts) / len(parts) if parts else None
