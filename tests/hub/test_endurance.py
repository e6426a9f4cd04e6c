"""What a bad day brings: ten thousand messages of nonsense, and a database that goes away."""

import json
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from hub.ingest.parse import KEPT, parse
from hub.ingest.received import Read, Received, Rejected
from hub.ingest.writer import Writer
from hub.store import schema
from hub.store.database import Database, sqlite_url
from hub.store.upgrade import upgrade
from tests.fakes.broker import Mosquitto
from tests.fakes.postgres import Postgres
from tests.hub.messages import NOW_MS, as_json, done, summary
from tests.hub.test_ingest_broker import hub, kept, station, wait_for

MESSAGES = 10_000


class Nonsense:
    """Messages that are nearly right, and others that are nothing like it."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311
        self._good = json.dumps(as_json(summary())).encode()

    def message(self) -> Received:
        kinds = (self._cut, self._flipped, self._noise, self._changed, self._topic)
        return self._random.choice(kinds)()

    def _cut(self) -> Received:
        return self._session(self._good[: self._random.randrange(len(self._good))])

    def _flipped(self) -> Received:
        raw = bytearray(self._good)
        for _ in range(self._random.randint(1, 5)):
            raw[self._random.randrange(len(raw))] = self._random.randrange(256)
        return self._session(bytes(raw))

    def _noise(self) -> Received:
        name = self._random.choice(sorted(KEPT))
        raw = self._random.randbytes(self._random.randrange(300))
        return Received(f"gymstation/gym/rack-1/{name}", raw, NOW_MS)

    def _changed(self) -> Received:
        body = as_json(summary())
        place = body["summary"] if self._random.random() < 0.7 else body
        values = (None, -1, 2**70, 1e308, "", "x" * 5000, [], {}, "\u0000", "\ud800", [[]] * 50)
        place[self._random.choice(sorted(place))] = self._random.choice(values)
        return self._session(json.dumps(body).encode())

    def _topic(self) -> Received:
        levels = ("gymstation", "gym", "rack-1", "session", "", "A B", "é", "x" * 200, "$share")
        topic = "/".join(self._random.choices(levels, k=self._random.randint(1, 6)))
        return Received(topic, self._good, NOW_MS)

    def _session(self, raw: bytes) -> Received:
        return Received("gymstation/gym/rack-1/session", raw, NOW_MS)


@pytest.mark.slow
def test_ten_thousand_messages_of_nonsense_are_all_accounted_for(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "hub.db"))
    upgrade(database)
    nonsense, writer = Nonsense(1), Writer(database)
    results = [parse(nonsense.message(), "gymstation") for _ in range(MESSAGES)]
    for start in range(0, MESSAGES, 500):
        writer.write(results[start : start + 500])
    rejected = [each for each in results if isinstance(each, Rejected)]
    # A flipped digit may leave a message that is as good as another.
    assert len(rejected) > 0.8 * MESSAGES
    assert all(each.reason for each in rejected)
    with database.read() as connection:
        times = connection.scalar(select(func.sum(schema.quarantine.c.times)))
        sessions = set(connection.scalars(select(schema.sessions.c.id)))
    assert times == len(rejected)
    assert sessions == {each.message.summary.id for each in results if isinstance(each, Read)}
    database.close()


def test_a_database_that_goes_away_and_comes_back_loses_nothing(tmp_path: Path) -> None:
    with Postgres() as server, Mosquitto(tmp_path, "max_queued_messages 0") as broker:
        database = Database(server.new_database())
        upgrade(database)
        with hub(broker.port, database) as ingest, station(broker.port) as say:
            say("session", done(summary(1)).to_json())
            wait_for(lambda: kept(database) == 1)
            server.stop()
            for seed in (2, 3, 4):
                say("session", done(summary(seed)).to_json())
            wait_for(lambda: "does not work" in ingest.keeping.problem)
            server.start()
            wait_for(lambda: ingest.keeping.new == 4)
        assert kept(database) == 4
        database.close()
