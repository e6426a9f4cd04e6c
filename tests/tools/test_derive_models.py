"""The tool's own errors, and the committed models against their manifest."""

import builtins
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from edge.camera.frame import RgbImage
from edge.errors import ModelAlteredError, ModelMissingError, UsageError
from edge.mannequin import Performance, Scene, View, render
from edge.pose.detector import PersonDetector
from edge.pose.landmarker import Landmarker
from edge.pose.manifest import load_manifest, verified_model
from edge.pose.runtime import TfliteModel
from edge.resources import models_dir
from tools import derive_models
from tools.derive import wheel
from tools.derive.measure import measure_detector, measure_landmarks
from tools.derive.samples import Sample, Sampler, split_clips
from tools.derive.spec import DETECTOR, FACE, LANDMARKS

MODELS = [
    *(f"{spec.name}_{kind}" for spec in (DETECTOR, LANDMARKS) for kind in ("float", "int8")),
    FACE.name,
]


def failed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert derive_models.main(arguments) != 0
    message = capsys.readouterr().err.strip().splitlines()[-1]
    assert message.startswith("derive_models: ")
    return message


def test_a_missing_clip_folder_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "no such folder" in failed(capsys, "--clips", str(tmp_path / "none"))


def test_clips_of_one_origin_are_too_few(tmp_path: Path) -> None:
    (tmp_path / "somebody__squats.mp4").touch()
    with pytest.raises(UsageError, match="videos of 1 origins"):
        split_clips(tmp_path)


def test_an_origin_stays_on_one_side(tmp_path: Path) -> None:
    names = ("a__1.mp4", "a__2.mp4", "b__1.mp4", "b__2.gif", "c__1.webm", "notes.txt")
    for name in names:
        (tmp_path / name).touch()
    chosen, held = split_clips(tmp_path)
    assert [path.name for path in chosen] == ["a__1.mp4", "a__2.mp4", "c__1.webm"]
    assert [path.name for path in held] == ["b__1.mp4", "b__2.gif"]


def test_a_missing_package_names_the_extra(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("ai_edge_quantizer"):
            raise ModuleNotFoundError("not here", name="ai_edge_quantizer")
        return real(name, *rest, **named)

    for name in ("tools.derive.pipeline", "tools.derive.quantize"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(builtins, "__import__", refuse)
    message = failed(capsys, "--output", str(tmp_path))
    assert "ai_edge_quantizer" in message
    assert "pip install .[train]" in message


def test_a_wheel_with_another_hash_is_refused(tmp_path: Path) -> None:
    other = tmp_path / wheel.FILE
    other.write_bytes(b"not the wheel")
    with pytest.raises(ModelAlteredError, match="not the pinned file"):
        wheel.check_wheel(other)


def test_a_missing_wheel_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="cannot be read"):
        wheel.check_wheel(tmp_path / "none.whl")


def test_pip_without_network_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def offline(*_: Any, **__: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", "ERROR: no route\nERROR: No matching found\n")

    monkeypatch.setattr(subprocess, "run", offline)
    with pytest.raises(ModelMissingError, match="No matching found") as caught:
        wheel.fetch_wheel(tmp_path)
    assert "--wheel" in str(caught.value)


def test_a_model_of_another_wheel_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(DETECTOR.source, b"another model")
    with pytest.raises(ModelAlteredError, match="pose_detection"):
        wheel.extract(path, DETECTOR, tmp_path)


@pytest.mark.parametrize("name", MODELS)
def test_the_manifest_describes_the_files(name: str) -> None:
    path = verified_model(name)
    entry = yaml.safe_load((models_dir() / "manifest.yaml").read_text("utf-8"))["models"][name]
    model = TfliteModel(path, threads=1)
    assert list(model.input_shape) == entry["input"]["image"]["shape"]
    model.input_view()[...] = 0.5
    model.invoke()
    for output, declared in entry["outputs"].items():
        value = model.output(output)
        assert list(value.shape) == declared["shape"]
        assert np.isfinite(value).all()
    assert entry["licence"] == "Apache-2.0"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == load_manifest()[name].sha256


@pytest.fixture(scope="module")
def renders() -> list[Sample]:
    detector, landmarks = (
        TfliteModel(verified_model(f"{spec.name}_float"), threads=1)
        for spec in (DETECTOR, LANDMARKS)
    )
    sampler = Sampler(PersonDetector(detector), Landmarker(landmarks), (224, 256))
    scenes = (
        Scene(Performance(name, repetitions=1), view=View(yaw_deg=yaw), fps=1.5, seed=77)
        for name, yaw in (("squat", 40.0), ("push_up", 90.0))
    )
    frames = [frame.image for scene in scenes for frame in render(scene)]
    return [sampler.sample(RgbImage(image), "mannequin") for image in frames]


def test_int8_landmarks_follow_their_float_twin(renders: list[Sample]) -> None:
    crops = [sample.crop for sample in renders if sample.crop is not None]
    assert len(crops) > len(renders) / 2
    found = measure_landmarks(
        verified_model("pose_landmarks_int8"), verified_model("pose_landmarks_float"), crops
    )
    assert found["median_error_torso_percent"] <= 1.2
    assert found["pck_0_1_torso"] >= 0.97


def test_the_int8_detector_follows_its_float_twin(renders: list[Sample]) -> None:
    pictures = [sample.letterbox for sample in renders]
    found = measure_detector(
        verified_model("person_detector_int8"), verified_model("person_detector_float"), pictures
    )
    assert found["agreement"] >= 0.9
    assert found["median_shift_percent_of_region"] <= 2
