"""Run the command as a user does, in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from edge.cli import main as command
from tests.exercise.figure import film
from tests.fakes.videos import write_empty_room

Run = Callable[..., "Outcome"]


class Outcome:
    """What a command printed and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def gymstation(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> Outcome:
        monkeypatch.setattr("sys.argv", ["gymstation", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            command.main()
        printed = capsys.readouterr()
        return Outcome(int(stop.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def squats(tmp_path: Path) -> Path:
    path = tmp_path / "squats.npz"
    film("squat", repetitions=3).recording().save(path)
    return path


@pytest.fixture
def empty_room(tmp_path: Path) -> Path:
    return write_empty_room(tmp_path / "empty.mp4")
