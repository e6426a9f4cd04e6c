"""A store as full as that of a chain after months, kept in a folder for the next time."""

import time
from pathlib import Path

from hub.local_time import machine_zone
from hub.store import schema
from hub.store.database import Database, sqlite_url
from hub.store.tallies.rebuild import ensure_zone
from hub.store.upgrade import newest, upgrade
from hub.times import now_ms
from tools.hubload.history import History
from tools.hubload.registers import write_registers
from tools.hubload.size import Size

_QUICK = ("synchronous=OFF", "journal_mode=MEMORY", "foreign_keys=OFF", "cache_size=-500000")


def full_store(folder: Path, size: Size) -> Path:
    """The file; made unless the folder has one of this size and of today's tables."""
    path = folder / f"hub-{size.name}-{newest()}.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        begun_s = time.monotonic()
        _make(unfinished, size)
        unfinished.rename(path)
        print(
            f"{path}: {path.stat().st_size / 2**30:.2f} GiB in {time.monotonic() - begun_s:.0f} s"
        )
    return path


def _make(path: Path, size: Size) -> None:
    database = Database(sqlite_url(path))
    try:
        upgrade(database)
        indexes = [
            index
            for table in (schema.sessions, schema.sets, schema.set_conditions)
            for index in table.indexes
        ]
        with database.engine.connect() as connection:
            # What is lost when this program is stopped is made again.
            raw = connection.connection.driver_connection
            assert raw is not None, "a connection that is open has a driver's"  # noqa: S101
            for pragma in _QUICK:
                raw.execute(f"PRAGMA {pragma}")
            for index in indexes:
                index.drop(connection)
            moment_ms = now_ms()
            write_registers(connection, size, moment_ms)
            History(size, moment_ms, connection).write()
            for index in indexes:
                index.create(connection)
            connection.commit()
        ensure_zone(database, machine_zone())
    finally:
        database.close()
