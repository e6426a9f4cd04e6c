"""The outbox's file: opened, changed in transactions, moved aside when it is damaged."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from edge.errors import OutboxError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    payload TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    monotonic_s REAL NOT NULL,
    wall_s REAL NOT NULL,
    synced INTEGER NOT NULL,
    era TEXT NOT NULL,
    confirmations INTEGER NOT NULL DEFAULT 0,
    confirmed_s REAL,
    confirmed_era TEXT
);
CREATE INDEX IF NOT EXISTS unsent ON entry (row, bytes) WHERE confirmed_s IS NULL;
CREATE INDEX IF NOT EXISTS sizes ON entry (bytes);
CREATE INDEX IF NOT EXISTS kept ON entry (confirmed_s) WHERE confirmed_s IS NOT NULL;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""
_VERSION = 1
_BUSY_S = 5.0
_LOG_PAGES = 64


class Transaction:
    """One transaction: all of it or nothing."""

    def __init__(
        self, path: Path, database: sqlite3.Connection, lock: Lock, begin: Sequence[str]
    ) -> None:
        self._path = path
        self._database = database
        self._lock = lock
        self._begin = begin

    def __enter__(self) -> sqlite3.Connection:
        self._lock.acquire()
        try:
            for statement in self._begin:
                self._database.execute(statement)
        except sqlite3.Error as error:
            self._lock.release()
            raise trouble(self._path, error) from error
        return self._database

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        try:
            if error is None:
                self._database.execute("COMMIT")
        except sqlite3.Error as failure:
            error = failure
        if error is not None:
            # A full disk has rolled back already.
            with suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
        self._lock.release()
        if isinstance(error, sqlite3.Error):
            raise trouble(self._path, error) from error


def move_aside(path: Path, aside: Path) -> None:
    """Rename a database with what belongs to it; raises OutboxError."""
    try:
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
    except OSError as error:
        raise OutboxError(
            f"the damaged file cannot be moved: {error.strerror}",
            where=str(path),
            remedy="remove it by hand",
        ) from error


def connect(path: Path) -> sqlite3.Connection:
    """Open or make the file; raises sqlite3.Error."""
    database = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        # A log that stays small needs no new room once it is there: on a full disk what is
        # confirmed can still be noted and deleted.
        database.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise sqlite3.DatabaseError(f"was written by a newer version (layout {version})")
        if database.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("database disk image is malformed")
        if version < _VERSION:  # an outbox that is there must open on a full disk
            database.executescript(_SCHEMA)
            database.execute(f"PRAGMA user_version = {_VERSION}")
    except sqlite3.Error:
        database.close()
        raise
    return database


def trouble(path: Path, error: sqlite3.Error) -> OutboxError:
    """What the database says, as an error of ours."""
    full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
    return OutboxError(
        "the disk is full" if full else str(error),
        where=str(path),
        remedy="make room; summaries are kept in memory until then"
        if full
        else "see whether the folder can be written",
        damaged=isinstance(error, sqlite3.DatabaseError)
        and not isinstance(error, sqlite3.OperationalError),
    )
