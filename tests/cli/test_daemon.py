"""One life after the other: reloads, what cannot be used after all, and how it ends."""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from edge.cli import run as command
from edge.cli.run import Daemon
from edge.config.load import load_config
from edge.config.station import StationConfig
from edge.errors import ConfigError, DataFolderError, ModelMissingError
from edge.station.assembly import Assembled
from edge.station.recovery.reload import Reloading
from edge.station.service.notify import Notifier
from edge.station.service.process import End, Process

Play = Callable[[Assembled, StationConfig], tuple[End, StationConfig | None]]


class Stage:
    """A daemon whose lives are played by a script. lived: the settings of each."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.out = io.StringIO()
        self.lived: list[StationConfig] = []
        self.checks: list[dict[str, str]] = []
        self.script: Iterator[tuple[End, StationConfig | None]] = iter(())
        self.first = self.settings(folder)
        monkeypatch.setattr(command, "Life", self.make_life)

    def settings(self, folder: Path, **more: object) -> StationConfig:
        base = {"data_dir": str(folder), "feedback.led": "none", "exercises": ["squat"]}
        return load_config(None, base | more)

    def run(self, *script: tuple[End, StationConfig | None], safe: bool = False) -> int:
        self.script = iter(script)
        process = Process(Reloading(lambda: self.first), Notifier({}))
        console = Console(file=self.out, width=200)
        return Daemon(None, process, console, fast=True, safe=safe).run()

    def make_life(self, station: Assembled, settings: StationConfig, *_: object) -> "FakeLife":
        self.lived.append(settings)
        step = next(self.script)
        if isinstance(step, Exception):
            raise step
        return FakeLife(*step)


class FakeLife:
    def __init__(self, end: End, fresh: StationConfig | None) -> None:
        self.end, self.fresh = end, fresh

    def run(self, *_: object) -> tuple[()]:
        return ()


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return Stage(tmp_path / "data", monkeypatch)


def test_a_new_configuration_is_taken_up(stage: Stage, tmp_path: Path) -> None:
    new = stage.settings(tmp_path / "data", language="ko")
    assert stage.run((End.RELOAD, new), (End.STOPPED, None)) == 0

    assert stage.lived == [stage.first, new]


def test_one_that_cannot_be_used_after_all_gives_way_to_the_old(
    stage: Stage, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")
    wrong = stage.settings(tmp_path / "taken")
    assert stage.run((End.RELOAD, wrong), (End.STOPPED, None)) == 0

    assert stage.lived == [stage.first, stage.first]
    assert "taken" in stage.out.getvalue()
    assert "the configuration was not changed" in stage.out.getvalue()


def test_the_first_one_must_be_usable(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    stage.first = stage.settings(tmp_path / "taken")
    with pytest.raises(DataFolderError):
        stage.run()


def test_a_camera_that_stays_away_is_an_exit_status_of_its_own(stage: Stage) -> None:
    assert stage.run((End.RESTART, None)) == 75


@pytest.mark.parametrize(("program", "status"), [("", 76), ("raise SystemExit(1)", 75)])
def test_the_computer_is_asked_after_all_is_closed(
    stage: Stage, tmp_path: Path, program: str, status: int
) -> None:
    stage.first = stage.settings(
        tmp_path / "data", **{"recovery.reboot_command": [sys.executable, "-c", program]}
    )
    assert stage.run((End.REBOOT, None)) == status


@pytest.mark.parametrize("error", [ConfigError("bad pack"), ModelMissingError("no model")])
def test_what_cannot_be_run_starts_safe_mode_where_that_is_wanted(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    mended = stage.settings(Path(str(stage.first.data_dir)), language="ko")
    told: list[str] = []

    class Mended:
        def __init__(self, why: str, *_: object, **__: object) -> None:
            told.append(why)

        def run(self) -> StationConfig:
            return mended

    monkeypatch.setattr(command, "SafeMode", Mended)
    assert stage.run(error, (End.STOPPED, None), safe=True) == 0

    assert told == [str(error)]
    assert stage.lived == [stage.first, mended]
    with pytest.raises(type(error)):
        stage.run(error)
