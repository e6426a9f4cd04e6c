"""Run the command as a user does, in this process."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from edge.cli import main as command
from tests.exercise.figure import film

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
    """A second of video with nobody in it."""
    path = tmp_path / "empty.mp4"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 10, (160, 120))
    shades = np.linspace(60, 160, 160, dtype=np.uint8)
    for _ in range(10):
        writer.write(np.dstack([np.tile(shades, (120, 1))] * 3))
    writer.release()
    return path
