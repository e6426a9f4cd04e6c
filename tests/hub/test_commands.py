"""Commands from the hub to stations, over a real broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import paho.mqtt.client as mqtt
import pytest
from fastapi.testclient import TestClient
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from sqlalchemy import select

from edge.config.uplink import UplinkConfig
from edge.errors import RefusedError
from edge.uplink.topics import Topics
from edge.uplink.uplink import Uplink
from hub.actions.actor import Actor, ForbiddenError, Role
from hub.api.app import make_app
from hub.config import HubConfig
from hub.config.broker import BrokerConfig
from hub.ingest.service import Ingest
from hub.live.board import Board
from hub.queries.sessions import SessionFilter
from hub.services import Services
from hub.store import schema
from hub.store.database import Database, sqlite_url
from hub.wire.commands import Commands
from tests.exercise.figure import film
from tests.fakes.broker import Mosquitto
from tests.fakes.hub import FakeHub
from tests.hub.test_ingest_broker import QUICK, wait_for

STAFF = Actor("kim", Role.STAFF)
RACK = "gym/rack-1"


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    with Mosquitto(tmp_path) as running:
        yield running


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path / "hub.db")


@contextmanager
def worker(port: int, database: Database, name: str = "1") -> Iterator[Services]:
    """A hub that listens and can be asked to send commands."""
    broker = BrokerConfig(port=port, worker=name, group="hub")
    board = Board()
    ingest = Ingest(broker, database, board, QUICK)
    services = Services.of(HubConfig(broker=broker), database, board, ingest)
    ingest.start()
    services.line.start()
    wait_for(lambda: all(each.is_up for each in (*ingest.hearing, services.line.hearing)))
    yield services
    services.line.stop()
    ingest.stop()


@contextmanager
def rack(port: int, folder: Path, *, deaf: bool = False) -> Iterator[list[str]]:
    """A station that says what it was asked; deaf: it never answers."""
    config = UplinkConfig(host="127.0.0.1", port=port, retry_longest_s=0.2)
    topics = Topics("gymstation", "gym", "rack-1")
    uplink = Uplink(config, topics, folder, boot_id="boot", version="0.1")
    asked: list[str] = []
    stop = Event()

    def answer() -> None:
        while not stop.wait(0.01):
            command = uplink.take_command()
            if command is None:
                continue
            asked.append(command.name)
            if command.name == "signal-test" and command.parameters.signal == "rude":
                command.refuse("there is no signal 'rude'")
            elif not deaf:
                command.answer({"did": command.name})

    thread = Thread(target=answer)
    thread.start()
    uplink.start()
    yield asked
    stop.set()
    thread.join()
    uplink.stop()


def is_here(hub: Services) -> Callable[[], bool]:
    def found() -> bool:
        known = hub.board.station(RACK)
        return known is not None and known.is_online

    return found


def test_a_station_is_asked_and_its_answer_comes_back(
    broker: Mosquitto, database: Database, tmp_path: Path
) -> None:
    with worker(broker.port, database) as hub, rack(broker.port, tmp_path) as asked:
        wait_for(is_here(hub))
        done = hub.commands.send(STAFF, RACK, "status", {})
        assert (done.ok, done.result, done.error) == (True, {"did": "status"}, None)
        refused = hub.commands.send(STAFF, RACK, "signal-test", {"signal": "rude"})
        assert (refused.ok, refused.error) == (False, "there is no signal 'rude'")
        assert asked == ["status", "signal-test"]
    with database.read() as connection:
        noted = connection.execute(select(schema.audit.c.account, schema.audit.c.detail)).all()
    assert noted == [("kim", {"command": "status"}), ("kim", {"command": "signal-test"})]


def test_of_two_workers_each_hears_the_answer_and_only_the_asker_takes_it(
    broker: Mosquitto, database: Database, tmp_path: Path
) -> None:
    with (
        worker(broker.port, database, "1") as one,
        worker(broker.port, database, "2") as two,
        rack(broker.port, tmp_path),
    ):
        wait_for(is_here(one))
        wait_for(is_here(two))
        replies = {}

        def ask(hub: Services, name: str) -> None:
            replies[name] = hub.commands.send(STAFF, RACK, name, {}).result

        asking = [
            Thread(target=ask, args=args)
            for args in ((one, "status"), (two, "doctor"), (one, "reload"))
        ]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        assert replies == {name: {"did": name} for name in ("status", "doctor", "reload")}


def test_what_cannot_be_asked_is_refused_at_once(broker: Mosquitto, database: Database) -> None:
    with worker(broker.port, database) as hub:
        begun_s = time.monotonic()
        with pytest.raises(RefusedError, match="away"):
            hub.commands.send(STAFF, RACK, "status", {})
        with pytest.raises(RefusedError, match="no such command"):
            hub.commands.send(STAFF, RACK, "self-destruct", {})
        with pytest.raises(RefusedError, match="no parameter volume"):
            hub.commands.send(STAFF, RACK, "signal-test", {"volume": "11"})
        with pytest.raises(ForbiddenError):
            hub.commands.send(Actor("lee", Role.VIEWER), RACK, "status", {})
        assert time.monotonic() - begun_s < 1.0
    with database.read() as connection:
        assert connection.execute(select(schema.audit)).all() == []


def test_a_station_that_does_not_answer_is_said_so_and_nothing_stays_behind(
    broker: Mosquitto, database: Database, tmp_path: Path
) -> None:
    with (
        worker(broker.port, database) as hub,
        rack(broker.port, tmp_path, deaf=True),
        FakeHub(broker.port, "gymstation/+/+/cmd/+") as later,
    ):
        wait_for(is_here(hub))
        impatient = Commands(database, hub.board, hub.line, "gymstation", timeout_s=0.3)
        reply = impatient.send(STAFF, RACK, "status", {})
        assert not reply.ok
        assert "did not answer within 0.3 s" in (reply.error or "")
        later.wait(lambda: bool(later.heard))
        assert not any(retained for _, _, retained in later.heard)


def test_an_answer_of_another_station_is_none(
    broker: Mosquitto, database: Database, tmp_path: Path
) -> None:
    with worker(broker.port, database) as hub, rack(broker.port, tmp_path, deaf=True):
        wait_for(is_here(hub))
        impatient = Commands(database, hub.board, hub.line, "gymstation", timeout_s=1.0)
        liar = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5)
        lies: list[str] = []

        def lie(client: mqtt.Client, _data: object, heard: mqtt.MQTTMessage) -> None:
            said = Properties(PacketTypes.PUBLISH)
            said.CorrelationData = heard.properties.CorrelationData
            client.publish("gymstation/gym/rack-2/reply", '{"ok": true}', 1, properties=said)
            lies.append(heard.topic)

        liar.on_message = lie
        liar.connect("127.0.0.1", broker.port)
        liar.subscribe("gymstation/+/+/cmd/+")
        liar.loop_start()
        assert "did not answer" in (impatient.send(STAFF, RACK, "status", {}).error or "")
        assert lies
        liar.loop_stop()


def test_without_a_broker_it_is_refused(broker: Mosquitto, database: Database, tmp_path: Path):
    with worker(broker.port, database) as hub, rack(broker.port, tmp_path):
        wait_for(is_here(hub))
        broker.kill()
        wait_for(lambda: not hub.line.hearing.is_up)
        with pytest.raises(RefusedError, match="broker"):
            hub.commands.send(STAFF, RACK, "status", {})


def test_the_api_ends_the_session_of_a_real_station(
    broker: Mosquitto, database: Database, tmp_path: Path
) -> None:
    film("squat", repetitions=3).recording().save(tmp_path / "squats.npz")
    config = tmp_path / "station.yaml"
    config.write_text(
        f"data_dir: {tmp_path / 'data'}\nstation: rack-1\nfeedback: {{led: none}}\n"
        f"uplink: {{host: 127.0.0.1, port: {broker.port}, retry_longest_s: 0.5}}\n"
    )
    command = [sys.executable, "-m", "edge", "run", "-c", config]
    command += ["--camera", tmp_path / "squats.npz"]
    with worker(broker.port, database) as hub:
        secret = hub.accounts.setup_secret()
        root = Actor("root", Role.ADMIN)
        hub.accounts.set_up(secret, "root", "correct horse", "en", "")
        web = TestClient(make_app(hub))
        token = hub.accounts.issue_token(root, "root", "test", None)
        web.headers["Authorization"] = f"Bearer {token}"
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONUNBUFFERED": "1"}
        ) as run:
            wait_for(lambda: hub.board.station(RACK) is not None, 60)
            wait_for(lambda: hub.board.station(RACK).rep is not None, 60)
            url = "/api/stations/gym/rack-1/commands"
            assert web.post(f"{url}/end-session", json={}).json()["result"] == {"ended": True}
            wait_for(lambda: len(hub.sessions.page(SessionFilter(), None, 10).items) == 1, 30)
            doctor = web.post(f"{url}/doctor", json={}).json()
            assert doctor["ok"]
            assert doctor["result"]["camera"] == "healthy"
            assert web.post(f"{url}/self-destruct", json={}).status_code == 422
            run.send_signal(signal.SIGTERM)
            run.wait(20)
        wait_for(lambda: not hub.board.station(RACK).is_online)
        assert web.post(f"{url}/status", json={}).status_code == 422
