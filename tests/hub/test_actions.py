from dataclasses import replace

import pytest
from sqlalchemy import select

from edge.errors import RefusedError, UnknownRecordError
from hub.actions.actor import Actor, ForbiddenError, Role
from hub.actions.amend import Amendment, Amendments, Kind
from hub.actions.members import Members
from hub.config.retention import RetentionConfig
from hub.ingest.parse import parse
from hub.ingest.writer import Writer
from hub.live.board import Board
from hub.store import schema
from hub.store.database import Database
from hub.store.retention import clean_up
from hub.times import DAY_MS, to_ms
from tests.hub.messages import END, received, session, summary

STAFF = Actor("kim", Role.STAFF)
VIEWER = replace(STAFF, role=Role.VIEWER)


def rows(database: Database, table):
    with database.read() as connection:
        return connection.execute(select(table)).all()


@pytest.fixture
def members(database: Database) -> Members:
    return Members(database, Board())


def test_erasing_a_member_reaches_every_table(database: Database, members: Members) -> None:
    id_ = members.enrol(STAFF, "  Kim   Ji-woo ")
    members.consent(STAFF, id_, "2026-1")
    members.add_card(STAFF, id_, "GYM1ABCDEFGHIJKLMNOP")
    other = summary(2, member_id=None)
    Writer(database).write([session(summary(1, member_id=id_)), session(other)])
    bad = received("session", '{"member": "' + id_ + '"}')
    Writer(database).write([parse(bad, "gymstation")])
    amend = Amendment(other.id, Kind.REASSIGN, f"was {id_}", member_id=id_)
    Amendments(database).amend(STAFF, amend)
    members.erase(STAFF, id_)
    for table in schema.metadata.sorted_tables:
        for row in rows(database, table):
            assert id_ not in repr(row), table.name
            assert "Ji-woo" not in repr(row), table.name
    assert len(rows(database, schema.sessions)) == 2


def test_an_amendment_stands_beside_what_was_said(database: Database) -> None:
    said = summary()
    Writer(database).write([session(said)])
    correct = Amendment(said.id, Kind.CORRECT, "miscounted", number=1, rep_count=3)
    Amendments(database).amend(STAFF, correct)
    Writer(database).write([session(said)])
    first = min(rows(database, schema.sets), key=lambda row: row.number)
    assert (first.rep_count, first.effective_rep_count) == (said.sets[0].rep_count, 3)
    assert rows(database, schema.amendments)[0].account == "kim"
    assert rows(database, schema.sessions)[0].amended


@pytest.mark.parametrize(
    ("amendment", "error"),
    [
        (Amendment("s", Kind.CORRECT, ""), RefusedError),
        (Amendment("s", Kind.REASSIGN, ""), RefusedError),
        (Amendment("s", Kind.ANONYMISE, "", rep_count=3), RefusedError),
        (Amendment("s", Kind.ANONYMISE, ""), UnknownRecordError),
        (Amendment("s", Kind.CORRECT, "", number=1, rep_count=-1), RefusedError),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(database, amendment, error) -> None:
    with pytest.raises(error):
        Amendments(database).amend(STAFF, amendment)
    assert rows(database, schema.amendments) == []


def test_a_viewer_changes_nothing(database: Database, members: Members) -> None:
    with pytest.raises(ForbiddenError):
        members.enrol(VIEWER, "Kim")
    with pytest.raises(ForbiddenError):
        Amendments(database).amend(VIEWER, Amendment("s", Kind.ANONYMISE, ""))
    assert rows(database, schema.audit) == []


def test_a_card_is_issued_once_and_revoked(members: Members, database: Database) -> None:
    id_ = members.enrol(STAFF, "Kim")
    digest = members.add_card(STAFF, id_, "GYM1")
    with pytest.raises(RefusedError):
        members.add_card(STAFF, id_, "GYM1")
    members.revoke_card(STAFF, id_, digest)
    assert rows(database, schema.cards)[0].revoked_ms
    with pytest.raises(UnknownRecordError):
        members.add_card(STAFF, "nobody", "GYM2")


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\x00b"])
def test_a_name_must_be_one(members: Members, name: str) -> None:
    with pytest.raises(RefusedError):
        members.enrol(STAFF, name)


def test_what_is_old_goes(database: Database) -> None:
    Writer(database).write([session(summary(1, member_id="m")), session(summary(2))])
    later = to_ms(END) + 10 * DAY_MS
    none = clean_up(database, RetentionConfig(sessions_days=20), later)
    assert (none.sessions, none.anonymised) == (0, 0)
    assert clean_up(database, RetentionConfig(anonymise_days=5), later).anonymised > 0
    assert all(row.member_id is None for row in rows(database, schema.sessions))
    assert clean_up(database, RetentionConfig(sessions_days=5), later).sessions == 2
    assert rows(database, schema.sets) == rows(database, schema.set_conditions) == []


def test_the_quarantine_has_an_end(database: Database) -> None:
    bad = [parse(received("session", f"{{{n}"), "gymstation") for n in range(20)]
    Writer(database).write(bad)
    at_ms = rows(database, schema.quarantine)[0].at_ms
    assert clean_up(database, RetentionConfig(quarantine_most=5), at_ms).quarantine == 15
    assert len(rows(database, schema.quarantine)) == 5
