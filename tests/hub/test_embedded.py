import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from edge.errors import BrokerError, ConfigError
from hub.config import load_config
from hub.embedded import EmbeddedBroker
from tests.fakes.broker import Mosquitto, free_port
from tests.hub.messages import done, summary
from tests.hub.test_ingest_broker import station, wait_for
from tools.chaos.broker import mosquitto_path


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[EmbeddedBroker]:
    if mosquitto_path() is None:
        pytest.skip("mosquitto is not installed (apt-get install mosquitto)")
    broker = EmbeddedBroker(tmp_path, free_port())
    broker.start()
    yield broker
    broker.stop()


def test_it_takes_messages_and_comes_back_when_it_ends(broker: EmbeddedBroker) -> None:
    with station(broker._port) as say:
        say("session", done(summary(1)).to_json())
    broker._process.kill()
    broker._process.wait()

    def is_back() -> bool:
        try:
            with station(broker._port) as say:
                say("session", done(summary(1)).to_json())
        except OSError:
            time.sleep(0.1)
            return False
        return True

    wait_for(is_back)


def test_what_a_killed_hub_left_running_is_ended(broker: EmbeddedBroker, tmp_path: Path) -> None:
    broker._stop.set()  # nobody looks after it any more
    left = broker._process
    again = EmbeddedBroker(tmp_path, broker._port)
    waiter = Thread(target=left.wait)  # init would do so
    waiter.start()
    again.start()
    waiter.join(10)
    assert left.returncode is not None
    again.stop()


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with Mosquitto(tmp_path) as other:
        broker = EmbeddedBroker(tmp_path, other.port)
        with pytest.raises(BrokerError, match="another broker"):
            broker.start()
        broker.stop()


def test_without_mosquitto_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_args, **_more: None)
    with pytest.raises(BrokerError, match="apt-get install mosquitto"):
        EmbeddedBroker(tmp_path, 1)


def test_it_is_for_this_machine_alone(tmp_path: Path) -> None:
    path = tmp_path / "hub.yaml"
    path.write_text("broker: {embedded: true, host: other.example}\n")
    with pytest.raises(ConfigError, match="this machine alone"):
        load_config(path)
