"""The running session as lines that survive a loss of power, and back.

One record a line: a check sum, a space, JSON. A line that does not match its sum, such as the torn
one at the end of a file, is left out; the others still tell what was counted.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Protocol
from zlib import crc32

from pydantic import TypeAdapter, ValidationError

from edge.session.about import StationAbout
from edge.session.book import SessionBook
from edge.session.events import (
    ClockSet,
    HoldCounted,
    Identified,
    IdentityWithdrawn,
    PartialCounted,
    RepCounted,
    RepsRenamed,
    SessionEnded,
    SessionEvent,
    SessionStarted,
    SetEnded,
    SetStarted,
)
from edge.session.summary import SessionEnd, SessionSummary

KEPT = (
    SessionStarted,
    SetStarted,
    RepCounted,
    RepsRenamed,
    PartialCounted,
    HoldCounted,
    SetEnded,
    Identified,
    IdentityWithdrawn,
    ClockSet,
    SessionEnded,
)
_KINDS: dict[str, type] = {kind.__name__: kind for kind in (StationAbout, *KEPT)}


class Journal(Protocol):
    """Keeps the running session where a loss of power does not reach it. Never blocks."""

    def note(self, events: Sequence[SessionEvent]) -> None:
        """Keep what happened."""
        ...

    def settle(self, session_id: str) -> None:
        """The summary of this session is safe elsewhere: drop what is kept of it."""
        ...


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_KINDS[name])


def line_of(record: StationAbout | SessionEvent) -> bytes:
    """One record, its end of line included."""
    name = type(record).__name__
    value = _adapter(name).dump_python(record, mode="json")
    text = json.dumps([name, value], separators=(",", ":")).encode()
    return b"%08x %s\n" % (crc32(text), text)


def record_of(line: bytes) -> Any | None:
    """The record of one line; None where the line is torn or damaged."""
    check, _, text = line.rstrip(b"\n").partition(b" ")
    if check != b"%08x" % crc32(text):
        return None
    try:
        name, value = json.loads(text)
        return _adapter(name).validate_python(value)
    except (ValueError, KeyError, TypeError, ValidationError):
        return None  # of another version of the station


def replay(lines: Iterable[bytes]) -> SessionSummary | None:
    """The summary of a session from its lines.

    A session that was not closed ends with its last record, `interrupted`. None where its
    beginning cannot be read.
    """
    about: StationAbout | None = None
    book: SessionBook | None = None
    for record in map(record_of, lines):
        match record:
            case None:
                continue
            case StationAbout():
                about = record
            case SessionStarted() if about is not None:
                book = SessionBook(about, record)
            case SessionEnded():
                return record.summary
            case _ if book is not None:
                book.apply(record)
    return book.close(book.last_s, SessionEnd.INTERRUPTED) if book else None
