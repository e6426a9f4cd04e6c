"""The database behind a URL: SQLite in one file, or PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from edge.errors import RefusedError, StoreError

BUSY_S = 10
"""Seconds that one writer of SQLite waits for another."""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


class Database:
    """Opens transactions; `engine` is for migrations."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction: kept when the block ends, undone when it raises.

        Raises StoreError where the database is away, RefusedError for a value that it cannot
        hold, and SQLAlchemy's own errors for the rest.
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except (DBAPIError, OverflowError, UnicodeEncodeError) as error:
            raise self._trouble(error) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A view that no writer changes or waits for; raises as `begin` does."""
        try:
            with self.engine.connect() as connection:
                yield connection.execution_options(reads_only=True)
        except (DBAPIError, OverflowError, UnicodeEncodeError) as error:
            raise self._trouble(error) from error

    def works(self) -> bool:
        """Whether it answers now."""
        try:
            with self.read() as connection:
                connection.exec_driver_sql("SELECT 1")
        except StoreError:
            return False
        return True

    @property
    def place(self) -> str:
        """Where it is, without the password."""
        return self.engine.url.render_as_string(hide_password=True)

    def _trouble(self, error: Exception) -> Exception:
        if isinstance(error, DataError | OverflowError | UnicodeEncodeError):
            return RefusedError("a value that the database cannot hold")
        if not isinstance(error, DBAPIError):
            return error
        if is_damaged(error):
            return StoreError(
                f"the database's file is damaged: {error.orig}",
                where=self.place,
                remedy="stop the hub and put a copy in its place; the broker keeps what comes",
            )
        if not is_away(error):
            return error
        return StoreError(
            f"the database does not work: {error.orig}",
            where=self.place,
            remedy="check that it runs and has room; the hub goes on when it does",
        )

    def insert(self, table: Table) -> Any:
        """An INSERT that knows ON CONFLICT."""
        return insert_into(self.engine.dialect.name, table)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def insert_into(dialect: str, table: Table) -> Any:
    """An INSERT of a dialect that knows ON CONFLICT."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def sqlite_url(path: Path) -> str:
    """The URL of a file."""
    return f"sqlite:///{path}"


def is_damaged(error: DBAPIError) -> bool:
    """Whether SQLite cannot read its own file: the primary result code, of 8 bits, says so."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in _DAMAGED


def is_away(error: SQLAlchemyError) -> bool:
    """Whether trying again later may help, because the fault is not in the values."""
    name = type(error).__name__
    return name in {"OperationalError", "InterfaceError", "InternalError"} or bool(
        isinstance(error, DBAPIError) and error.connection_invalidated
    )


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        driver = _DRIVERS.get(parsed.drivername.partition("+")[0])
        if driver is None:
            raise StoreError(
                f"{parsed.drivername} is no database the hub knows",
                where="database",
                remedy="write sqlite:///path/to/file or postgresql://user@host/name",
            )
        if driver == "sqlite":
            engine = create_engine(parsed, connect_args={"timeout": BUSY_S})
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
            return engine
        return create_engine(
            parsed.set(drivername=driver), pool_pre_ping=True, pool_size=10, max_overflow=10
        )
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(
            "the address of the database cannot be read",
            where="database",
            remedy="write sqlite:///path/to/file or postgresql://user@host/name",
        ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # BEGIN is ours: see _begin_sqlite
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another has written in
    # between; one that says so at its beginning waits its turn.
    immediate = connection.get_execution_options().get("reads_only") is None
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
