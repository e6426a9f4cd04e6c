"""What SQLite reports, as errors of the gallery."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edge.errors import (
    GalleryBusyError,
    GalleryCorruptError,
    GalleryError,
    GalleryFullError,
)

# Primary result codes are the low byte of the extended ones: https://sqlite.org/rescode.html
_PRIMARY = 0xFF
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# A write that was cut short: no room, or over a quota or limit.
_CUT_SHORT = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_FSYNC,
}


@contextmanager
def gallery_errors(path: Path) -> Iterator[None]:
    """Raise what SQLite raises inside as a GalleryError that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, str(path)) from error


def damaged(path: Path, what: str = "the gallery's file is damaged") -> GalleryCorruptError:
    """The error for a file that cannot be trusted."""
    return GalleryCorruptError(
        what,
        where=str(path),
        remedy="nothing was changed: `gymstation members restore BACKUP` sets the file aside and "
        "begins a new one",
    )


def _translated(error: sqlite3.Error, where: str) -> GalleryError:
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & _PRIMARY
    if code in _DAMAGED:
        return damaged(Path(where))
    if code == sqlite3.SQLITE_FULL or extended in _CUT_SHORT:
        return GalleryFullError(
            "there is no room to write",
            where=where,
            remedy="nothing was changed: free some space on the disk and try again",
        )
    if code in _BUSY:
        return GalleryBusyError(
            "another command is writing to the gallery", where=where, remedy="try again"
        )
    return GalleryError(
        f"the gallery cannot be used: {error}",
        where=where,
        remedy="check that the file and its folder may be read and written",
    )
