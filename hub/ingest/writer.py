"""Keeps a batch of messages in one transaction: all of it, or nothing."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TypeVar

from sqlalchemy import Connection, case, false, select, update

from edge.uplink.message import Alert, Availability, Health
from edge.uplink.session_message import SessionDone
from hub.ingest.availability import Presence, later
from hub.ingest.received import Read, Rejected
from hub.ingest.rows import Row, condition_rows, session_row, set_row
from hub.store import schema
from hub.store.database import Database
from hub.store.erase import erased_among, hold_erasing
from hub.store.tallies.keep import count_new, counted_anew
from hub.times import parse_ms

M = TypeVar("M")

MOST_KEPT_BYTES = 65_536
"""Of a message in the quarantine."""


class Writer:
    """Stateless but for the database, so that any number may write at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, batch: Sequence[Read | Rejected]) -> int:
        """Keep them; returns how many sessions were new. Raises StoreError, or what is wrong."""
        good = [each for each in batch if isinstance(each, Read)]
        with self._database.begin() as connection:
            if good:
                self._stations(connection, good)
            new = self._sessions(connection, _of(good, SessionDone))
            self._presences(connection, _of(good, Availability))
            self._healths(connection, _of(good, Health))
            self._alerts(connection, _of(good, Alert))
            self._quarantine(connection, [each for each in batch if isinstance(each, Rejected)])
        return new

    def _stations(self, connection: Connection, batch: Sequence[Read]) -> None:
        seen = {each.origin: each.at_ms for each in batch}
        rows = [
            {
                "id": origin.id,
                "site": origin.site,
                "station": origin.station,
                "first_seen_ms": at_ms,
                "last_seen_ms": at_ms,
            }
            # In one order, so that two workers never wait for each other.
            for origin, at_ms in sorted(seen.items(), key=lambda item: item[0].id)
        ]
        insert = self._database.insert(schema.stations)
        known = schema.stations.c.last_seen_ms
        said = insert.excluded.last_seen_ms
        newer = insert.on_conflict_do_update(
            index_elements=["id"], set_={"last_seen_ms": case((known < said, said), else_=known)}
        )
        connection.execute(newer, rows)

    def _sessions(self, connection: Connection, batch: Sequence[tuple[Read, SessionDone]]) -> int:
        if not batch:
            return 0
        hold_erasing(connection)
        found = _best_by_id(batch)
        rows = [session_row(message.summary, read.origin.id, read.at_ms) for read, message in found]
        _forget_erased(connection, rows)
        insert = self._database.insert(schema.sessions).on_conflict_do_nothing()
        new = set(connection.scalars(insert.returning(schema.sessions.c.id), rows))
        summaries = [message.summary for _, message in found if message.summary.id in new]
        sets = [set_row(each, item) for each in summaries for item in each.sets]
        counts = [
            row for each in summaries for item in each.sets for row in condition_rows(each.id, item)
        ]
        if sets:
            connection.execute(schema.sets.insert(), sets)
        if counts:
            connection.execute(schema.set_conditions.insert(), counts)
        count_new(connection, sorted(new))
        _correct_times(connection, [row for row in rows if row["id"] not in new])
        return len(new)

    def _presences(
        self, connection: Connection, batch: Sequence[tuple[Read, Availability]]
    ) -> None:
        table = schema.stations
        for read, message in batch:
            here = table.c.id == read.origin.id
            row = connection.execute(
                select(
                    table.c.status,
                    table.c.boot_id,
                    table.c.since_ms,
                    table.c.since_synced,
                    table.c.version,
                ).where(here)
            ).one()
            known = Presence(*row) if row.status else None
            holds = later(known, Presence.said(message))
            if holds != known:
                connection.execute(
                    update(table)
                    .where(here)
                    .values(
                        status=holds.status,
                        boot_id=holds.boot_id,
                        since_ms=holds.since_ms,
                        since_synced=holds.since_synced,
                        version=holds.version,
                    )
                )

    def _healths(self, connection: Connection, batch: Sequence[tuple[Read, Health]]) -> None:
        table = schema.stations
        for read, message in batch:
            checks = [check.model_dump(mode="json") for check in message.checks]
            facts = sorted(f"{each.check} {each.status} {each.state}" for each in message.checks)
            digest = sha256("\n".join((message.status, *facts)).encode()).hexdigest()
            changed = connection.execute(
                update(table)
                .where(table.c.id == read.origin.id, table.c.health_digest.is_distinct_from(digest))
                .values(health=message.status.value, health_digest=digest)
            )
            if changed.rowcount:
                connection.execute(
                    schema.health_history.insert(),
                    {
                        "station_id": read.origin.id,
                        "at_ms": _moment_ms(read, message),
                        "status": message.status.value,
                        "checks": checks,
                    },
                )

    def _alerts(self, connection: Connection, batch: Sequence[tuple[Read, Alert]]) -> None:
        rows = [
            {
                "station_id": read.origin.id,
                "boot_id": message.boot_id,
                "sequence": message.sequence,
                "at_ms": _moment_ms(read, message),
                "code": message.code,
                "severity": message.severity,
                "text": dict(message.text),
            }
            for read, message in batch
        ]
        if rows:
            connection.execute(self._database.insert(schema.alerts).on_conflict_do_nothing(), rows)

    def _quarantine(self, connection: Connection, batch: Sequence[Rejected]) -> None:
        rows = sorted((_quarantine_row(each) for each in batch), key=lambda row: str(row["digest"]))
        if not rows:
            return
        insert = self._database.insert(schema.quarantine)
        again = insert.on_conflict_do_update(
            index_elements=["digest"],
            set_={
                "times": schema.quarantine.c.times + 1,
                "at_ms": insert.excluded.at_ms,
                "reason": insert.excluded.reason,
            },
        )
        connection.execute(again, rows)


def _of(batch: Iterable[Read], kind: type[M]) -> list[tuple[Read, M]]:
    return [(each, each.message) for each in batch if isinstance(each.message, kind)]


def _best_by_id(
    batch: Sequence[tuple[Read, SessionDone]],
) -> list[tuple[Read, SessionDone]]:
    """One of each id, the first unless a later one knows the time; in the order of ids."""
    best: dict[str, tuple[Read, SessionDone]] = {}
    for read, message in batch:
        known = best.get(message.summary.id)
        if known is None or (message.clock_synced and not known[1].clock_synced):
            best[message.summary.id] = (read, message)
    return [best[id_] for id_ in sorted(best)]


def _forget_erased(connection: Connection, rows: Iterable[Row]) -> None:
    """Whoever was erased stays so, whatever a station still had waiting."""
    named = [row for row in rows if row["member_id"] is not None]
    erased = erased_among(connection, {row["member_id"] for row in named})
    for row in named:
        if row["member_id"] in erased:
            row["member_id"] = row["effective_member_id"] = row["method"] = None


def _correct_times(connection: Connection, rows: Iterable[Row]) -> None:
    """The same summary, sent again once the station's clock was right."""
    table, sets = schema.sessions, schema.sets
    right = {row["id"]: row for row in rows if row["clock_synced"]}
    known = select(table.c.id).where(table.c.id.in_(right), table.c.clock_synced == false())
    wrong = sorted(connection.scalars(known.with_for_update())) if right else []
    with counted_anew(connection, wrong):
        for id_ in wrong:
            times = {name: right[id_][name] for name in ("start_ms", "end_ms", "clock_synced")}
            connection.execute(update(table).where(table.c.id == id_).values(**times))
            connection.execute(
                update(sets)
                .where(sets.c.session_id == id_)
                .values(session_start_ms=times["start_ms"])
            )


def _moment_ms(read: Read, message: Health | Alert) -> int:
    return parse_ms(message.time) if message.clock_synced else read.at_ms


def _quarantine_row(each: Rejected) -> Row:
    received = each.received
    digest = sha256(received.topic.encode(errors="replace") + b"\0" + received.payload)
    return {
        "at_ms": received.at_ms,
        "topic": received.topic.replace("\0", "�"),
        "reason": each.reason.replace("\0", "�"),
        "payload": received.payload[:MOST_KEPT_BYTES],
        "size": len(received.payload),
        "digest": digest.hexdigest(),
        "times": 1,
    }
