"""Keeps the sums right, in the transaction of whatever changes a session."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Executable, Table, bindparam, delete, select

from hub.local_time import LocalTime
from hub.store import schema
from hub.store.database import insert_into
from hub.store.tallies.count import STEP, count
from hub.store.tallies.tables import TALLIES, tally_zone
from hub.store.tallies.tally import Tally


def zone(connection: Connection, *, alone: bool = False) -> LocalTime | None:
    """The time zone of the days; None while nothing was counted yet.

    It stays until the transaction ends. alone: and nobody else counts until then.
    """
    query = select(tally_zone.c.name).with_for_update(read=not alone)
    name = connection.scalar(query)
    return LocalTime(name) if name else None


def count_new(connection: Connection, ids: Sequence[str]) -> None:
    """Count sessions that this transaction has made."""
    local = zone(connection) if ids else None
    if local is not None:
        write(connection, count(connection, ids, local))


@contextmanager
def counted_anew(connection: Connection, ids: Sequence[str]) -> Iterator[None]:
    """The sums follow what the block does to these sessions."""
    local = zone(connection) if ids else None
    if local is None:
        yield
        return
    _hold(connection, ids)
    before = count(connection, ids, local)
    yield
    write(connection, count(connection, ids, local).minus(before))


def write(connection: Connection, tally: Tally) -> None:
    """Add sums to those that stand; a key whose sums are all nothing goes."""
    for table in TALLIES:
        changes = list(tally.changes(table))
        if not changes:
            continue
        names = [column.name for column in table.columns]
        rows = [dict(zip(names, (*key, *figures), strict=True)) for key, figures in changes]
        connection.execute(_addition(connection, table), rows)
        emptied = [key for key, figures in changes if min(figures) < 0]
        if emptied:
            keys = [f"at_{column.name}" for column in table.primary_key.columns]
            connection.execute(
                _removal(table), [dict(zip(keys, key, strict=True)) for key in emptied]
            )


def _addition(connection: Connection, table: Table) -> Executable:
    insert = insert_into(connection.dialect.name, table)
    sums = _sums(table)
    addition: Executable = insert.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: table.c[name] + insert.excluded[name] for name in sums},
    )
    return addition


def _removal(table: Table) -> Executable:
    keys = [column == bindparam(f"at_{column.name}") for column in table.primary_key.columns]
    return delete(table).where(*keys, *(table.c[name] == 0 for name in _sums(table)))


def _sums(table: Table) -> list[str]:
    return [column.name for column in table.columns if not column.primary_key]


def _hold(connection: Connection, ids: Sequence[str]) -> None:
    """Nobody else changes these sessions until the transaction ends."""
    table = schema.sessions
    for start in range(0, len(ids), STEP):
        some = table.c.id.in_(ids[start : start + STEP])
        connection.execute(select(table.c.id).where(some).order_by(table.c.id).with_for_update())
