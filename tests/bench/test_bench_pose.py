"""`gymstation bench pose` with the real models where they are, and a MediaPipe that is none."""

import json
import stat
import sys
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner, Result

from edge.bench.agreement import Seen
from edge.bench.contestants import MediaPipeContestant
from edge.bench.cost import Cost
from edge.bench.pose import PoseBench
from edge.camera.frame import Frame
from edge.cli.bench import app
from edge.errors import RuntimeMissingError, StationError, UsageError
from edge.resources import demo_dir, models_dir
from tests.fakes.pose import picture

MEDIAPIPE = '''
class Point:
    x, y, z, visibility = 0.5, 0.25, 0.0, 0.75

class Landmarks:
    landmark = [Point()] * 33

class Result:
    def __init__(self, landmarks):
        self.pose_landmarks = landmarks

class Pose:
    """Sees somebody in every picture that is not black."""
    def __init__(self, model_complexity, smooth_landmarks):
        print("words that native code prints")
    def process(self, pixels):
        return Result(Landmarks() if pixels.any() else None)
    def close(self):
        pass
'''


@pytest.fixture
def fake_python(tmp_path: Path) -> Path:
    """An interpreter whose mediapipe is the one above."""
    package = tmp_path / "site" / "mediapipe" / "python" / "solutions"
    package.mkdir(parents=True)
    for folder in (package, package.parent, package.parent.parent):
        (folder / "__init__.py").touch()
    (package / "pose.py").write_text(MEDIAPIPE)
    return script(tmp_path, f'PYTHONPATH={tmp_path / "site"} exec {sys.executable} "$@"')


def script(folder: Path, line: str) -> Path:
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def white(width: int, height: int) -> Frame:
    image = picture(width, height)
    image.pixels[:] = 255
    return Frame(image, 0.0, 0)


def test_the_worker_sees_every_size_and_says_what_it_cost(fake_python: Path) -> None:
    peer = MediaPipeContestant(fake_python)
    for width, height in ((64, 48), (64, 48), (30, 90)):
        peer.begin()
        seen, cost = peer.see(white(width, height))
        assert seen is not None
        assert seen.points[32] == pytest.approx([width / 2, height / 4])
        assert seen.visibility[0] == 0.75
        assert cost.wall_s > 0
        assert peer.see(Frame(picture(width, height), 0.0, 1))[0] is None
    assert peer.rss_mb() > 5
    peer.close()


def test_an_interpreter_without_mediapipe_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "mediapipe.py").write_text("raise ImportError('No module named mediapipe')")
    python = script(tmp_path, f'PYTHONPATH={tmp_path} exec {sys.executable} "$@"')
    with pytest.raises(RuntimeMissingError, match=r"--mediapipe-python"):
        MediaPipeContestant(python)


def test_an_interpreter_that_is_none_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be started: No such file"):
        MediaPipeContestant(tmp_path / "python")


class Steady:
    """A contestant that always sees the same person, at the same cost."""

    def __init__(self, name: str, cpu_s: float) -> None:
        self.name = name
        self._cost = Cost(cpu_s, cpu_s)

    def begin(self) -> None:
        pass

    def see(self, frame: Frame) -> tuple[Seen | None, Cost]:
        points = np.zeros((33, 2), np.float32)
        points[[11, 12], 1] = -100
        return Seen(points, np.ones(33, np.float32)), self._cost

    def rss_mb(self) -> float:
        return 100.0

    def close(self) -> None:
        pass


@pytest.fixture
def clip() -> Path:
    path = demo_dir() / "demo.mp4"
    if not path.is_file():
        pytest.skip(f"no demo clip at {path}")
    return path


def test_contestants_are_compared_on_the_same_frames(clip: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()
    bench = PoseBench([Steady("ours", 0.002), Steady("peer", 0.008)], reference="peer", frames=5)
    assert bench.show(clip, lambda _: None) is None
    assert "empty.mp4" in str(bench.show(empty, lambda _: None))
    report = bench.report()
    assert report["cpu_ratio"] == {"ours": 0.25}
    assert report["against"]["pck_0_1_torso"] == 1.0
    assert report["against"]["frames"] == 5
    assert report["runs"]["ours"]["frames"] == 4  # the first one warms up
    assert [file["frames"] for file in report["files"]] == [5, 0]


def bench(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["pose", *arguments])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--against", "openpose"], "openpose is unknown"),
        (["--variant", "int4"], "int4 is unknown"),
        (["--threads", "0"], "--threads 0"),
        (["--threads", "two"], "--threads two"),
        (["--models", "/nowhere"], "/nowhere/manifest.yaml"),
    ],
)
def test_a_wrong_option_is_one_clear_message(arguments: list[str], message: str) -> None:
    result = bench("any.mp4", *arguments)
    assert isinstance(result.exception, StationError)
    assert message in str(result.exception)


@pytest.mark.skipif(
    not (models_dir() / "pose_landmarks_float.tflite").is_file(),
    reason=f"the pose models are not in {models_dir()}",
)
def test_the_command_measures_the_real_models(
    clip: Path, tmp_path: Path, fake_python: Path
) -> None:
    text = tmp_path / "text.mp4"
    text.write_text("not a video")
    peer = ["--against", "mediapipe", "--mediapipe-python", str(fake_python)]
    result = bench(str(clip), str(text), "--frames", "60", "--float-twin", "--json", *peer)
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert report["files"][0]["error"] is None
    assert "text.mp4" in report["files"][1]["error"]
    assert set(report["runs"]) == {"blazepose_int8_threads_1", "mediapipe"}
    assert report["float_twin"]["pck_0_1_torso"] > 0.9
    assert "text.mp4" in result.stderr
    assert bench(str(clip), "--frames", "3").exit_code == 0


def test_the_group_needs_a_verb() -> None:
    assert isinstance(app, typer.Typer)
    assert CliRunner().invoke(app, []).exit_code == 2
