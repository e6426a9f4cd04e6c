"""`gymstation run`: plays, counts, stops in good order."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from edge.cli.source import camera_overrides
from edge.errors import UsageError
from edge.resources import data_dir
from edge.station.storage.folder_lock import FolderLock
from tests.cli.conftest import Run
from tests.exercise.figure import film


def test_a_recording_is_played_once(gymstation: Run, squats: Path) -> None:
    done = gymstation("run", "--camera", squats, "--fast", "--once")
    assert done.status == 0
    assert [line for line in done.out.splitlines() if line.endswith("n: 3")]
    assert set_of(done.out) == ["Squat", "3"]


def set_of(printed: str) -> list[str]:
    """Exercise and count of the last set in the closing table."""
    return printed.splitlines()[-2].split()[:2]


def test_members_read_their_language(gymstation: Run, squats: Path, tmp_path: Path) -> None:
    config = tmp_path / "station.yaml"
    config.write_text("language: ko\nstation: hall-2\n", encoding="utf-8")
    done = gymstation("run", "-c", config, "--camera", squats, "--fast", "--once")
    assert set_of(done.out) == ["스쿼트", "3"]
    assert "셋" in done.out
    assert "hall-2" in done.out


def test_a_fault_comes_with_what_to_do(gymstation: Run, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow.npz"
    film("squat", 10.0, repetitions=3, reach=0.72).recording().save(shallow)
    done = gymstation("run", "--camera", shallow, "--fast", "--once")
    (first, *_) = [line for line in done.out.splitlines() if "Repetition with a fault: 1" in line]
    assert "Sit deeper" in first


def test_where_a_light_tells_the_signals_the_log_tells_the_repetitions(
    gymstation: Run, squats: Path, tmp_path: Path
) -> None:
    config = tmp_path / "station.yaml"
    config.write_text("feedback:\n  led: none\n", encoding="utf-8")
    done = gymstation("run", "-c", config, "--camera", squats, "--fast", "--once")
    assert [line.split()[:2] for line in done.out.splitlines() if line.startswith("Squat 2 ")]


def test_two_stations_do_not_share_a_data_folder(
    gymstation: Run, squats: Path, tmp_path: Path
) -> None:
    with FolderLock(data_dir(tmp_path / "data")):
        config = tmp_path / "station.yaml"
        config.write_text(f"data_dir: {tmp_path / 'data'}\n", encoding="utf-8")
        done = gymstation("run", "-c", config, "--camera", squats, "--fast", "--once")
    assert done.status == 1
    assert "another station runs with this data folder" in done.err


def test_sigterm_closes_the_set_and_prints_it(squats: Path) -> None:
    command = [sys.executable, "-m", "edge", "run", "--camera", str(squats)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as station:
        assert station.stdout is not None
        for line in station.stdout:
            if "Good repetition: 1" in line:
                break
        station.send_signal(signal.SIGTERM)
        began_s = time.monotonic()
        rest = station.stdout.read()
        assert station.wait(10) == 0
    assert time.monotonic() - began_s < 5
    assert set_of(rest) == ["Squat", "1"]


def test_a_wrong_camera_says_what_is_possible(gymstation: Run) -> None:
    done = gymstation("run", "--camera", "webcam9")
    assert done.status == 2
    assert "--camera webcam9: no such camera or file" in done.err


def test_a_broken_config_is_named_line_by_line(gymstation: Run, tmp_path: Path) -> None:
    config = tmp_path / "station.yaml"
    config.write_text("camra: {}\nexercises: squat\n", encoding="utf-8")
    done = gymstation("run", "-c", config)
    assert done.status == 2
    assert f"{config}:1:1: camra" in done.err
    assert f"{config}:2:12: exercises" in done.err


@pytest.mark.parametrize(
    ("camera", "expected"),
    [
        ("mannequin", {"camera.source": "mannequin"}),
        ("/dev/video2", {"camera.source": "usb", "camera.device": "/dev/video2"}),
        ("rtsp://gym/1", {"camera.source": "stream", "camera.url": "rtsp://gym/1"}),
        (__file__, {"camera.source": "file", "camera.path": __file__}),
    ],
)
def test_a_camera_is_named_by_what_it_is(camera: str, expected: dict[str, object]) -> None:
    assert camera_overrides(camera, once=False) == expected


def test_once_without_a_camera_is_the_demo() -> None:
    overrides = camera_overrides(None, once=True)
    assert overrides["camera.loop"] is False
    assert Path(str(overrides["camera.path"])).stem == "demo"


def test_a_name_that_is_no_camera_is_refused() -> None:
    with pytest.raises(UsageError, match="no such camera"):
        camera_overrides("nothing-here", once=False)
