"""Trials of parts of a station that does not run."""

import sqlite3
from contextlib import closing
from pathlib import Path

from edge.config.station import StationConfig
from edge.station.health.trials import outbox_trial
from edge.uplink.uplink import OUTBOX_FILE


def settings() -> StationConfig:
    return StationConfig.model_validate({"uplink": {"host": "127.0.0.1"}})


def test_an_outbox_whose_entries_are_still_in_its_log(tmp_path: Path) -> None:
    file = tmp_path / OUTBOX_FILE
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL").fetchall()
        database.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
        database.execute("CREATE TABLE entry (row INTEGER, confirmed_s REAL)")
        database.execute("INSERT INTO entry VALUES (1, NULL), (2, 5.0)")
        # As a kill leaves it: neither tables nor entries are in the file yet.
        assert file.with_name(f"{file.name}-wal").stat().st_size > 0
        found = outbox_trial(settings(), file)()
    assert (found.state, found.detail) == ("ok", "1 waiting")


def test_a_file_that_is_no_outbox(tmp_path: Path) -> None:
    (tmp_path / OUTBOX_FILE).write_bytes(b"no database at all" * 100)
    assert outbox_trial(settings(), tmp_path / OUTBOX_FILE)().state == "in_memory"


def test_looking_leaves_nothing_beside_it(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / OUTBOX_FILE)) as database:
        database.execute("CREATE TABLE entry (row INTEGER, confirmed_s REAL)")
        database.commit()
    assert outbox_trial(settings(), tmp_path / OUTBOX_FILE)().state == "ok"
    assert [file.name for file in tmp_path.iterdir()] == [OUTBOX_FILE]
