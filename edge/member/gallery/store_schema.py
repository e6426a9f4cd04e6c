"""The layout of the gallery's file, and how older files are brought up to it."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from edge.errors import GalleryError

# "GyMb": tells this file from other SQLite files.
APPLICATION_ID = 0x47794D62

# Each brings a file from the version of its place to the next. They are never changed, only added.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE entry (slot BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
    CREATE TABLE tombstone (member BLOB PRIMARY KEY) STRICT;
    """,
)


def check_layout(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[str] = MIGRATIONS
) -> int:
    """The file's layout, 0 for an empty file; raises GalleryError for one that is no gallery."""
    version = _number(connection, "PRAGMA user_version")
    ours = _number(connection, "PRAGMA application_id") == APPLICATION_ID
    if not ours and _number(connection, "SELECT count(*) FROM sqlite_schema"):
        raise GalleryError(
            "is no gallery of members",
            where=str(path),
            remedy="move the file away, or set data_dir to another folder",
        )
    if version > len(migrations):
        raise GalleryError(
            f"was written by a newer gymstation (layout {version}, this one knows "
            f"{len(migrations)})",
            where=str(path),
            remedy="update gymstation",
        )
    return version


def migrate(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[str] = MIGRATIONS
) -> None:
    """Bring the file up to date in one transaction. connection: in autocommit mode."""
    if check_layout(connection, path, migrations) == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been quicker.
        version = check_layout(connection, path, migrations)
        for number, script in enumerate(migrations[version:], version + 1):
            for statement in filter(str.strip, script.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _number(connection: sqlite3.Connection, query: str) -> int:
    (number,) = connection.execute(query).fetchone()
    return int(number)
