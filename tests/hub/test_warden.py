"""Forged galleries are seen by a hub that can open none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from edge.errors import ConfigError
from edge.member.gallery.bundle import seal_bundle, verifying_key
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.state import Entry, GalleryState, Slot
from hub.config import load_config
from hub.config.broker import BrokerConfig
from hub.ingest.received import Received
from hub.store import schema
from hub.store.database import Database, sqlite_url
from hub.wire.line import Line
from hub.wire.warden import FORGED, Warden, filters
from tests.fakes.broker import Mosquitto
from tests.hub.test_ingest_broker import QUICK, wait_for
from tests.sharing.test_galleries import say

KEY = SecretKey(bytes(range(32)))
STATE = GalleryState({Slot("m-kim", "name"): Entry(1, '{"text":"Kim"}')})


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path / "hub.db")


@pytest.fixture
def line(tmp_path: Path, database: Database) -> Iterator[tuple[Line, int]]:
    keys = {"gym": verifying_key(KEY)}
    with Mosquitto(tmp_path) as broker:
        found = Line(BrokerConfig(port=broker.port), filters("gymstation", keys), QUICK)
        Warden(database, found, "gymstation", keys)
        found.start()
        wait_for(lambda: found.hearing.is_up)
        yield found, broker.port
        found.stop()


def noted(database: Database) -> list[tuple[str, str, bytes]]:
    table = schema.quarantine
    query = select(table.c.topic, table.c.reason, table.c.payload)
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_a_forged_gallery_is_noted_without_what_it_holds(
    line: tuple[Line, int], database: Database
) -> None:
    heard: list[Received] = []
    line[0]._listeners.append(heard.append)
    genuine = seal_bundle(STATE, "gym", KEY)
    say(line[1], "gymstation/gym/rack-1/gallery", genuine)
    say(line[1], "gymstation/gym/rack-2/gallery", genuine[:-1] + bytes([genuine[-1] ^ 1]))
    say(line[1], "gymstation/gym/rack-3/gallery", seal_bundle(STATE, "gym", SecretKey(bytes(32))))
    say(line[1], "gymstation/gym/rack-4/gallery", b"x")
    say(line[1], "gymstation/other/rack-5/gallery", b"x")
    wait_for(lambda: len(heard) == 4)
    assert noted(database) == [
        (f"gymstation/gym/rack-{number}/gallery", FORGED, b"") for number in (2, 3, 4)
    ]


def test_a_key_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "hub.yaml"
    path.write_text("broker:\n  gallery_keys:\n    gym: nonsense\n")
    with pytest.raises(ConfigError, match="key show"):
        load_config(path)
    path.write_text(f"broker:\n  gallery_keys:\n    gym: {verifying_key(KEY)}\n")
    assert load_config(path).broker.gallery_keys == {"gym": verifying_key(KEY)}
