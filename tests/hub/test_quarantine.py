"""Messages that could not be read: tried again after an upgrade, or thrown away."""

import json

import pytest
from sqlalchemy import select, update

from edge.errors import RefusedError, UnknownRecordError
from hub.actions.actor import Actor, ForbiddenError, Role
from hub.actions.quarantine import Quarantine, Replayed
from hub.ingest.parse import parse
from hub.ingest.received import Rejected
from hub.ingest.writer import Writer
from hub.store import schema
from hub.store.database import Database
from tests.hub.messages import as_json, received, session, summary
from tests.hub.test_actions import rows

ADMIN = Actor("root", Role.ADMIN)


@pytest.fixture
def waiting(database: Database) -> Quarantine:
    """Two sessions that an older hub could not read, and one message that nobody can."""
    for seed in (1, 2):
        raw = received("session", json.dumps(as_json(summary(seed))))
        Writer(database).write([Rejected(raw, "a newer schema")])
    Writer(database).write([parse(received("session", "{nonsense"), "gymstation")])
    return Quarantine(database, "gymstation")


def test_what_can_be_read_now_is_kept_and_noted(waiting: Quarantine, database: Database) -> None:
    number = min(row.id for row in rows(database, schema.quarantine))
    waiting.replay(ADMIN, number)
    assert [row.id for row in rows(database, schema.sessions)] == [summary(1).id]
    assert len(rows(database, schema.quarantine)) == 2
    assert [row.action for row in rows(database, schema.audit)] == ["quarantine.replay"]
    with pytest.raises(UnknownRecordError):
        waiting.replay(ADMIN, number)


def test_all_are_tried_and_what_nobody_can_read_stays(
    waiting: Quarantine, database: Database
) -> None:
    Writer(database).write([session(summary(1))])  # it came once more in the meantime
    assert waiting.replay_all(ADMIN) == Replayed(kept=2, left=1)
    assert {row.id for row in rows(database, schema.sessions)} == {summary(1).id, summary(2).id}
    (left,) = rows(database, schema.quarantine)
    with pytest.raises(RefusedError, match="still cannot be read"):
        waiting.replay(ADMIN, left.id)
    waiting.discard(ADMIN, left.id)
    assert rows(database, schema.quarantine) == []
    assert waiting.replay_all(ADMIN) == Replayed(0, 0)


def test_a_message_that_was_cut_when_it_came_stays(waiting: Quarantine, database: Database) -> None:
    table = schema.quarantine
    with database.begin() as connection:
        first = connection.scalar(select(table.c.id).order_by(table.c.id))
        payload = connection.scalar(select(table.c.payload).where(table.c.id == first))
        cut = update(table).where(table.c.id == first).values(payload=payload[:200])
        connection.execute(cut)
    with pytest.raises(RefusedError):
        waiting.replay(ADMIN, first)
    assert rows(database, schema.sessions) == []


def test_staff_may_not(waiting: Quarantine, database: Database) -> None:
    staff = Actor("kim", Role.STAFF)
    for act in (waiting.replay, waiting.discard):
        with pytest.raises(ForbiddenError):
            act(staff, 1)
    with pytest.raises(ForbiddenError):
        waiting.replay_all(staff)
    assert len(rows(database, schema.quarantine)) == 3
