"""Pages of a long list: each says how the next is asked for."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from typing import Generic, TypeVar

from edge.errors import RefusedError

T = TypeVar("T")
MOST = 500


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """next: the cursor of the page after this one; None at the end."""

    items: tuple[T, ...]
    next: str | None = None


def cursor_of(at_ms: int, id_: str) -> str:
    """A place in a list ordered by time and id."""
    return urlsafe_b64encode(f"{at_ms}:{id_}".encode()).decode().rstrip("=")


def place_of(cursor: str) -> tuple[int, str]:
    """What `cursor_of` was told; raises RefusedError for what it never said."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        at, separator, id_ = urlsafe_b64decode(padded.encode("ascii")).decode().partition(":")
        at_ms = int(at)
    except (ValueError, Base64Error) as error:
        raise RefusedError("cursor: is none that a page gave") from error
    if not separator or abs(at_ms) >= 2**63 or "\x00" in id_:
        raise RefusedError("cursor: is none that a page gave")
    return at_ms, id_
