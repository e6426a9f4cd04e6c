"""The mannequin in place of a camera, on the command line, and the bundled clip."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from edge.camera.mannequin import MannequinCamera
from edge.cli.mannequin import app, parse_faults, parse_size, parse_tempo
from edge.config.camera import CameraConfig
from edge.errors import CameraError, SceneError, UsageError
from edge.mannequin.demo import LARGEST_BYTES, VIDEO, demo_scene
from edge.mannequin.exercises import EXERCISES
from edge.mannequin.truth import truth_of
from edge.resources import demo_dir, packs_dir

CONFIG = CameraConfig.model_validate(
    {
        "source": "mannequin",
        "width": 160,
        "height": 120,
        "fps": 4.0,
        "mannequin": {"exercise": "squat", "repetitions": 1, "seed": 3},
    }
)


def test_delivers_frames_until_the_scene_ends():
    camera = MannequinCamera(CONFIG)
    assert not camera.live
    assert camera.name == "mannequin: 1 x squat"
    camera.open()
    frames = list(iter(lambda: camera.read(1.0), None))
    assert [f.sequence for f in frames] == list(range(len(frames)))
    assert frames[0].size == (160, 120)
    assert frames[3].captured_s == pytest.approx(0.75)
    assert camera.read(1.0) is None
    camera.open()  # the scene begins anew
    again = camera.read(1.0)
    assert again is not None
    assert np.array_equal(again.content.rgb(), frames[0].content.rgb())
    camera.close()
    camera.close()


def test_reading_before_open_is_an_error():
    with pytest.raises(CameraError, match="read before open"):
        MannequinCamera(CONFIG).read(1.0)


def test_every_pack_has_its_mannequin():
    packs = {path.stem for path in packs_dir().glob("*.yaml")}
    if not packs:
        pytest.skip("no packs here")
    assert packs <= set(EXERCISES)


def test_the_bundled_clip_is_small_and_has_its_truth():
    folder = demo_dir()
    assert (folder / VIDEO).stat().st_size <= LARGEST_BYTES
    shipped = json.loads((folder / "demo.truth.json").read_text(encoding="utf-8"))
    assert shipped == json.loads(truth_of(demo_scene()).to_json())


def test_render_writes_video_and_truth(tmp_path):
    video, truth = tmp_path / "a.mp4", tmp_path / "a.json"
    words = ["render", "--exercise", "squat", "--repetitions", "2", "--fault", "shallow@2", "--fps"]
    words += ["4", "--size", "160x120", "-o", str(video), "--truth", str(truth)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    assert video.stat().st_size > 1000
    assert json.loads(truth.read_text())["repetitions"][1]["faults"] == ["shallow"]


def test_a_misspelt_fault_is_named():
    words = ["render", "--fault", "shalow@1", "-o", "a.mp4"]
    result = CliRunner().invoke(app, words)
    assert isinstance(result.exception, SceneError)
    assert "did you mean shallow?" in str(result.exception)


def test_list_names_every_movement():
    result = CliRunner().invoke(app, ["list"])
    assert all(f"{name}:" in result.output for name in EXERCISES)


def test_words_of_the_command_line():
    assert parse_faults(["a@1", "b@1", "c@all"], 2) == {1: ("a", "b", "c"), 2: ("c",)}
    assert parse_size("320X240") == (320, 240)
    assert parse_tempo("1/0/1/0.5").cycle_s == pytest.approx(2.5)
    for parse, word in ((parse_size, "big"), (parse_tempo, "1/2"), (parse_tempo, "a/b/c/d")):
        with pytest.raises(UsageError):
            parse(word)
    with pytest.raises(UsageError, match="NAME@N"):
        parse_faults(["shallow"], 2)
