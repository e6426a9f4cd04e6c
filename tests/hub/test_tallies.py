"""The sums are what a recount of the sessions says, whatever happened to them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from hub.actions.actor import Actor, Role
from hub.actions.amend import Amendment, Amendments, Kind
from hub.actions.members import Members
from hub.config.retention import RetentionConfig
from hub.fleet.training import Place, make_session
from hub.ingest.writer import Writer
from hub.live.board import Board
from hub.store import schema
from hub.store.database import Database
from hub.store.retention import clean_up
from hub.store.tallies.rebuild import ensure_zone
from hub.store.tallies.tables import TALLIES
from hub.times import HOUR_MS, to_ms
from tests.hub.messages import END, session, summary

STAFF = Actor("kim", Role.STAFF)
SEOUL = "Asia/Seoul"
STEPS = 40


def sums(database: Database) -> dict[str, list[tuple]]:
    with database.read() as connection:
        return {
            table.name: sorted(tuple(row) for row in connection.execute(select(table)))
            for table in TALLIES
        }


def recount(database: Database, zone: str = SEOUL) -> dict[str, list[tuple]]:
    """The plainest way to count, one session at a time."""
    found: dict[str, dict[tuple, list[int]]] = {table.name: {} for table in TALLIES}

    def add(table: str, key: tuple, *figures: int) -> None:
        known = found[table].setdefault(key, [0] * len(figures))
        found[table][key] = [a + b for a, b in zip(known, figures, strict=True)]

    def day_of(at_ms: int) -> int:
        return (datetime.fromtimestamp(at_ms / 1000, ZoneInfo(zone)).date() - date(1970, 1, 1)).days

    with database.read() as connection:
        every = connection.execute(select(schema.sessions)).all()
        sets = connection.execute(select(schema.sets)).all()
        conditions = connection.execute(select(schema.set_conditions)).all()
    for each in every:
        day, site = day_of(each.start_ms), each.station_id.split("/")[0]
        busy_ms = int(each.duration_s * 1000)
        mine = [row for row in sets if row.session_id == each.id]
        reps = sum(row.effective_rep_count for row in mine)
        anonymous = each.effective_member_id is None
        figures = (1, int(anonymous), busy_ms, len(mine), reps)
        add("station_days", (day, site, each.station_id), *figures)
        hour = datetime.fromtimestamp(each.start_ms / 1000, ZoneInfo(zone)).hour
        add("site_hours", (day, site, hour), 1, 0)
        first = each.start_ms - each.start_ms % HOUR_MS
        for ms in range(first, each.start_ms + busy_ms, HOUR_MS):
            part = min(ms + HOUR_MS, each.start_ms + busy_ms) - max(ms, each.start_ms)
            hour = datetime.fromtimestamp(ms / 1000, ZoneInfo(zone)).hour
            add("site_hours", (day_of(ms), site, hour), 0, part)
        for row in mine:
            judged = row.exercise == row.effective_exercise
            share = (row.good_reps, row.judged_reps) if judged else (0, 0)
            key = (day, site, row.effective_exercise)
            hold_ms = int(row.hold_s * 1000)
            add("exercise_days", key, 1, row.effective_rep_count, *share, hold_ms)
            for one in conditions:
                if judged and (one.session_id, one.number) == (each.id, row.number):
                    add("condition_days", (*key, one.condition), one.ok, one.fault, one.not_judged)
    return {
        name: sorted((*key, *figures) for key, figures in rows.items() if any(figures))
        for name, rows in found.items()
    }


class Gym:
    """Does at random what may become of sessions."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.random = Random(seed)  # noqa: S311
        self.writer = Writer(database)
        self.members = Members(database, Board())
        self.amendments = Amendments(database)
        self.unsynced: list = []
        self.known = [self.members.enrol(STAFF, f"Kim {n}", f"member-{n}") for n in range(4)]

    def step(self) -> None:
        often = [self.ingest, self.ingest, self.correct, self.late]
        self.random.choice(
            [*often, self.again, self.give, self.anonymise, self.erase, self.retain]
        )()

    def ingest(self) -> None:
        said = []
        for number in range(self.random.randint(1, 4)):
            station = self.random.choice(["rack-1", "rack-2"])
            place = Place(self.random.choice(["gym", "north"]), station, "boot")
            end = END - timedelta(minutes=self.random.randint(0, 40_000))
            each = make_session(place, number + 1, end, self.random, members=4)
            each = replace(each, clock_synced=self.random.random() < 0.8)
            if not each.clock_synced:
                self.unsynced.append(each)
            said.append(session(each))
        self.writer.write(said)

    def again(self) -> None:
        self.writer.write([session(each) for each in self.unsynced])

    def late(self) -> None:
        if self.unsynced:
            shift = timedelta(minutes=self.random.randint(-10_000, 10_000))
            each = self.random.choice(self.unsynced)
            moved = {"start_time": each.start_time + shift, "end_time": each.end_time + shift}
            self.writer.write([session(replace(each, clock_synced=True, **moved))])

    def correct(self) -> None:
        if id_ := self.any_session():
            exercise = self.random.choice([None, "squat", "lunge"])
            count = self.random.randint(0, 30)
            amend = Amendment(id_, Kind.CORRECT, "", 1, exercise, count)
            self.amendments.amend(STAFF, amend)

    def give(self) -> None:
        if self.known and (id_ := self.any_session()):
            member = self.random.choice(self.known)
            self.amendments.amend(STAFF, Amendment(id_, Kind.REASSIGN, "", member_id=member))

    def anonymise(self) -> None:
        if id_ := self.any_session():
            self.amendments.amend(STAFF, Amendment(id_, Kind.ANONYMISE, ""))

    def erase(self) -> None:
        if len(self.known) > 1:
            self.members.erase(STAFF, self.known.pop())

    def retain(self) -> None:
        days = self.random.randint(20, 28)
        config = RetentionConfig(sessions_days=days, anonymise_days=days - 5)
        clean_up(self.database, config, to_ms(END))

    def any_session(self) -> str | None:
        with self.database.read() as connection:
            ids = sorted(connection.scalars(select(schema.sessions.c.id)))
        return self.random.choice(ids) if ids else None


@pytest.mark.parametrize("seed", range(3))
def test_the_sums_are_those_of_a_recount(database: Database, seed: int) -> None:
    ensure_zone(database, SEOUL)
    gym = Gym(database, seed)
    for _ in range(STEPS):
        gym.step()
    kept = sums(database)
    assert kept == recount(database)
    assert all(kept.values()), "the random steps left something to compare"


def test_sums_of_two_that_change_the_same_session_at_once(database: Database) -> None:
    ensure_zone(database, SEOUL)
    said = [summary(seed) for seed in range(1, 9)]
    Writer(database).write([session(each) for each in said])
    faults: list[Exception] = []

    def amend(seed: int) -> None:
        random = Random(seed)  # noqa: S311
        try:
            for _ in range(15):
                each = random.choice(said)
                amendment = Amendment(each.id, Kind.CORRECT, "", 1, None, random.randint(0, 30))
                Amendments(database).amend(STAFF, amendment)
        except Exception as error:  # noqa: BLE001 - told to the test
            faults.append(error)

    threads = [Thread(target=amend, args=(seed,)) for seed in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sums(database) == recount(database)


def test_another_time_zone_counts_anew(database: Database) -> None:
    Writer(database).write([session(summary(1))])
    assert not any(sums(database).values()), "nothing is counted before the zone is known"
    assert ensure_zone(database, SEOUL)
    assert not ensure_zone(database, SEOUL)
    there = sums(database)
    assert ensure_zone(database, "America/New_York")
    assert sums(database) == recount(database, "America/New_York")
    assert sums(database) != there


def test_a_day_that_lost_everything_is_gone(database: Database) -> None:
    ensure_zone(database, "UTC")
    Writer(database).write([session(summary(1))])
    assert all(sums(database).values())
    clean_up(database, RetentionConfig(sessions_days=1), to_ms(END + timedelta(days=5)))
    assert not any(sums(database).values())


def test_what_staff_named_otherwise_was_not_judged(database: Database) -> None:
    ensure_zone(database, "UTC")
    said = summary(1)
    Writer(database).write([session(said)])
    for each in said.sets:
        amend = Amendment(said.id, Kind.CORRECT, "", each.index, "swimming")
        Amendments(database).amend(STAFF, amend)
    kept = sums(database)
    ((_, _, exercise, sets, reps, good, judged, _),) = kept["exercise_days"]
    assert (exercise, sets, reps) == ("swimming", len(said.sets), said.rep_count)
    assert (good, judged) == (0, 0)
    assert kept["condition_days"] == []
