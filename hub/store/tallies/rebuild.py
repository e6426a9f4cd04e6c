"""Counts everything anew: at the first start, and when the gym's time zone is another."""

import logging

from sqlalchemy import Connection, delete, select, update

from hub.local_time import LocalTime
from hub.store import schema
from hub.store.database import Database
from hub.store.tallies.count import STEP, count
from hub.store.tallies.keep import write, zone
from hub.store.tallies.tables import TALLIES, tally_zone

log = logging.getLogger(__name__)


def ensure_zone(database: Database, name: str) -> bool:
    """Let the days be those of this time zone; whether that took counting.

    Ingest waits until it is done: about a minute for a million sessions.
    """
    with database.read() as connection:
        if connection.scalar(select(tally_zone.c.name)) == name:
            return False
    with database.begin() as connection:
        known = zone(connection, alone=True)
        if known is not None and known.name == name:
            return False  # another worker has done it
        log.info("counting all sessions by the days of %s", name)
        count_all(connection, LocalTime(name))
        connection.execute(update(tally_zone).values(name=name))
    return True


def count_all(connection: Connection, local: LocalTime) -> None:
    """Put the sums of everything in place of those that stand."""
    for tally in TALLIES:
        connection.execute(delete(tally))
    table, last = schema.sessions, ""
    while True:
        query = select(table.c.id).where(table.c.id > last).order_by(table.c.id).limit(STEP)
        ids = connection.scalars(query).all()
        write(connection, count(connection, ids, local))
        if len(ids) < STEP:
            return
        last = ids[-1]
