from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from edge.errors import RefusedError, UnknownRecordError
from edge.uplink.message import Alert, Health, HealthCheck
from hub.access.accounts import Accounts
from hub.access.keys import KeyKind, Keys
from hub.actions.actor import Actor, Role
from hub.actions.members import Members
from hub.ingest.parse import parse
from hub.ingest.writer import Writer
from hub.live.board import Board
from hub.queries.records import Records
from hub.queries.sessions import SessionFilter, Sessions
from hub.queries.stations import Stations
from hub.store.database import Database
from hub.times import to_ms
from tests.hub.messages import ABOUT, END, heard, received, session, summary

ADMIN = Actor("root", Role.ADMIN)


def walk(page_of, limit: int = 3) -> list:
    found: list = []
    cursor = None
    while True:
        page = page_of(cursor, limit)
        found += page.items
        cursor = page.next
        if cursor is None:
            return found


def test_sessions_are_found_by_what_is_asked(database: Database) -> None:
    early = END - timedelta(days=3)
    said = [
        summary(1, member_id="m-1"),
        summary(2, member_id="m-2"),
        summary(3, member_id="m-1", start_time=early, end_time=early),
        replace(summary(4, member_id=None), station="rack-2"),
    ]
    Writer(database).write([session(each) for each in said])
    sessions = Sessions(database)

    def ids(**wanted: object) -> set[str]:
        return {line.id for line in sessions.every(SessionFilter(**wanted))}

    assert ids() == {each.id for each in said}
    assert ids(member_id="m-1") == {said[0].id, said[2].id}
    assert ids(station_id="gym/rack-2") == {said[3].id}
    assert ids(to_ms=to_ms(early) + 1) == {said[2].id}
    assert ids(from_ms=to_ms(early) + 1, member_id="m-1") == {said[0].id}
    exercise = said[1].sets[0].exercise
    assert said[1].id in ids(exercise=exercise)
    assert ids(exercise="swimming") == set()
    line = sessions.one(said[0].id).session
    assert line.rep_count == said[0].rep_count
    assert line.set_count == len(said[0].sets)
    assert line.good_reps == sum(each.good_reps for each in said[0].sets)
    with pytest.raises(UnknownRecordError):
        sessions.one("nothing")


def test_pages_of_the_same_moment_neither_skip_nor_double(database: Database) -> None:
    said = [summary(seed, start_time=END) for seed in range(1, 12)]
    Writer(database).write([session(each) for each in said])
    sessions = Sessions(database)
    found = walk(lambda cursor, limit: sessions.page(SessionFilter(), cursor, limit))
    assert sorted(line.id for line in found) == sorted(each.id for each in said)


def test_history_of_a_station_is_paged(database: Database) -> None:
    messages = []
    for number in range(8):
        about = ABOUT | {"sequence": number}
        check = HealthCheck(check="camera", status="healthy", state=f"s{number}")
        messages.append(heard(Health(**about, status="healthy", checks=(check,))))
        messages.append(heard(Alert(**about, code="hot", severity="warning", text={"en": "Hot"})))
    Writer(database).write(messages)
    stations = Stations(database)
    health = walk(lambda cursor, limit: stations.health("gym/rack-1", cursor, limit))
    assert [each.checks[0]["state"] for each in health] == [f"s{n}" for n in range(7, -1, -1)]
    assert len(walk(lambda cursor, limit: stations.alerts(None, cursor, limit))) == 8
    assert [each.health for each in stations.all()] == ["healthy"]
    with pytest.raises(UnknownRecordError):
        stations.one("gym/none")


def test_records_are_paged(database: Database) -> None:
    bad = [parse(received("session", f"{{{n}"), "gymstation") for n in range(7)]
    Writer(database).write(bad)
    members = Members(database, Board())
    made = [members.enrol(ADMIN, f"Kim {n}") for n in range(7)]
    records = Records(database)
    assert len(walk(records.quarantine)) == 7
    assert sorted(each.id for each in walk(records.members)) == sorted(made)
    assert [each.action for each in walk(records.audit)] == ["member.enrol"] * 7


def test_a_key_opens_until_it_ends(database: Database) -> None:
    accounts, keys = Accounts(database), Keys(database)
    accounts.create(ADMIN, "kim", "long enough", Role.STAFF, "ko")
    assert accounts.sign_in("kim", "long enough")
    assert not accounts.sign_in("kim", "long enough!")
    secret = keys.issue(KeyKind.SESSION, "kim", lasts_ms=60_000)
    assert keys.holder(KeyKind.SESSION, secret).role is Role.STAFF
    assert keys.holder(KeyKind.TOKEN, secret) is None
    over = keys.issue(KeyKind.SESSION, "kim", lasts_ms=-1)
    assert keys.holder(KeyKind.SESSION, over) is None
    accounts.set_password(ADMIN, "kim", "another one")
    assert keys.holder(KeyKind.SESSION, secret) is None
    with pytest.raises(RefusedError):
        accounts.create(ADMIN, "kim", "long enough", Role.STAFF, "ko")
    with pytest.raises(RefusedError):
        accounts.create(ADMIN, "lee", "short", Role.STAFF, "ko")


@pytest.mark.parametrize("value", ["a\x00b", "\ud800"])
def test_a_value_that_no_database_holds_finds_nothing(database: Database, value: str) -> None:
    with suppress(RefusedError):
        assert list(Sessions(database).every(SessionFilter(member_id=value))) == []
