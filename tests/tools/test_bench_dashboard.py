"""The measurement of pages and lists, with a small store."""

import re
from pathlib import Path

import pytest
from sqlalchemy import func, select

from hub.queries.sessions import SessionFilter, Sessions
from hub.store import schema
from hub.store.database import Database, sqlite_url
from tests.fakes.broker import Mosquitto
from tools import bench_dashboard
from tools.hubload.chromium import chromium_path
from tools.hubload.full_store import full_store
from tools.hubload.size import Size

SIZE = Size(stations=20, sessions=500, members=30, days=10)


def test_a_full_store_is_one_that_the_hub_could_have_written(tmp_path: Path) -> None:
    path = full_store(tmp_path, SIZE)
    assert full_store(tmp_path, SIZE) == path
    database = Database(sqlite_url(path))
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.sessions)) == 500
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        reps = connection.scalar(select(func.json_array_length(schema.sets.c.reps)))
        assert reps == connection.scalar(select(schema.sets.c.rep_count))
        assert connection.exec_driver_sql("SELECT sum(sessions) FROM station_days").scalar() == 500
        made = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    assert {index.name for index in schema.sets.indexes | schema.sessions.indexes} <= made
    page = Sessions(database).page(SessionFilter(member_id="member-0"), None, 50)
    assert page.items
    detail = Sessions(database).one(page.items[0].id)
    assert len(detail.sets) == page.items[0].set_count
    database.close()


def test_pages_and_every_list_are_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Mosquitto(tmp_path)  # skips the test where it is not installed
    if chromium_path() is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    arguments = "--stations 20 --sessions 500 --members 30 --days 10 --loads 1 --limit 60"
    pages = ("--page", "wall", "--page", "sessions")
    assert bench_dashboard.main([*arguments.split(), *pages, "--folder", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    for name in ("wall", "sessions", "/api/sessions", "/api/members", "/api/sessions of a station"):
        assert re.search(rf"^{re.escape(name)} +[0-9.]+ ", printed, re.MULTILINE), printed
    assert "load average" in printed


def test_what_is_too_slow_is_named() -> None:
    line = bench_dashboard.Timing("wall", 2.0, (0.5, 0.6, 1.5)).line
    assert line(2.0).endswith("ok")
    assert line(1.0).endswith("median ok")
    assert line(0.55).endswith("TOO SLOW")
