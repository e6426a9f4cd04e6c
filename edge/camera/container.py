"""What a video file promises before it is decoded: is it whole, how long is it.

OpenCV ends a truncated file as quietly as a whole one, and cannot say why a file does not open.
Only sizes and headers are read here; the pictures are FFmpeg's business.
"""

from dataclasses import dataclass
from pathlib import Path

from edge.camera.gif import gif_is_whole
from edge.camera.mp4 import BOXES, read_mp4

HEAD_BYTES = 4096
EBML_MAGIC = b"\x1a\x45\xdf\xa3"
MATROSKA_SEGMENT = b"\x18\x53\x80\x67"  # everything after the header lies in this element
UNFINISHED_RIFF = (0, 0xFFFFFFFF)  # what writers leave that cannot go back to the header


@dataclass(frozen=True, slots=True)
class Promise:
    """damage: why the file cannot be whole. video_s: how long it says it plays. None = unknown."""

    damage: str | None = None
    video_s: float | None = None


def read_promise(path: Path) -> Promise:
    """What the container of a readable file says about itself; formats unknown here say nothing."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        if head[4:8] in BOXES:
            index = read_mp4(file)
            if not index.complete:
                return Promise(_shortage(size, index.declared_bytes), index.video_s)
            missing = None if index.found else "its index is missing"
            return Promise(missing, index.video_s)
        if head[:4] == b"RIFF":
            return Promise(_shortage(size, _riff_bytes(head)))
        if head[:4] == EBML_MAGIC:
            return Promise(_shortage(size, _matroska_bytes(head)))
        if head[:4] == b"GIF8":
            return Promise(None if gif_is_whole(file) else "its end is missing")
    return Promise()


def is_text(path: Path) -> bool:
    """Whether the file begins like a text; FFmpeg would play some texts as video."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    controls = set(range(32)) - set(b"\t\n\r\f\x1b")
    return not controls & set(head) and _is_utf8(head)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # a character that the head cuts in two
    return True


def _shortage(size: int, declared: int | None) -> str | None:
    if declared is None or size >= declared:
        return None
    return f"{size:,} of {declared:,} bytes are there"


def _riff_bytes(head: bytes) -> int | None:
    size = int.from_bytes(head[4:8], "little")
    return None if size in UNFINISHED_RIFF else size + 8


def _matroska_bytes(head: bytes) -> int | None:
    header = _vint(head, 4)
    if header is None:
        return None
    start = header[1] + header[0]
    if head[start : start + 4] != MATROSKA_SEGMENT:
        return None
    segment = _vint(head, start + 4)
    return None if segment is None else segment[1] + segment[0]


def _vint(data: bytes, at: int) -> tuple[int, int] | None:
    """EBML's size at `at`: (value, where its bytes end), or None where it is unknown.

    The zeros before the first one bit of the first byte say how many bytes follow (RFC 8794, 4).
    """
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if first == 0 or at + length > len(data):
        return None
    mask = (1 << 7 * length) - 1
    value = int.from_bytes(data[at : at + length], "big") & mask
    return None if value == mask else (value, at + length)
