"""A database whose file is damaged: named, nothing confirmed, and well again with a copy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edge.errors import StoreError
from hub.ingest.writer import Writer
from hub.store.database import Database, sqlite_url
from hub.store.upgrade import require_newest, upgrade
from tests.fakes.broker import Mosquitto
from tests.hub.messages import done, heard, summary
from tests.hub.test_ingest_broker import hub, kept, station, wait_for

PAGE = 4096

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "overwritten": lambda whole: whole[:PAGE] + b"\xff" * (len(whole) - PAGE),
    "cut off": lambda whole: whole[: len(whole) // 3],
    "no database": lambda whole: b"\0" * PAGE + whole[PAGE:],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that was closed in good order."""
    found = tmp_path / "hub.db"
    database = Database(sqlite_url(found))
    upgrade(database)
    database.close()
    return found


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_named_with_what_to_do(path: Path, damage: str) -> None:
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    database = Database(sqlite_url(path))
    said = heard(done(summary(1)))

    with pytest.raises(StoreError, match=r"hub\.db: the database's file is damaged.*a copy"):
        Writer(database).write([said])
    with pytest.raises(StoreError, match="damaged"):
        require_newest(database)
    assert not database.works()
    database.close()


def test_what_comes_meanwhile_is_kept_once_a_copy_is_in_its_place(
    path: Path, tmp_path: Path
) -> None:
    copy = shutil.copy(path, tmp_path / "copy.db")
    path.write_bytes(DAMAGES["overwritten"](path.read_bytes()))
    settings = ("persistence true", f"persistence_location {tmp_path}/", "max_queued_messages 0")
    with Mosquitto(tmp_path, *settings) as broker, station(broker.port) as say:
        with hub(broker.port, Database(sqlite_url(path))) as ingest:
            say("session", done(summary(1)).to_json())
            wait_for(lambda: "damaged" in ingest.keeping.problem)
            assert ingest.keeping.kept == 0
        shutil.move(copy, path)
        mended = Database(sqlite_url(path))
        with hub(broker.port, mended):
            wait_for(lambda: kept(mended) == 1)
        mended.close()
