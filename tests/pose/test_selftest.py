"""The self-test of the models: passes on the bundled ones, and tells each way of being wrong."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from edge.camera.frame import RgbImage
from edge.config.pose import PoseConfig
from edge.errors import ModelAlteredError, ModelError, ModelMissingError
from edge.pose.blazepose import load_landmarker
from edge.pose.detector import Detection
from edge.pose.golden import EXPECTED, PICTURE, GoldenFrame, load_golden
from edge.pose.landmarker import Sighting
from edge.pose.selftest import compared, recorded_golden, self_test
from edge.resources import models_dir
from tools.golden_frame import golden_moment

FILES = (PICTURE, EXPECTED)


@pytest.fixture
def golden() -> GoldenFrame:
    return load_golden(models_dir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(models_dir() / name, tmp_path)
    return tmp_path


def found(golden: GoldenFrame, *, moved_px: float = 0.0) -> list[Detection]:
    region = golden.region
    return [Detection(replace(region, center_x_px=region.center_x_px + moved_px), 0.9)]


def seen(golden: GoldenFrame, *, moved_px: float = 0.0, presence: float | None = None) -> Sighting:
    landmarks = np.zeros((33, 3), np.float32)
    landmarks[:, :2] = golden.landmarks
    landmarks[15, 0] += moved_px
    return Sighting(
        landmarks=landmarks,
        world=np.zeros((33, 3), np.float32),
        visibility=np.ones(33, np.float32),
        presence=golden.presence if presence is None else presence,
        extent=np.zeros((2, 2), np.float32),
    )


def test_the_bundled_models_pass() -> None:
    result = self_test()
    assert result.passed, result.describe()
    assert 0 < result.median_s < 5
    assert "of the torso" in result.describe()


def test_the_bundled_frame_is_the_one_that_its_tool_makes(golden: GoldenFrame) -> None:
    rendered = golden_moment()
    assert np.abs(rendered.image.astype(int) - golden.image).mean() < 0.5
    again = recorded_golden(rendered.image, rendered.landmarks[:, :2], models_dir())
    assert np.allclose(again.landmarks, golden.landmarks, atol=0.5)
    assert np.allclose(again.truth, golden.truth, atol=0.01)


def test_a_landmark_or_a_region_off_by_more_than_allowed_fails(golden: GoldenFrame) -> None:
    assert compared(golden, found(golden), seen(golden), 0.01).passed
    assert compared(golden, found(golden, moved_px=0.3), seen(golden, moved_px=0.3), 0.01).passed
    assert not compared(golden, found(golden), seen(golden, moved_px=1.0), 0.01).passed
    assert not compared(golden, found(golden, moved_px=1.0), seen(golden), 0.01).passed
    larger = [Detection(replace(golden.region, side_px=golden.region.side_px + 1.0), 0.9)]
    assert not compared(golden, larger, seen(golden), 0.01).passed


def test_models_that_agree_with_themselves_but_not_with_the_truth_fail(
    golden: GoldenFrame,
) -> None:
    elsewhere = replace(golden, truth=golden.truth + 20.0)
    assert not compared(elsewhere, found(golden), seen(golden), 0.01).passed


def test_another_presence_or_nobody_fails(golden: GoldenFrame) -> None:
    assert not compared(golden, found(golden), seen(golden, presence=0.5), 0.01).passed
    for nobody in (
        compared(golden, [], seen(golden), 0.01),
        compared(golden, found(golden), None, 0.01),
    ):
        assert not nobody.passed
        assert "nobody" in nobody.describe()


def test_a_model_that_computes_otherwise_fails(golden: GoldenFrame) -> None:
    image, config = RgbImage(golden.image), PoseConfig(threads=1)
    sighting = load_landmarker(config, None, "float").locate(image, golden.crop)
    assert not compared(golden, found(golden), sighting, 0.01).passed


def test_a_frame_kept_and_loaded_is_the_same(tmp_path: Path, golden: GoldenFrame) -> None:
    golden.save(tmp_path)
    again = load_golden(tmp_path)
    assert np.array_equal(again.image, golden.image)
    assert np.array_equal(again.landmarks, golden.landmarks)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelMissingError, match=name):
        load_golden(folder)


def test_another_picture_is_refused(folder: Path) -> None:
    content = bytearray((folder / PICTURE).read_bytes())
    content[-20] ^= 1
    (folder / PICTURE).write_bytes(content)
    with pytest.raises(ModelAlteredError, match=PICTURE):
        load_golden(folder)


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "[]",
        "{}",
        "\xff",
        lambda stated: {**stated, "landmarks": stated["landmarks"][:5]},
        lambda stated: {**stated, "truth": [["a", "b"]] * 33},
        lambda stated: {**stated, "presence": None},
        lambda stated: {**stated, "region": [1.0, 2.0]},
        lambda stated: {**stated, "more": 1},
    ],
)
def test_figures_that_cannot_be_read_are_named(folder: Path, damage: object) -> None:
    path = folder / EXPECTED
    stated = json.loads(path.read_text("utf-8"))
    text = json.dumps(damage(stated)) if callable(damage) else str(damage)
    path.write_text(text, encoding="latin-1")
    with pytest.raises(ModelError, match=EXPECTED):
        load_golden(folder)
