from pathlib import Path

import pytest

from edge.config import find_config, load_config
from edge.config.camera import CameraSource
from edge.config.overrides import parse_assignments
from edge.errors import ConfigError


@pytest.fixture
def station(tmp_path: Path) -> Path:
    path = tmp_path / "station.yaml"
    path.write_text("station: hall\ncamera:\n  source: usb\n  fps: 15\n")
    return path


def test_command_line_over_file_over_defaults(station: Path):
    config = load_config(station, {"camera.fps": 10, "pose.smoothing.beta": 2.5})
    assert config.station == "hall"
    assert config.camera.source is CameraSource.USB
    assert config.camera.fps == 10
    assert config.pose.smoothing.beta == 2.5
    assert config.camera.width == 640


def test_each_error_names_its_layer(station: Path):
    station.write_text("camera:\n  sorce: usb\n  fps: 15\n")
    with pytest.raises(ConfigError) as caught:
        load_config(station, {"camera.fps": "fast", "pose.thread": 1})
    assert str(caught.value).splitlines() == [
        'command line: camera.fps: "fast" is text; allowed: a number from 1 to 120',
        'command line: pose.thread: unknown key; did you mean "threads"?',
        f'{station}:2:3: camera.sorce: unknown key; did you mean "source"?',
    ]


def test_override_below_a_key_without_value(station: Path):
    station.write_text("camera:\n")
    assert load_config(station, {"camera.fps": 10}).camera.fps == 10


def test_override_below_a_plain_value_reports_the_file(station: Path):
    station.write_text("camera: usb\n")
    with pytest.raises(ConfigError, match=r"1:9: camera: .usb. is text; allowed: a mapping"):
        load_config(station, {"camera.mannequin.seed": 10})


def test_override_does_not_change_what_was_given():
    exercises = ["squat"]
    overrides: dict[str, object] = {"exercises": exercises}
    load_config(None, overrides)
    assert overrides == {"exercises": ["squat"]}


@pytest.mark.parametrize("key", ["", ".", "camera.", ".fps", "camera..fps"])
def test_override_without_a_key(key: str):
    with pytest.raises(ConfigError, match="is no key"):
        load_config(None, {key: 1})


def test_unknown_section_of_an_override():
    with pytest.raises(ConfigError) as caught:
        load_config(None, {"camra.fps": 1})
    assert str(caught.value) == 'command line: camra: unknown key; did you mean "camera"?'


def test_assignments_are_yaml():
    assert parse_assignments(
        ["a.b=5", "c=[x, y]", "d=rtsp://u:p@h/?a=b", "e=", "f= yes", "g='5'", "h=true"]
    ) == {
        "a.b": 5,
        "c": ["x", "y"],
        "d": "rtsp://u:p@h/?a=b",
        "e": None,
        "f": "yes",
        "g": "5",
        "h": True,
    }


@pytest.mark.parametrize("assignment", ["camera.fps", "", "a=[", "a={b: &c d}", "a=\x00"])
def test_assignment_that_is_none(assignment: str):
    with pytest.raises(ConfigError):
        parse_assignments([assignment])


class TestFindConfig:
    def test_explicit_comes_first(self, tmp_path: Path, station: Path):
        explicit = tmp_path / "missing.yaml"
        environ = {"GYMSTATION_CONFIG": str(station)}
        assert find_config(explicit, environ=environ, system_config=station) == explicit

    def test_environment_comes_second(self, tmp_path: Path, station: Path):
        environ = {"GYMSTATION_CONFIG": str(tmp_path / "missing.yaml")}
        found = find_config(environ=environ, system_config=station)
        assert found == tmp_path / "missing.yaml"

    def test_system_file_comes_third(self, station: Path):
        assert find_config(environ={"GYMSTATION_CONFIG": ""}, system_config=station) == station

    def test_else_none(self, tmp_path: Path, station: Path):
        assert find_config(environ={}, system_config=tmp_path / "none.yaml") is None
        assert find_config(environ={}, system_config=station / "below.yaml") is None

    def test_unreadable_system_file_is_not_skipped(self, tmp_path: Path):
        too_long = tmp_path / ("x" * 300)
        assert find_config(environ={}, system_config=too_long) == too_long
