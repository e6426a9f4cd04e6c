"""What must reach the hub, on disk until the broker has it: a first in, first out in SQLite.

A summary is on the disk (synchronous FULL) before `put` returns. What the broker confirmed stays a
while, to be sent again if the broker turns out to have crashed; see docs/adr/0120-outbox.md.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from edge.config.outbox import OutboxConfig
from edge.uplink.clock import Instant
from edge.uplink.outbox_file import Transaction, connect, move_aside, trouble

_INSERT = (
    "INSERT OR IGNORE INTO entry (id, payload, bytes, monotonic_s, wall_s, synced, era)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_WAITING = (
    "SELECT id, payload, bytes, monotonic_s, wall_s, synced, era FROM entry"
    " WHERE confirmed_s IS NULL ORDER BY row"
)
ENOUGH = 5  # confirmations, each on another connection
_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One summary that waits. row: its place in the order; made: when it was put in."""

    row: int
    id: str
    payload: str
    made: Instant


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits. dropped: lost to the limits since the outbox was made.

    oldest: when the first of them was put in; None where none waits.
    """

    count: int
    bytes: int
    dropped: int
    oldest: Instant | None = None


class Outbox:
    """The open file. Safe to use from several threads; raises OutboxError for what the disk does.

    `edge.uplink.keeper.Keeper` is what survives a damaged file or a full disk.
    """

    def __init__(self, path: Path, limits: OutboxConfig) -> None:
        self.path = path
        self._limits = limits
        self._lock = Lock()
        try:
            self._database = connect(path)
        except sqlite3.Error as error:
            raise trouble(path, error) from error

    def close(self) -> None:
        """Write everything into the file and close it."""
        with self._lock, suppress(sqlite3.Error):
            self._database.close()

    def begin_anew(self, aside: Path) -> None:
        """Move the file, which is damaged, to `aside` and go on with an empty one."""
        with self._lock:
            with suppress(sqlite3.Error):
                self._database.close()
            move_aside(self.path, aside)
            try:
                self._database = connect(self.path)
            except sqlite3.Error as error:
                raise trouble(self.path, error) from error

    def move_to(self, path: Path) -> None:
        """Go on in another file, behind what waits there; what waits here comes along."""
        with self._lock:
            try:
                database = connect(path)
                database.execute("BEGIN IMMEDIATE")
                database.executemany(_INSERT, self._database.execute(_WAITING))
                database.execute("COMMIT")
            except sqlite3.Error as error:
                raise trouble(path, error) from error
            self._database.close()
            self._database, self.path = database, path

    def put(self, id_: str, payload: str, made: Instant) -> int:
        """Keep a summary durably; returns how many old ones had to go for it.

        An id that is there already changes nothing, so that putting again is harmless.
        """
        size = len(payload.encode())
        with self._work("FULL") as database:
            database.execute(
                _INSERT,
                (id_, payload, size, made.monotonic_s, made.wall_s, made.synced, made.era),
            )
            return self._make_room(database, made)

    def batch(self, after_row: int, most: int) -> list[Entry]:
        """Up to `most` summaries behind `after_row` that the broker has not confirmed, in order."""
        with self._look() as database:
            rows = database.execute(
                "SELECT row, id, payload, monotonic_s, wall_s, synced, era FROM entry"
                " WHERE confirmed_s IS NULL AND row > ? ORDER BY row LIMIT ?",
                (after_row, most),
            ).fetchall()
        return [
            Entry(row, id_, payload, Instant(monotonic_s, wall_s, bool(synced), era))
            for row, id_, payload, monotonic_s, wall_s, synced, era in rows
        ]

    def confirm(self, rows: Iterable[int], now: Instant, dated: Iterable[int] = ()) -> None:
        """The broker has these; they are kept for `resend_s`, then deleted.

        dated: those among them whose times had been put right.
        """
        # Forgetting a confirmation in a power cut only sends a summary twice: no flush is needed.
        with self._work("NORMAL") as database:
            database.executemany(
                "UPDATE entry SET confirmed_s = ?, confirmed_era = ?,"
                " confirmations = confirmations + 1 WHERE row = ?",
                [(now.monotonic_s, now.era, row) for row in rows],
            )
            database.executemany(
                "UPDATE entry SET synced = 1 WHERE row = ?", [(row,) for row in dated]
            )
            database.execute(
                "DELETE FROM entry WHERE confirmed_s < ? AND confirmed_era = ?"
                " AND (synced OR era != ?)",  # the others may yet be sent with right times
                (now.monotonic_s - self._limits.resend_s, now.era, now.era),
            )

    def reopen(self, now: Instant) -> int:
        """Whatever was confirmed within `resend_s` waits again; returns how many.

        Those confirmed before this boot of the machine are among them: how long ago is unknown.
        What brokers confirmed `ENOUGH` times is believed: a connection that breaks again and again
        must not keep what is new behind what is old for ever.
        """
        with self._work("NORMAL") as database:
            return database.execute(
                "UPDATE entry SET confirmed_s = NULL, confirmed_era = NULL"
                " WHERE (confirmed_s >= ? OR confirmed_era != ?) AND confirmations < ?",
                (now.monotonic_s - self._limits.resend_s, now.era, ENOUGH),
            ).rowcount

    def reopen_undated(self, now: Instant) -> int:
        """What was sent with the times of a clock that was not set waits again; returns how many.

        Only of this boot: `now`, when the clock has been set, dates nothing else.
        """
        with self._work("NORMAL") as database:
            return database.execute(
                "UPDATE entry SET confirmed_s = NULL, confirmed_era = NULL"
                " WHERE confirmed_s IS NOT NULL AND NOT synced AND era = ?",
                (now.era,),
            ).rowcount

    def waiting(self) -> Waiting:
        """How much has not been confirmed."""
        with self._look() as database:
            count, size = database.execute(
                "SELECT count(*), coalesce(sum(bytes), 0) FROM entry WHERE confirmed_s IS NULL"
            ).fetchone()
            return Waiting(count, size, _fact(database, "dropped"), _oldest(database))

    def mark_clean(self, *, clean: bool) -> None:
        """Remember whether the last connection ended in good order."""
        with self._work("NORMAL") as database:
            _remember(database, "clean", int(clean))

    @property
    def ended_clean(self) -> bool:
        """Whether the last connection, perhaps of an earlier run, ended in good order."""
        with self._look() as database:
            return bool(_fact(database, "clean"))

    def _make_room(self, database: sqlite3.Connection, now: Instant) -> int:
        """Drop the oldest until the limits hold; what the broker has goes first."""
        count, size = database.execute("SELECT count(*), sum(bytes) FROM entry").fetchone()
        most, most_bytes = self._limits.most, self._limits.most_mb * 1_000_000
        longest_s = self._limits.longest_days * _DAY_S
        if count > most or size > most_bytes:
            database.execute("DELETE FROM entry WHERE confirmed_s IS NOT NULL")
        # In this boot the monotonic clock knows the age; of earlier ones the wall clock, if it was
        # set then and is now. A clock that jumps makes nothing old.
        dropped = database.execute(
            "DELETE FROM entry WHERE confirmed_s IS NULL AND era = ? AND monotonic_s < ?",
            (now.era, now.monotonic_s - longest_s),
        ).rowcount
        if now.synced:
            dropped += database.execute(
                "DELETE FROM entry WHERE confirmed_s IS NULL AND synced AND era != ?"
                " AND wall_s < ?",
                (now.era, now.wall_s - longest_s),
            ).rowcount
        dropped += self._drop_oldest(database, most, most_bytes)
        if dropped:
            _remember(database, "dropped", _fact(database, "dropped") + dropped)
        return dropped

    @staticmethod
    def _drop_oldest(database: sqlite3.Connection, most: int, most_bytes: int) -> int:
        dropped = 0
        while True:
            count, size = database.execute("SELECT count(*), sum(bytes) FROM entry").fetchone()
            if count <= 1 or (count <= most and size <= most_bytes):
                return dropped
            database.execute("DELETE FROM entry WHERE row = (SELECT min(row) FROM entry)")
            dropped += 1

    def _work(self, synchronous: str) -> Transaction:
        begin = (f"PRAGMA synchronous = {synchronous}", "BEGIN IMMEDIATE")
        return Transaction(self.path, self._database, self._lock, begin)

    def _look(self) -> Transaction:
        """A transaction that only reads: possible also where the disk takes nothing."""
        return Transaction(self.path, self._database, self._lock, ("BEGIN",))


def _oldest(database: sqlite3.Connection) -> Instant | None:
    row = database.execute(
        "SELECT monotonic_s, wall_s, synced, era FROM entry WHERE confirmed_s IS NULL"
        " ORDER BY row LIMIT 1"
    ).fetchone()
    return Instant(row[0], row[1], bool(row[2]), row[3]) if row else None


def _fact(database: sqlite3.Connection, name: str) -> int:
    row = database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else 0


def _remember(database: sqlite3.Connection, name: str, value: int) -> None:
    database.execute("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", (name, value))
