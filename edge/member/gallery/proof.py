"""The proof that something was erased: the raw bytes of every file are searched for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from edge.errors import GalleryError
from edge.member.gallery.view import Member

_BLOCK_BYTES = 1 << 20
# So many bytes of a sealed value or of a descriptor do not occur by chance.
_PIECE_BYTES = 24
# A shorter name stands in many files by chance.
_SHORTEST_NAME_BYTES = 4


@dataclass(frozen=True, slots=True)
class Proof:
    """What a search saw. found: (file, what) for all that is still there."""

    files: int
    bytes: int
    sought: tuple[str, ...]
    found: tuple[tuple[Path, str], ...]


def traces_of(member: Member, rows: Sequence[bytes]) -> dict[str, list[bytes]]:
    """What a member leaves in files, by what it is: in clear, and sealed as in `rows`."""
    names = [member.name.encode(encoding) for encoding in ("utf-8", "utf-16-le")]
    shots = [shot.astype("<f4").tobytes() for face in member.faces for shot in face.shots]
    templates = [face.template.vector.astype("<f4").tobytes() for face in member.faces]
    return {
        "id": [member.id.encode()],
        "name": [name for name in names if len(name) >= _SHORTEST_NAME_BYTES],
        "face": [vector[:_PIECE_BYTES] for vector in shots + templates],
        "card": [card.fingerprint.encode() for card in member.cards],
        "sealed rows": [piece for row in rows for piece in _pieces(row)],
    }


def search(folder: Path, traces: Mapping[str, Sequence[bytes]]) -> Proof:
    """Look for the traces in every file under a folder, whatever it is; raises GalleryError."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found: list[tuple[Path, str]] = []
    read = 0
    for path in files:
        try:
            with path.open("rb") as file:
                size, kinds = _in_file(file, traces)
        except FileNotFoundError:
            continue  # another process has just removed it
        except OSError as error:
            raise GalleryError(
                f"cannot be searched: {error.strerror}", where=str(path), remedy="run as its owner"
            ) from error
        read += size
        found += [(path, kind) for kind in kinds]
    return Proof(len(files), read, tuple(kind for kind in traces if traces[kind]), tuple(found))


def _in_file(file: BinaryIO, traces: Mapping[str, Sequence[bytes]]) -> tuple[int, list[str]]:
    longest = max((len(piece) for pieces in traces.values() for piece in pieces), default=1)
    kinds: dict[str, None] = {}
    size, tail = 0, b""
    while block := file.read(_BLOCK_BYTES):
        size += len(block)
        window = tail + block
        for kind, pieces in traces.items():
            if any(piece in window for piece in pieces):
                kinds[kind] = None
        tail = window[-longest + 1 :] if longest > 1 else b""
    return size, list(kinds)


def _pieces(row: bytes) -> list[bytes]:
    """A long value may lie in several pages of a file: any piece of it tells."""
    step = 16 * _PIECE_BYTES
    return [
        row[at : at + _PIECE_BYTES] for at in range(0, max(len(row) - _PIECE_BYTES, 0) + 1, step)
    ]
