from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from edge.uplink.message import Alert, Availability, Health, HealthCheck
from hub.ingest.parse import parse
from hub.ingest.writer import Writer
from hub.store import schema
from hub.store.database import Database
from hub.store.erase import erase_member
from hub.times import to_ms
from tests.hub.messages import ABOUT, END, NOW_MS, heard, received, session, summary


def rows(database: Database, table):
    with database.read() as connection:
        return connection.execute(select(table)).all()


def count(database: Database, table) -> int:
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def presence(status: str, boot_id: str = "boot-1", since: str = "2026-11-20T17:00:00Z"):
    about = ABOUT | {"boot_id": boot_id}
    return heard(Availability(**about, status=status, since=since, version="1.0"))


def health(state: str):
    check = HealthCheck(check="camera", status="healthy", state=state, detail="3 s ago")
    return heard(Health(**ABOUT, status="healthy", checks=(check,)))


def test_a_session_is_kept_whole(database: Database) -> None:
    said = summary(member_id="m-1")
    assert Writer(database).write([session(said)]) == 1
    (kept,) = rows(database, schema.sessions)
    assert (kept.id, kept.station_id) == (said.id, "gym/rack-1")
    assert kept.end_ms == to_ms(END)
    assert kept.member_id == kept.effective_member_id == "m-1"
    sets = rows(database, schema.sets)
    assert sum(each.effective_rep_count for each in sets) == said.rep_count
    assert sum(len(each.reps) for each in sets) == said.rep_count
    faults = sum(each.fault for each in rows(database, schema.set_conditions))
    assert faults == sum(c.fault for each in said.sets for c in each.conditions)


def test_doubles_are_dropped_in_a_batch_and_between(database: Database) -> None:
    said = session(summary())
    assert Writer(database).write([said, said]) == 1
    assert Writer(database).write([said]) == 0
    assert count(database, schema.sessions) == 1


@pytest.mark.parametrize("in_one_batch", [True, False])
@pytest.mark.parametrize("right_first", [True, False])
def test_the_version_that_knows_the_time_holds(
    database: Database, *, in_one_batch: bool, right_first: bool
) -> None:
    right = summary()
    early = END - timedelta(days=365)
    wrong = replace(right, start_time=early, end_time=early, clock_synced=False)
    messages = [session(right), session(wrong)][:: 1 if right_first else -1]
    for batch in [messages] if in_one_batch else [[each] for each in messages]:
        Writer(database).write(batch)
    (kept,) = rows(database, schema.sessions)
    assert (kept.end_ms, kept.clock_synced) == (to_ms(END), True)
    assert count(database, schema.sets) == len(right.sets)


def test_a_late_will_of_an_earlier_run_is_ignored(database: Database) -> None:
    writer = Writer(database)
    writer.write([presence("online", "boot-1")])
    writer.write([presence("online", "boot-2", "2026-11-20T18:00:00Z")])
    writer.write([presence("offline", "boot-1")])
    assert [row.status for row in rows(database, schema.stations)] == ["online"]
    writer.write([presence("offline", "boot-2", "2026-11-20T18:00:00Z")])
    assert [row.status for row in rows(database, schema.stations)] == ["offline"]


def test_health_is_noted_when_it_changes(database: Database) -> None:
    writer = Writer(database)
    for state in ("ok", "ok", "blocked", "blocked", "ok"):
        writer.write([health(state)])
    found = [row.checks[0]["state"] for row in rows(database, schema.health_history)]
    assert found == ["ok", "blocked", "ok"]


def test_an_alert_is_kept_once(database: Database) -> None:
    alert = heard(
        Alert(**ABOUT, code="hot", severity="critical", text={"en": "Hot", "ko": "뜨거움"})
    )
    Writer(database).write([alert, alert])
    Writer(database).write([alert])
    (kept,) = rows(database, schema.alerts)
    assert kept.text["ko"] == "뜨거움"


def test_what_cannot_be_read_waits_with_its_reason(database: Database) -> None:
    bad = received("session", b"{\x00")
    rejected = parse(bad, "gymstation")
    Writer(database).write([rejected])
    Writer(database).write([rejected])
    (kept,) = rows(database, schema.quarantine)
    assert kept.payload == bad.payload
    assert kept.times == 2
    assert kept.reason
    assert kept.at_ms == NOW_MS


def test_whoever_was_erased_does_not_come_back(database: Database) -> None:
    writer = Writer(database)
    writer.write([session(summary(1, member_id="m-1"))])
    assert erase_member(database, "m-1") == 1
    writer.write([session(summary(1, member_id="m-1")), session(summary(2, member_id="m-1"))])
    kept = rows(database, schema.sessions)
    assert len(kept) == 2
    assert {(row.member_id, row.effective_member_id, row.method) for row in kept} == {
        (None, None, None)
    }
