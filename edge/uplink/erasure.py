"""Erasing a member from what waits to be sent: the sessions go on, as nobody's."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from edge.errors import OutboxError
from edge.uplink.session_message import SessionDone

_BUSY_S = 5.0


def erase_member(path: Path, member_id: str) -> int:
    """Make the sessions of a member in an outbox anonymous; returns how many there were.

    path: the outbox's file; a missing one holds nobody. A running station may have it open. Nothing
    of the old text stays in the file or in its log. Raises OutboxError.
    """
    if not path.is_file():
        return 0
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)) as database:
            return _erase(database, member_id)
    except (sqlite3.Error, ValueError) as error:
        raise OutboxError(
            f"a member cannot be erased from what waits to be sent: {error}",
            where=str(path),
            remedy="try again; what is sent leaves the file by itself",
        ) from error


def members_in(path: Path) -> frozenset[str]:
    """The members whose sessions are in an outbox; raises OutboxError."""
    if not path.is_file():
        return frozenset()
    query = "SELECT DISTINCT json_extract(payload, '$.summary.member_id') FROM entry"
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_S)) as database:
            return frozenset(member_id for (member_id,) in database.execute(query) if member_id)
    except sqlite3.Error as error:
        raise OutboxError(
            f"what waits to be sent cannot be read: {error}", where=str(path)
        ) from error


def _erase(database: sqlite3.Connection, member_id: str) -> int:
    database.execute("PRAGMA secure_delete = ON").fetchall()
    database.execute("BEGIN IMMEDIATE")
    try:
        found = database.execute(
            "SELECT row, payload FROM entry WHERE instr(payload, ?)", (member_id,)
        ).fetchall()
        for row, payload in found:
            erased = _anonymous(payload)
            database.execute(
                "UPDATE entry SET payload = ?, bytes = ? WHERE row = ?",
                (erased, len(erased.encode()), row),
            )
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
    if found:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return len(found)


def _anonymous(payload: str) -> str:
    done = SessionDone.model_validate_json(payload)
    summary = replace(done.summary, member_id=None, method=None)
    return done.model_copy(update={"summary": summary}).to_json()
