"""`gymstation run --with-hub`: station and hub together, and the station without it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from edge.cli.hub_beside import HubChild
from tests.cli.conftest import Run
from tests.fakes.videos import write_empty_room
from tools.chaos.broker import mosquitto_path

pytest.importorskip("fastapi", reason="the extra `hub` is not installed")
needs_mosquitto = pytest.mark.skipif(mosquitto_path() is None, reason="mosquitto is not installed")


@needs_mosquitto
def test_a_session_of_the_clip_is_in_the_hubs_database(
    gymstation: Run, squats: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    done = gymstation("run", "--camera", squats, "--fast", "--once", "--with-hub")
    assert done.status == 0
    assert "gymhub: http://127.0.0.1:" in done.out
    assert "/set-up?secret=" in done.out
    with closing(sqlite3.connect(tmp_path / "data/gymhub/hub.db")) as database:
        query = "SELECT station_id, exercise, rep_count FROM sessions JOIN sets ON session_id = id"
        assert database.execute(query).fetchall() == [("gym/station-1", "squat", 3)]


@pytest.fixture
def running(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A station with its hub, before an empty room."""
    room = write_empty_room(tmp_path / "empty.mp4")
    config = tmp_path / "station.yaml"
    config.write_text(f"camera: {{source: file, path: {room}, loop: true}}\n")
    with subprocess.Popen(
        [sys.executable, "-m", "edge", "run", "--with-hub", "-c", config],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ
        | {
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "TMPDIR": str(tmp_path),
            "PYTHONUNBUFFERED": "1",
        },
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert any("set-up?secret=" in line for line in process.stdout)
            yield process
        finally:
            process.kill()


@needs_mosquitto
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_however_the_station_ends_nothing_of_the_hub_goes_on(
    running: "subprocess.Popen[str]", how: signal.Signals, tmp_path: Path
) -> None:
    assert len(programs(tmp_path)) >= 1
    os.killpg(running.pid, how)  # as a terminal does with Ctrl-C
    status = running.wait(30)
    assert status == (0 if how is signal.SIGINT else -signal.SIGKILL)
    limit_s = time.monotonic() + 15
    while programs(tmp_path) and time.monotonic() < limit_s:
        time.sleep(0.1)
    assert programs(tmp_path) == []


def programs(folder: Path) -> list[str]:
    """Processes whose data is in this folder."""
    marked = f"XDG_DATA_HOME={folder / 'data'}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if marked in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "cmdline").read_bytes().decode())
        except OSError:
            continue
    return [each for each in found if each]


def fake_hub(folder: Path, script: str) -> Path:
    path = folder / "gymhub"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_a_hub_that_cannot_start_says_why(tmp_path: Path) -> None:
    said: list[str] = []
    program = fake_hub(
        tmp_path, "echo 'INFO hub' >&2; echo 'gymhub: mosquitto is not installed' >&2; exit 1"
    )
    child = HubChild(said.append, program)
    assert not child.start(Event())
    child.stop()
    assert said == ["no hub: mosquitto is not installed; the station goes on alone"]


def test_a_hub_that_is_not_installed_is_named(tmp_path: Path) -> None:
    said: list[str] = []
    child = HubChild(said.append, tmp_path / "gymhub")
    assert not child.start(Event())
    child.stop()
    assert "pip install 'gymstation[hub]'" in said[0]


def test_a_hub_that_ends_is_told_and_one_that_does_not_is_killed(tmp_path: Path) -> None:
    said: list[str] = []
    child = HubChild(said.append, fake_hub(tmp_path, "echo 'gymhub: http://here'; sleep 1; exit 3"))
    assert child.start(Event())
    limit_s = time.monotonic() + 10
    while len(said) < 2 and time.monotonic() < limit_s:
        time.sleep(0.02)
    child.stop()
    assert "ended with status 3" in said[1]


def test_nobody_waits_for_a_hub_after_ctrl_c(tmp_path: Path) -> None:
    child = HubChild(lambda _: None, fake_hub(tmp_path, "exec sleep 60"))
    stop = Event()
    stop.set()
    begun_s = time.monotonic()
    assert not child.start(stop)
    child.stop()
    assert time.monotonic() - begun_s < 5
