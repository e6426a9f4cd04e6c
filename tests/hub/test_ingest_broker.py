"""The whole way from a real mosquitto into both databases."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from sqlalchemy import func, select

from edge.backoff import BackOff
from edge.errors import StoreError
from edge.uplink.message import Availability, State
from hub.config.broker import BrokerConfig
from hub.ingest.service import Ingest
from hub.live.board import Board
from hub.store import schema
from hub.store.database import Database, sqlite_url
from hub.store.upgrade import upgrade
from tests.fakes.broker import Mosquitto
from tests.hub.messages import ABOUT, done, summary

QUICK = BackOff(first_s=0.05, longest_s=0.2)
TOPIC = "gymstation/gym/rack-1"


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    settings = ("persistence true", f"persistence_location {tmp_path}/", "max_queued_messages 0")
    with Mosquitto(tmp_path, *settings) as running:
        yield running


@contextmanager
def station(port: int) -> Iterator[Callable[..., None]]:
    client = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5)
    client.connect("127.0.0.1", port)
    client.loop_start()

    def say(name: str, payload: str, *, retain: bool = False) -> None:
        client.publish(f"{TOPIC}/{name}", payload, qos=1, retain=retain).wait_for_publish(5)

    yield say
    client.disconnect()
    client.loop_stop()


@contextmanager
def hub(port: int, database: Database, board: Board | None = None, **how: str) -> Iterator[Ingest]:
    ingest = Ingest(BrokerConfig(port=port, **how), database, board or Board(), QUICK)
    ingest.start()
    wait_for(lambda: all(each.is_up for each in ingest.hearing))
    yield ingest
    ingest.stop()


def wait_for(true: Callable[[], bool], longest_s: float = 15.0) -> None:
    limit_s = time.monotonic() + longest_s
    while not true():
        assert time.monotonic() < limit_s
        time.sleep(0.02)


def kept(database: Database, table=schema.sessions) -> int:
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def present(status: str) -> str:
    said = Availability(**ABOUT, status=status, since="2026-11-20T17:00:00Z", version="1")
    return said.to_json()


def test_sessions_come_in_once_and_what_is_broken_waits(
    broker: Mosquitto, database: Database
) -> None:
    with hub(broker.port, database), station(broker.port) as say:
        for seed in (1, 2, 2, 3, 1):
            say("session", done(summary(seed)).to_json())
        say("session", "{nonsense")
        say("state", "[]")
        wait_for(lambda: kept(database) == 3 and kept(database, schema.quarantine) == 2)


def test_what_came_while_the_hub_was_away_comes_when_it_is_back(
    broker: Mosquitto, database: Database
) -> None:
    with station(broker.port) as say:
        with hub(broker.port, database):
            say("session", done(summary(1)).to_json())
            wait_for(lambda: kept(database) == 1)
        say("session", done(summary(2)).to_json())
        with hub(broker.port, database):
            wait_for(lambda: kept(database) == 2)


def test_nothing_is_confirmed_before_it_is_kept(broker: Mosquitto, tmp_path: Path) -> None:
    class Broken(Database):
        def begin(self):
            raise StoreError("the disk is full")

    url = sqlite_url(tmp_path / "hub.db")
    whole = Database(url)
    upgrade(whole)
    with station(broker.port) as say:
        with hub(broker.port, Broken(url)) as ingest:
            say("session", done(summary(1)).to_json())
            wait_for(lambda: "disk is full" in ingest.keeping.problem)
        with hub(broker.port, whole) as ingest:
            wait_for(lambda: kept(whole) == 1)
            assert ingest.keeping.problem == ""
    whole.close()


def test_a_broker_that_comes_back_is_heard_again(broker: Mosquitto, tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "hub.db"))
    upgrade(database)
    with hub(broker.port, database) as ingest:
        broker.kill()
        wait_for(lambda: not ingest.hearing[0].is_up)
        broker.start()
        wait_for(lambda: all(each.is_up for each in ingest.hearing))
        with station(broker.port) as say:
            say("session", done(summary(1)).to_json())
        wait_for(lambda: kept(database) == 1)
    database.close()


def test_workers_of_a_group_share_what_is_kept_and_all_see_what_is_shown(
    broker: Mosquitto, database: Database
) -> None:
    first, second = Board(), Board()
    with station(broker.port) as say:
        say("availability", present("online"), retain=True)
        with (
            hub(broker.port, database, first, worker="1", group="hub") as one,
            hub(broker.port, database, second, worker="2", group="hub") as two,
        ):
            for seed in range(1, 21):
                say("session", done(summary(seed)).to_json())
            say("state", State(**ABOUT, phase="working", exercise="squat", count=3).to_json())
            wait_for(lambda: kept(database) == 20)
            assert one.keeping.new + two.keeping.new == 20
            assert min(one.keeping.new, two.keeping.new) > 0
            for board in (first, second):
                wait_for(lambda board=board: board.station("gym/rack-1") is not None)
                wait_for(lambda board=board: board.station("gym/rack-1").state is not None)
                assert board.station("gym/rack-1").state.count == 3
            with database.read() as connection:
                assert connection.scalar(select(schema.stations.c.status)) == "online"


def test_a_worker_that_joins_a_group_no_longer_hears_all(broker: Mosquitto, tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "hub.db"))
    upgrade(database)
    with hub(broker.port, database, worker="1"):
        pass
    with (
        hub(broker.port, database, worker="1", group="hub") as one,
        hub(broker.port, database, worker="2", group="hub") as two,
        station(broker.port) as say,
    ):
        for seed in range(1, 21):
            say("session", done(summary(seed)).to_json())
        wait_for(lambda: kept(database) == 20)
        # A worker counts what it has committed a moment after the commit.
        wait_for(lambda: one.keeping.kept + two.keeping.kept == 20)
        assert one.keeping.waiting == two.keeping.waiting == 0
    database.close()


def test_a_broker_that_refuses_is_named(tmp_path: Path) -> None:
    database = Database("sqlite://")
    with Mosquitto(tmp_path, "allow_anonymous false") as broker:
        ingest = Ingest(BrokerConfig(port=broker.port), database, Board(), QUICK)
        ingest.start()
        wait_for(lambda: "Not authorized" in ingest.hearing[0].detail)
        ingest.stop()
    database.close()
