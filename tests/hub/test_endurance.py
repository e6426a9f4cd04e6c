"""What a bad day brings: ten thousand messages of nonsense, and a database that goes away."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from sqlalchemy import func, select

from hub.ingest.parse import parse
from hub.ingest.received import Read, Received, Rejected
from hub.ingest.writer import Writer
from hub.live.board import Board
from hub.store import schema
from hub.store.database import Database, sqlite_url
from hub.store.upgrade import upgrade
from tests.fakes.broker import Mosquitto
from tests.fakes.postgres import Postgres
from tests.hub.messages import done, summary
from tests.hub.nonsense import PREFIX, Nonsense
from tests.hub.test_ingest_broker import hub, kept, station, wait_for

MESSAGES = 10_000
STATES = 500  # they go without confirmation: no more at once than the broker hands over for sure


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    database = Database(sqlite_url(tmp_path / "hub.db"))
    upgrade(database)
    yield database
    database.close()


def quarantined(database: Database) -> int:
    with database.read() as connection:
        return connection.scalar(select(func.sum(schema.quarantine.c.times))) or 0


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_ten_thousand_messages_of_nonsense_are_all_in_the_quarantine(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = sqlite_url(tmp_path / "hub.db")
    if kind == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    store = Database(url)
    request.addfinalizer(store.close)
    upgrade(store)
    nonsense, writer = Nonsense(1), Writer(store)
    makers = (nonsense.message, nonsense.message, nonsense.wrong_depth, nonsense.wrong_state)
    said = [makers[number % len(makers)]() for number in range(MESSAGES - 1)]
    results = [parse(each, PREFIX) for each in (*said, nonsense.too_long())]
    assert [each for each in results if isinstance(each, Read)] == []
    assert all(each.reason for each in results)
    for start in range(0, MESSAGES, 500):
        writer.write(results[start : start + 500])
    assert quarantined(store) == MESSAGES


def test_a_message_with_flipped_bytes_is_kept_or_in_the_quarantine(store: Database) -> None:
    nonsense = Nonsense(2)
    results = [parse(nonsense.flipped(), PREFIX) for _ in range(2000)]
    Writer(store).write(results)
    read = {each.message.summary.id for each in results if isinstance(each, Read)}
    with store.read() as connection:
        assert set(connection.scalars(select(schema.sessions.c.id))) == read
    assert read
    assert quarantined(store) == sum(isinstance(each, Rejected) for each in results)


@contextmanager
def stranger(port: int) -> Iterator[mqtt.Client]:
    """Somebody who may write on every topic."""
    client = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5)
    client.max_queued_messages_set(0)
    client.max_inflight_messages_set(1000)
    client.connect("127.0.0.1", port)
    client.loop_start()
    yield client
    client.disconnect()
    client.loop_stop()


def test_ten_thousand_messages_of_nonsense_do_not_stop_a_hub_at_its_broker(
    tmp_path: Path, store: Database
) -> None:
    nonsense, board = Nonsense(3), Board()
    settings = ("max_queued_messages 0", "max_inflight_messages 0")
    with (
        Mosquitto(tmp_path, *settings) as broker,
        hub(broker.port, store, board) as ingest,
        stranger(broker.port) as mallory,
    ):
        for said in (nonsense.wrong_depth() for _ in range(STATES)):  # nobody hears these
            _publish(mallory, said, 0)
        for said in (nonsense.wrong_state() for _ in range(STATES)):
            _publish(mallory, said, 0)
        for said in (nonsense.message() for _ in range(MESSAGES - STATES - 1)):
            _publish(mallory, said, 1)
        _publish(mallory, nonsense.too_long(), 1).wait_for_publish(30)
        with station(broker.port) as say:
            say("session", done(summary()).to_json())
        wait_for(lambda: kept(store) == 1, 60)
        wait_for(lambda: quarantined(store) >= MESSAGES)
        assert all(each.is_up for each in ingest.hearing)
        assert ingest.keeping.problem == ""
        assert [each.presence for each in board.stations()] == []
    assert quarantined(store) == MESSAGES


def _publish(client: mqtt.Client, said: Received, qos: int) -> mqtt.MQTTMessageInfo:
    return client.publish(said.topic, said.payload, qos)


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
