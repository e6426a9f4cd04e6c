"""`Signature`: which way the edges of a view run, coarse enough to show nobody.

48 by 36 cells, each the direction of its brightest-to-darkest slope in eight steps, or none. Light
that is switched on or dimmed leaves slopes as they run; people are averaged out while it is learnt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.health.picture.luma import Grey

CELLS = (48, 36)  # across and down
DIRECTIONS = 8
SAME_DIRECTION = 0.5  # length of the mean direction above which a cell's edge is the room's
_SOFTEN = 1.0  # standard deviation in cells: a shift of half a cell still looks alike
# Grey levels between two cells: less is the sensor's noise, or a shadow's soft edge.
_FAINT = 6.0

Field = NDArray[np.complex64]


@dataclass(frozen=True, slots=True)
class Shift:
    """How a view lies upon another. cells: right and down. likeness: 0 (nothing in common) to 1.

    still: the likeness without any shift.
    """

    cells: tuple[int, int]
    likeness: float
    still: float


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """field: (36, 48) complex64; the angle is the direction, the length 0 or 1."""

    field: Field

    @classmethod
    def common(cls, fields: Sequence[Field]) -> Self:
        """What most pictures have in common; each field of one picture (see `edges_of`)."""
        mean = np.mean(fields, axis=0)
        length = np.abs(mean)
        field = np.where(length >= SAME_DIRECTION, mean / np.maximum(length, 1e-6), 0)
        return cls(field.astype(np.complex64))

    @classmethod
    def parse(cls, rows: list[str]) -> Self:
        """From the rows of `text`; raises ValueError for anything else."""
        if len(rows) != CELLS[1] or any(len(row) != CELLS[0] for row in rows):
            raise ValueError("is no signature of a view")
        steps = np.array([[_STEPS.index(mark) for mark in row] for row in rows])
        field = np.where(steps > 0, np.exp(1j * (steps - 1) * (2 * np.pi / DIRECTIONS)), 0)
        return cls(field.astype(np.complex64))

    @property
    def text(self) -> list[str]:
        """A row of characters for each row of cells: `.` none, `0` to `7` the direction."""
        angle = np.angle(self.field) * (DIRECTIONS / (2 * np.pi))
        steps = np.where(np.abs(self.field) > 0, 1 + np.rint(angle).astype(int) % DIRECTIONS, 0)
        return ["".join(_STEPS[step] for step in row) for row in steps]

    @property
    def edges(self) -> int:
        """How many cells have a direction."""
        return int(np.count_nonzero(self.field))

    def shift(self, grey: Grey) -> Shift:
        """How a picture lies upon this view."""
        seen = edges_of(grey)
        mine, theirs = _spread(self.field), _spread(seen)
        norm = np.sqrt((np.abs(mine) ** 2).sum() * (np.abs(theirs) ** 2).sum())
        if not norm:
            return Shift((0, 0), 0.0, 0.0)
        # Correlation by way of Fourier's transform, with room so that nothing wraps around.
        size = (2 * CELLS[1], 2 * CELLS[0])
        spectrum = np.fft.fft2(theirs, size) * np.conj(np.fft.fft2(mine, size))
        likeness = np.real(np.fft.ifft2(spectrum)) / norm
        down, right = np.unravel_index(int(np.argmax(likeness)), size)
        peak = float(likeness[down, right])
        cells = (_signed(int(right), size[1]), _signed(int(down), size[0]))
        return Shift(cells, peak, float(likeness[0, 0]))


def edges_of(grey: Grey) -> Field:
    """The direction of the slope in each cell of a picture; 0 where it is faint."""
    cells = np.asarray(cv2.resize(grey, CELLS, interpolation=cv2.INTER_AREA), np.float32)
    across = cv2.Sobel(cells, cv2.CV_32F, 1, 0) / 4
    down = cv2.Sobel(cells, cv2.CV_32F, 0, 1) / 4
    slope = np.asarray(across, np.float32) + 1j * np.asarray(down, np.float32)
    steep = np.abs(slope)
    return np.where(steep >= _FAINT, slope / np.maximum(steep, _FAINT), 0).astype(np.complex64)


def _spread(field: Field) -> Field:
    real = cv2.GaussianBlur(np.ascontiguousarray(field.real), (0, 0), _SOFTEN)
    imaginary = cv2.GaussianBlur(np.ascontiguousarray(field.imag), (0, 0), _SOFTEN)
    return (np.asarray(real) + 1j * np.asarray(imaginary)).astype(np.complex64)


def _signed(at: int, size: int) -> int:
    return at - size if at > size // 2 else at


_STEPS = ".01234567"
