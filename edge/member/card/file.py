"""A card as a file to print: PNG or PDF, written byte by byte.

No image encoder is used: only the camera's side and what prints cards know any picture format.
"""

import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edge.errors import CardError
from edge.member.card.image import DOTS_PER_INCH, HEIGHT_MM, WIDTH_MM

ByteArray = NDArray[np.uint8]

_POINTS_PER_MM = 72 / 25.4
_DOTS_PER_METRE = round(DOTS_PER_INCH / 0.0254)


def write_card(image: ByteArray, path: Path) -> None:
    """Write black (0) and white (H, W) as .png or .pdf, for its owner alone; raises CardError."""
    encode = check_card_file(path)
    try:
        path.touch(mode=0o600)
        path.write_bytes(encode(image))
    except OSError as error:
        raise CardError(f"cannot be written: {error.strerror}", where=str(path)) from None


def check_card_file(path: Path) -> Callable[[ByteArray], bytes]:
    """The encoder for a file of this name; raises CardError for other kinds of file."""
    encode = ENCODERS.get(path.suffix.lower())
    if encode is None:
        raise CardError(
            "a card is written as .png or .pdf", where=str(path), remedy="change the file's ending"
        )
    return encode


def png(image: ByteArray) -> bytes:
    """One bit a pixel, with its size in the real world (ISO/IEC 15948)."""
    height, width = image.shape
    rows = np.packbits(image > 0, axis=1)
    # Each row begins with its filter: 0, none.
    filtered = np.hstack([np.zeros((height, 1), np.uint8), rows]).tobytes()
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", _DOTS_PER_METRE, _DOTS_PER_METRE, 1)),
        (b"IDAT", zlib.compress(filtered, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def pdf(image: ByteArray) -> bytes:
    """One page of the size of the card (ISO 32000-1)."""
    height, width = image.shape
    bits = zlib.compress(np.packbits(image > 0, axis=1).tobytes(), 9)
    page_width, page_height = WIDTH_MM * _POINTS_PER_MM, HEIGHT_MM * _POINTS_PER_MM
    drawing = f"{page_width:.3f} 0 0 {page_height:.3f} 0 0 cm /Card Do".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page_width:.3f} {page_height:.3f}] "
        "/Resources << /XObject << /Card 4 0 R >> >> /Contents 5 0 R >>".encode(),
        _stream(
            f"/Type /XObject /Subtype /Image /Width {width} /Height {height} "
            "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode",
            bits,
        ),
        _stream("", drawing),
    )
    body, offsets = b"%PDF-1.6\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, len(body))
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def _stream(dictionary: str, content: bytes) -> bytes:
    head = f"<< {dictionary} /Length {len(content)} >>".encode()
    return head + b"\nstream\n" + content + b"\nendstream"


ENCODERS: Mapping[str, Callable[[ByteArray], bytes]] = {".png": png, ".pdf": pdf}
