import hashlib
from pathlib import Path

import pytest

from edge.errors import ModelAlteredError, ModelError, ModelMissingError
from edge.pose.manifest import load_manifest, verified_model

CONTENT = b"a model"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.tflite").write_bytes(CONTENT)
    digest = hashlib.sha256(CONTENT).hexdigest()
    (tmp_path / "manifest.yaml").write_text(
        f"models:\n  small:\n    file: small.tflite\n    sha256: {digest}\n"
    )
    return tmp_path


def test_a_model_with_the_right_hash_is_given(folder: Path) -> None:
    assert verified_model("small", folder) == folder / "small.tflite"


def test_a_changed_model_is_refused_by_name(folder: Path) -> None:
    (folder / "small.tflite").write_bytes(CONTENT + b"!")
    with pytest.raises(ModelAlteredError, match=r"small\.tflite.*not the one of the manifest"):
        verified_model("small", folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "small.tflite").unlink()
    with pytest.raises(ModelMissingError, match=r"small\.tflite"):
        verified_model("small", folder)


def test_an_unknown_name_lists_what_there_is(folder: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"no model 'large' \(it names: small\)"):
        verified_model("large", folder)


def test_a_missing_manifest_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"manifest\.yaml: there is no model manifest"):
        load_manifest(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "models: []", "[1, 2", "models:\n  small: {}", "models:\n  small: 3", "\x00"]
)
def test_a_broken_manifest_is_an_error_of_its_own(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.yaml").write_text(text)
    with pytest.raises(ModelError, match=r"manifest\.yaml"):
        load_manifest(tmp_path)
