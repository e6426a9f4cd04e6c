"""The aligned chip of a face, as the embedder was trained on."""

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import Image, Matrix
from edge.member.face.face import Face, Keypoint
from edge.member.port import CHIP_SIZE, ByteArray

# Where BlazeFace's eyes, nose and mouth come to lie in chips that dlib cuts with its own five
# points: measured over public photos.
POINTS = (Keypoint.RIGHT_EYE, Keypoint.LEFT_EYE, Keypoint.NOSE, Keypoint.MOUTH)
TARGET = np.array([(46.8, 48.1), (102.9, 48.3), (74.5, 79.9), (74.6, 108.8)])
# Beyond that a face would fill more pixels than any camera of ours has.
MOST_SHRUNK = 8


def cut_chip(image: Image, face: Face) -> ByteArray:
    """The face, upright, (150, 150, 3) uint8 RGB."""
    matrix = similarity(face.keypoints[list(POINTS)].astype(np.float64), TARGET)
    # A large face is cut larger and then averaged: single samples of it would alias.
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    factor = max(1, round(1 / max(scale, 1 / MOST_SHRUNK)))
    side = CHIP_SIZE * factor
    # Pixel centres: a pixel of the chip covers `factor` pixels of the larger cut.
    matrix = matrix * factor
    matrix[:, 2] += (factor - 1) / 2
    chip = image.warp(matrix, (side, side), extend=True)
    if factor == 1:
        return chip
    averaged = cv2.resize(chip, (CHIP_SIZE, CHIP_SIZE), interpolation=cv2.INTER_AREA)
    return np.asarray(averaged, np.uint8)


def similarity(source: NDArray[np.float64], target: NDArray[np.float64]) -> Matrix:
    """(2, 3) rotation, scale and shift that takes points (N, 2) to points (N, 2), least squares.

    Without reflection: the closed form in complex numbers.
    """
    start = (source - source.mean(axis=0)) @ np.array([1, 1j])
    goal = (target - target.mean(axis=0)) @ np.array([1, 1j])
    factor = np.vdot(start, goal) / max(np.vdot(start, start).real, np.finfo(float).tiny)
    turn = np.array([[factor.real, -factor.imag], [factor.imag, factor.real]])
    shift = target.mean(axis=0) - turn @ source.mean(axis=0)
    return np.column_stack([turn, shift])
