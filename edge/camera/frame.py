"""`Frame`: one picture (or one recorded row of landmarks) with its time.

Images stay in the layout that their source delivers. Consumers ask for the warped crop they need
(`Image.warp`), so that only the crop is converted to RGB, never the whole picture.
"""

from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

ByteArray = NDArray[np.uint8]
FloatArray = NDArray[np.float32]
Matrix = NDArray[np.float64]

# OpenCV warps four channels in less than half the time of three: up to this size of the picture,
# adding one pays.
FOUR_CHANNELS_PX = 1280 * 720


class Image(Protocol):
    """A picture in RAM, whatever its layout."""

    @property
    def width(self) -> int:
        """Pixels across."""
        ...

    @property
    def height(self) -> int:
        """Pixels down."""
        ...

    def warp(self, matrix: Matrix, size: tuple[int, int], *, extend: bool = False) -> ByteArray:
        """The picture under an affine map, as RGB.

        matrix: (2, 3), from picture pixels to output pixels. size: output width and height.
        extend: repeat the picture's edge pixels outside it; otherwise outside is black.
        Returns (height, width, 3) uint8.
        """
        ...

    def rgb(self) -> ByteArray:
        """The whole picture, (H, W, 3) uint8 RGB."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class _PackedImage:
    """pixels: (H, W, 3) uint8."""

    pixels: ByteArray

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.pixels.shape[0])


class RgbImage(_PackedImage):
    """pixels: (H, W, 3) uint8, RGB."""

    __slots__ = ()

    def warp(self, matrix: Matrix, size: tuple[int, int], *, extend: bool = False) -> ByteArray:
        """See `Image.warp`."""
        return _warp_colour(self.pixels, matrix, size, extend=extend, swap=False)

    def rgb(self) -> ByteArray:
        """See `Image.rgb`."""
        return self.pixels


class BgrImage(_PackedImage):
    """pixels: (H, W, 3) uint8, BGR, as OpenCV delivers it."""

    __slots__ = ()

    def warp(self, matrix: Matrix, size: tuple[int, int], *, extend: bool = False) -> ByteArray:
        """See `Image.warp`."""
        return _warp_colour(self.pixels, matrix, size, extend=extend, swap=True)

    def rgb(self) -> ByteArray:
        """See `Image.rgb`."""
        return _bytes(cv2.cvtColor(self.pixels, cv2.COLOR_BGR2RGB))


@dataclass(frozen=True, slots=True, eq=False)
class Yuv420Image:
    """Planar YUV420 (I420), as libcamera's low-resolution stream delivers it.

    planes: (H * 3 / 2, stride) uint8: the Y rows, then U and V rows of half the stride, two to a
        row. `width` may be less than the stride. Width and height are even.
    """

    planes: ByteArray
    width: int
    height: int

    def warp(self, matrix: Matrix, size: tuple[int, int], *, extend: bool = False) -> ByteArray:
        """See `Image.warp`. Chroma is warped at its own half resolution."""
        # In chroma pixels the same picture is half as large: scale the input side of the map, and
        # move by the half pixel between the centres of the two grids.
        to_chroma = matrix.copy()
        to_chroma[:, :2] *= 2.0
        to_chroma[:, 2] += matrix[:, :2] @ np.array([0.5, 0.5])
        u, v = self.chroma()
        channels = [
            _warp(self.luma(), matrix, size, extend=extend),
            _warp(u, to_chroma, size, extend=extend, border=128),
            _warp(v, to_chroma, size, extend=extend, border=128),
        ]
        # OpenCV's three-channel order is Y, Cr (V), Cb (U), full range as libcamera's JPEG space.
        merged = cv2.merge([channels[0], channels[2], channels[1]])
        return _bytes(cv2.cvtColor(merged, cv2.COLOR_YCrCb2RGB))

    def rgb(self) -> ByteArray:
        """See `Image.rgb`."""
        return self.warp(np.eye(2, 3), (self.width, self.height))

    def luma(self) -> ByteArray:
        """The Y plane, (H, W), without the padding of its rows; a view."""
        return self.planes[: self.height, : self.width]

    def chroma(self) -> tuple[ByteArray, ByteArray]:
        """The U and V planes, (H / 2, W / 2) each; views."""
        half_stride = self.planes.shape[1] // 2
        rows = self.planes[self.height :].reshape(-1, half_stride)
        count = self.height // 2
        half_width = self.width // 2
        return rows[:count, :half_width], rows[count : 2 * count, :half_width]


@dataclass(frozen=True, slots=True, eq=False)
class RecordedLandmarks:
    """One row of a pose recording: landmarks instead of a picture.

    landmarks: (33, 4) float32: x, y in 0..1 of width and height, z in width units, visibility; NaN
        where nobody was seen. world: (33, 3) float32 metres, or None. image_size: width and height
        in pixels; (0, 0) = unknown.
    """

    landmarks: FloatArray
    world: FloatArray | None
    image_size: tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What a camera delivers.

    content: a picture, or a row of a pose recording. captured_s: monotonic seconds of a live
    camera, seconds since the beginning for files. sequence: counts up from 0 in its source.
    """

    content: Image | RecordedLandmarks
    captured_s: float
    sequence: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels; (0, 0) where a recording does not know them."""
        if isinstance(self.content, RecordedLandmarks):
            return self.content.image_size
        return self.content.width, self.content.height


def _warp_colour(
    pixels: ByteArray, matrix: Matrix, size: tuple[int, int], *, extend: bool, swap: bool
) -> ByteArray:
    """Warp three channels, and swap the first and last if asked."""
    if pixels.shape[0] * pixels.shape[1] <= FOUR_CHANNELS_PX:
        four = _bytes(cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA))
        four = _warp(four, matrix, size, extend=extend)
        return _bytes(cv2.cvtColor(four, cv2.COLOR_BGRA2RGB if swap else cv2.COLOR_RGBA2RGB))
    warped = _warp(pixels, matrix, size, extend=extend)
    return _bytes(cv2.cvtColor(warped, cv2.COLOR_BGR2RGB)) if swap else warped


def _warp(
    pixels: ByteArray, matrix: Matrix, size: tuple[int, int], *, extend: bool, border: int = 0
) -> ByteArray:
    value = (border, border, border, border)
    return _bytes(
        cv2.warpAffine(
            pixels,
            matrix,
            size,
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE if extend else cv2.BORDER_CONSTANT,
            borderValue=value,
        )
    )


def _bytes(array: object) -> ByteArray:
    """OpenCV is loosely typed: what it returns for uint8 input is uint8."""
    return np.asarray(array, dtype=np.uint8)
