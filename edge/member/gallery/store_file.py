"""The gallery's file is opened here: settings, layout, the right key."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from edge.errors import GalleryBusyError, GalleryError, GalleryKeyError
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.store_errors import damaged
from edge.member.gallery.store_schema import check_layout, migrate

BUSY_TIMEOUT_S = 5.0


def open_file(path: Path, key: SecretKey) -> sqlite3.Connection:
    """A connection that may write; makes the file, for its owner alone, where it is missing.

    In autocommit mode, for one thread at a time. Raises GalleryError and sqlite3.Error, before
    anything of another kind of file was touched.
    """
    with suppress(OSError):  # what is wrong with the place, SQLite says in a moment
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    try:
        check_layout(connection, path)
        connection.execute("PRAGMA secure_delete = ON").fetchall()
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")
        migrate(connection, path)
        _check_content(connection, path, key)
    except BaseException:
        connection.close()
        raise
    return connection


def open_copy(path: Path, key: SecretKey) -> sqlite3.Connection:
    """A connection to a file that nobody writes, such as a backup; leaves it as it is."""
    if not path.is_file():
        raise GalleryError("no such file", where=str(path))
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        _refuse_empty(check_layout(connection, path), path)
        _check_content(connection, path, key)
    except BaseException:
        connection.close()
        raise
    return connection


def rewrite(connection: sqlite3.Connection, path: Path) -> None:
    """Write the file anew and empty its log, so that nothing deleted is left in either."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute("VACUUM")
    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise GalleryBusyError(
            "another command is reading the gallery, and its log cannot be emptied",
            where=str(path),
            remedy="try again",
        )


def _refuse_empty(layout: int, path: Path) -> None:
    if layout == 0:
        raise GalleryError("is empty, and no copy of a gallery", where=str(path))


def _check_content(connection: sqlite3.Connection, path: Path, key: SecretKey) -> None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise damaged(path)
    query = "SELECT value FROM meta WHERE name = 'key'"
    row = connection.execute(query).fetchone()
    if row is None:
        connection.execute("INSERT OR IGNORE INTO meta VALUES ('key', ?)", (key.id,))
        row = connection.execute(query).fetchone()
    if row[0] != key.id:
        raise GalleryKeyError(
            f"was sealed with the key {row[0]}, and this one is {key.id}",
            where=str(path),
            remedy="bring back the right key file; nothing was changed",
        )
