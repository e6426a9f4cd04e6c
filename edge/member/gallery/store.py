"""The gallery's store: SQLite, every value sealed, nothing readable without the key.

The file shows how many entries there are and how large they are; names, ids, dates, descriptors
and cards are sealed, and the keys of the rows are blinded.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Self

from edge.errors import GalleryCorruptError, GalleryError
from edge.member.gallery.seal import Sealer, SecretKey
from edge.member.gallery.state import Change, Entry, GalleryState, Slot
from edge.member.gallery.store_errors import damaged, gallery_errors
from edge.member.gallery.store_file import open_copy, open_file, rewrite

_PURPOSE = "gallery"
_BOUND = b"gymstation gallery entry 1\0"


class GalleryStore:
    """An open gallery file. One thread at a time; several processes may have it open.

    Raises GalleryError and its subclasses everywhere; what is stored is then unchanged.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, sealer: Sealer) -> None:
        self.path = path
        self._connection = connection
        self._sealer = sealer

    @classmethod
    def open(cls, path: Path, key: SecretKey) -> Self:
        """Open the file, or make it where it is missing."""
        sealer = Sealer(key, _PURPOSE)
        with gallery_errors(path):
            return cls(path, open_file(path, key), sealer)

    @classmethod
    def read_copy(cls, path: Path, key: SecretKey) -> GalleryState:
        """What a copy, such as a backup, holds; the copy is not touched."""
        sealer = Sealer(key, _PURPOSE)
        with gallery_errors(path), closing(open_copy(path, key)) as connection:
            return cls(path, connection, sealer).load()

    def version(self) -> int:
        """Changes when another process has written."""
        with gallery_errors(self.path):
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def load(self) -> GalleryState:
        """Everything that is stored."""
        with gallery_errors(self.path), self._snapshot():
            rows = self._connection.execute("SELECT slot, sealed FROM entry").fetchall()
            graves = self._connection.execute("SELECT member FROM tombstone").fetchall()
        try:
            entries = dict(self._opened(slot, sealed) for slot, sealed in rows)
        except GalleryCorruptError as error:
            raise damaged(self.path, error.what) from error
        return GalleryState(entries, frozenset(grave for (grave,) in graves))

    def change(self, decide: Callable[[GalleryState], Change]) -> GalleryState:
        """Write what `decide` makes of what is stored: all of it or, on any error, nothing.

        Returns what was stored before.
        """
        with gallery_errors(self.path), self._transaction():
            before = self.load()
            self._write(decide(before))
        with suppress(GalleryError), gallery_errors(self.path):
            # It is written; what it replaced should not stay in the log for long either.
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return before

    def erase_traces(self) -> None:
        """Leave nothing of what was deleted in the file or in its log."""
        try:
            with gallery_errors(self.path):
                rewrite(self._connection, self.path)
        except GalleryError as error:
            raise type(error)(
                f"what was to go is deleted, but the file could not be rewritten: {error.what}",
                where=error.where,
                remedy="put that right; `gymstation members prune` then rewrites it",
            ) from error

    def copy_to(self, path: Path) -> None:
        """Write a compact copy, sealed as this file is, to a path that does not exist."""
        with gallery_errors(path):
            self._connection.execute("VACUUM INTO ?", (str(path),))
        path.chmod(0o600)

    def rows_of(self, slots: tuple[Slot, ...]) -> list[bytes]:
        """The blinded keys and sealed values of these slots, as they stand in the file."""
        keys = [self._blinded(slot) for slot in slots]
        query = "SELECT sealed FROM entry WHERE slot = ?"
        with gallery_errors(self.path):
            rows = [self._connection.execute(query, (key,)).fetchone() for key in keys]
        return keys + [sealed for row in rows if row for sealed in row]

    def close(self) -> None:
        """Let go of the file. May be called twice."""
        self._connection.close()

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """Reads inside see one state of the file."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            # On a full disk SQLite may have rolled back on its own.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _write(self, change: Change) -> None:
        self._connection.executemany(
            "INSERT INTO entry VALUES (?, ?) "
            "ON CONFLICT (slot) DO UPDATE SET sealed = excluded.sealed",
            [self._sealed(slot, entry) for slot, entry in change.put.items()],
        )
        self._connection.executemany(
            "DELETE FROM entry WHERE slot = ?", [(self._blinded(slot),) for slot in change.drop]
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO tombstone VALUES (?)", [(grave,) for grave in change.forget]
        )

    def _blinded(self, slot: Slot) -> bytes:
        return self._sealer.blind("\0".join(slot))

    def _sealed(self, slot: Slot, entry: Entry) -> tuple[bytes, bytes]:
        row = self._blinded(slot)
        plain = json.dumps([*slot, *entry], ensure_ascii=False).encode()
        # The row's key is made of member, kind and face model: bound to it, no value can be moved.
        return row, self._sealer.seal(plain, _BOUND + row)

    def _opened(self, row: bytes, sealed: bytes) -> tuple[Slot, Entry]:
        member_id, kind, key, stamp, value = json.loads(self._sealer.open(sealed, _BOUND + row))
        return Slot(member_id, kind, key), Entry(stamp, value)
