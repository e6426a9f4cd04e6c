"""The boxes of an MP4 or QuickTime file (ISO/IEC 14496-12): is it whole, how long is its video."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

# A box of another name at the top level is taken for something that was appended to the file.
BOXES = frozenset(
    b"ftyp styp moov moof mdat mfra sidx free skip wide uuid meta udta pnot pdin".split()
)
LARGEST_INDEX_BYTES = 1 << 26


@dataclass(frozen=True, slots=True)
class Mp4Index:
    """found: there is an index (moov). declared_bytes: where the last box says that it ends.

    complete: that is within the file. video_s: how long the video track plays, edits applied;
    None where the index does not say.
    """

    found: bool
    complete: bool
    declared_bytes: int
    video_s: float | None


def read_mp4(file: BinaryIO) -> Mp4Index:
    """Walk the top level of a file, and look into its index."""
    size = file.seek(0, 2)
    start, found, video_s = 0, False, None
    while header := _header(file, start, size):
        name, body, end = header
        if name == b"moov" and end <= size:
            found = True
            file.seek(body)
            video_s = _video_s(file.read(min(end - body, LARGEST_INDEX_BYTES)))
        start = end
    return Mp4Index(found, start <= size, start, video_s)


def _header(file: BinaryIO, start: int, size: int) -> tuple[bytes, int, int] | None:
    """Name, beginning of the content and end of the box at `start`; None where no box begins."""
    file.seek(min(start, size))
    raw = file.read(16)
    if len(raw) < 8 or raw[4:8] not in BOXES:  # noqa: PLR2004 - size and name
        return None
    length, body = int.from_bytes(raw[:4], "big"), start + 8
    if length == 1:
        length, body = int.from_bytes(raw[8:16], "big"), start + 16
    end = size if length == 0 else start + length
    return (raw[4:8], body, end) if end >= body else None


def _video_s(moov: bytes) -> float | None:
    movie = dict(_children(moov))
    scale = _timescale(movie.get(b"mvhd", b""))
    for name, track in _children(moov):
        if name == b"trak" and _is_video(track):
            duration = _track_duration(dict(_children(track)).get(b"tkhd", b""))
            return duration / scale if scale and duration else None
    return None


def _children(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length < 8:  # noqa: PLR2004 - 64-bit sizes do not occur in an index
            return
        yield data[at + 4 : at + 8], data[at + 8 : at + length]
        at += length


def _is_video(track: bytes) -> bool:
    media = dict(_children(track)).get(b"mdia", b"")
    return dict(_children(media)).get(b"hdlr", b"")[8:12] == b"vide"


def _timescale(mvhd: bytes) -> int:
    return _field(mvhd, ">I", 12, 20)


def _track_duration(tkhd: bytes) -> int:
    if tkhd[:1] == b"\x01":
        return _field(tkhd, ">Q", 28, 28)
    return _field(tkhd, ">I", 20, 20)


def _field(box: bytes, layout: str, offset: int, offset_v1: int) -> int:
    """A number of a box whose first byte is its version; 0 where the box is too short."""
    at = offset_v1 if box[:1] == b"\x01" else offset
    if len(box) < at + struct.calcsize(layout):
        return 0
    return int(struct.unpack_from(layout, box, at)[0])
