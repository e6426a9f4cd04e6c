"""What doctor finds: of the running station, and by itself."""

import json
import os
import time
from pathlib import Path

import pytest

from edge.config.station import StationConfig
from edge.health.board import Board
from edge.health.finding import Finding
from edge.health.registry import Result
from edge.health.status_file import FRESH_S, StatusFile, Who, path_to_write, read_status
from edge.health.words.all import CHECKS
from edge.station.health.examine import Examination, Machine, examine
from edge.station.storage.folder_lock import FolderLock, is_held
from edge.uplink.message import Status
from tests.fakes.board import FakeBoard
from tests.fakes.videos import write_empty_room

WHO = Who("gym", "station-1")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    fake = FakeBoard(tmp_path / "machine")
    return Machine(Board(fake.sys, ()), fake.sys, {}, tmp_path / "run")


@pytest.fixture
def settings(tmp_path: Path) -> StationConfig:
    video = write_empty_room(tmp_path / "room.mp4")
    return StationConfig.model_validate(
        {
            "data_dir": tmp_path / "data",
            "camera": {"source": "file", "path": video},
            "feedback": {"led": "none"},
        }
    )


def states(examination: Examination) -> dict[str, str]:
    return {result.finding.check: result.finding.state for result in examination.results}


def test_without_a_station_it_looks_by_itself(settings: StationConfig, machine: Machine) -> None:
    found = examine(settings, None, machine=machine)

    assert found.pid is None
    assert list(states(found)) == list(CHECKS)
    expected = {
        "camera": "recording",
        "models": "ok",
        "selftest": "ok",
        "config": "defaults",
        "feedback": "none",
        "identification": "off",
        "broker": "off",
        "outbox": "off",
        "disk": "ok",
        "pose": "not_running",
        "mount": "not_running",
    }
    assert expected.items() <= states(found).items()


def test_a_camera_that_is_not_there(tmp_path: Path, machine: Machine) -> None:
    settings = StationConfig.model_validate(
        {
            "data_dir": tmp_path / "data",
            "camera": {"source": "file", "path": tmp_path / "gone.mp4"},
            "uplink": {"host": "127.0.0.1", "port": 1, "timeout_s": 1.0},
        }
    )
    found = examine(settings, None, machine=machine)

    assert states(found)["camera"] == "unavailable"
    assert states(found)["brightness"] == "no_picture"
    assert states(found)["broker"] == "unreachable"
    assert (found.status, found.exit_status) == (Status.CRITICAL, 2)


def test_a_camera_that_a_running_station_has_is_left_alone(
    settings: StationConfig, machine: Machine, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    with FolderLock(tmp_path / "data"):
        assert is_held(tmp_path / "data")
        found = examine(settings, None, machine=machine)
    assert not is_held(tmp_path / "data")

    assert states(found)["camera"] == states(found)["feedback"] == "in_use"
    assert states(found)["models"] == "ok"


def test_a_configuration_that_cannot_be_used(machine: Machine) -> None:
    found = examine(StationConfig(), Path("bad.yaml"), "bad.yaml:1: nonsense", machine=machine)

    assert states(found)["config"] == "invalid"
    assert states(found)["camera"] == "no_config"
    assert states(found)["models"] == "ok"
    assert found.exit_status == 2


def told(machine: Machine, *states: tuple[str, str], age_s: float = 1.0) -> Path:
    """A running station's file."""
    machine.service.mkdir(exist_ok=True)
    path = machine.service / "health.json"
    results = [Result(Finding.of(check, state, "so"), age_s) for check, state in states]
    StatusFile(path, WHO, lambda: results).write()
    return path


def test_the_running_station_is_asked(settings: StationConfig, machine: Machine) -> None:
    told(machine, ("power", "low_before"), ("camera", "ok"))
    found = examine(settings, None, machine=machine)

    assert found.pid == os.getpid()
    assert states(found) == {"camera": "ok", "power": "low_before"}
    assert found.results[0].finding.detail == "so"
    assert found.results[0].age_s == pytest.approx(1.0, abs=0.5)
    assert (found.status, found.exit_status) == (Status.WARNING, 1)
    assert examine(settings, None, machine=machine, probe=True).pid is None


def test_a_station_that_is_well(settings: StationConfig, machine: Machine) -> None:
    told(machine, ("camera", "ok"), ("broker", "off"))
    assert examine(settings, None, machine=machine).exit_status == 0


@pytest.mark.parametrize(
    "change",
    [
        {"station": "station-2"},
        {"monotonic_s": time.monotonic() - FRESH_S - 1.0},
        {"monotonic_s": time.monotonic() + 1000.0},
        {"boot": "another"},
        {"checks": [{"check": "none"}]},
        {"schema": "gymstation.status/2"},
    ],
)
def test_what_is_old_or_anothers_is_not_believed(
    machine: Machine, change: dict[str, object]
) -> None:
    path = told(machine, ("camera", "ok"))
    assert read_status(WHO, {}, machine.service) is not None
    path.write_text(json.dumps(json.loads(path.read_text()) | change))

    assert read_status(WHO, {}, machine.service) is None


def test_the_file_goes_with_the_station(tmp_path: Path) -> None:
    path = path_to_write(WHO, {"RUNTIME_DIRECTORY": f"{tmp_path}:/elsewhere"})
    assert path == tmp_path / "health.json"
    status = StatusFile(path, WHO, list)
    status.start()
    status.write()
    assert path.exists()

    status.stop()
    assert not path.exists()
    assert path_to_write(WHO, {}) is None
