"""Erasing a member: from every table, and for ever."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, or_, select, text, update

from edge.uplink.hub_lists import member_digest
from hub.store import schema
from hub.store.database import Database
from hub.store.tallies.keep import counted_anew
from hub.times import now_ms

_LOCK = 0x657261  # of ours: PostgreSQL's advisory locks are numbers
ERASED = "erased"


def hold_erasing(connection: Connection) -> None:
    """No member is erased until this transaction ends. SQLite lets one write at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock_shared(:key)"), {"key": _LOCK})


def erased_among(connection: Connection, member_ids: Collection[str]) -> set[str]:
    """Which of these were erased."""
    digests = {member_digest(each): each for each in member_ids}
    if not digests:
        return set()
    column = schema.tombstones.c.digest
    return {digests[each] for each in connection.scalars(select(column).where(column.in_(digests)))}


def erase_member(database: Database, member_id: str) -> int:
    """Forget who this was; what was trained stays, as nobody's. Returns the sessions that changed.

    Name, consent and cards go; sessions and amendments lose the member; so do the log of what staff
    did and whatever waits in the quarantine. A tombstone keeps late summaries from bringing the
    member back.
    """
    with database.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        connection.execute(
            database.insert(schema.tombstones).on_conflict_do_nothing(),
            {"digest": member_digest(member_id), "at_ms": now_ms()},
        )
        connection.execute(delete(schema.cards).where(schema.cards.c.member_id == member_id))
        connection.execute(delete(schema.members).where(schema.members.c.id == member_id))
        changed = _sessions(connection, member_id)
        _traces(connection, member_id)
    return changed


def _sessions(connection: Connection, member_id: str) -> int:
    table = schema.sessions
    said = table.c.member_id == member_id
    holds = table.c.effective_member_id == member_id
    ids = connection.scalars(select(table.c.id).where(or_(said, holds))).all()
    with counted_anew(connection, ids):
        connection.execute(update(table).where(said).values(member_id=None, method=None))
        connection.execute(update(table).where(holds).values(effective_member_id=None))
    return len(ids)


def _traces(connection: Connection, member_id: str) -> None:
    changes = schema.amendments
    connection.execute(
        update(changes).where(changes.c.member_id == member_id).values(member_id=None, reason="")
    )
    audit = schema.audit
    connection.execute(
        update(audit).where(audit.c.subject == member_id).values(subject=ERASED, detail={})
    )
    waiting = schema.quarantine
    needle = member_id.encode()
    rows = connection.execute(select(waiting.c.id, waiting.c.payload)).yield_per(500)
    named = [row.id for row in rows if needle in row.payload]
    if named:
        connection.execute(delete(waiting).where(waiting.c.id.in_(named)))
