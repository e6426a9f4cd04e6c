"""Pose recordings: round trip, what is refused, and how a file is replaced."""

import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from edge.camera import recording_file
from edge.camera.frame import RecordedLandmarks
from edge.camera.recording import PoseRecording, PoseRecordingCamera
from edge.errors import CameraError, RecordingError

ROWS = 4


def arrays(**changes: Any) -> dict[str, Any]:
    generator = np.random.default_rng(1)
    values: dict[str, Any] = {
        "time_s": np.arange(ROWS) / 10,
        "landmarks": generator.random((ROWS, 33, 4), dtype=np.float32),
        "image_size": np.array([640, 480]),
        "world": generator.random((ROWS, 33, 3), dtype=np.float32),
    }
    values["landmarks"][2] = np.nan
    values["world"][2] = np.nan
    return {key: value for key, value in (values | changes).items() if value is not None}


def write(path: Path, **changes: Any) -> Path:
    np.savez(path, **arrays(**changes))
    return path


def changed(key: str, at: Any, value: float) -> dict[str, Any]:
    array = arrays()[key].copy()
    array[at] = value
    return {key: array}


def test_a_recording_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    values = arrays()
    values["image_size"] = (640, 480)
    PoseRecording(**values).save(tmp_path / "a.npz")
    loaded = PoseRecording.load(tmp_path / "a.npz")
    assert loaded.image_size == (640, 480)
    assert len(loaded) == ROWS
    for key in ("time_s", "landmarks", "world"):
        assert np.array_equal(getattr(loaded, key), values[key], equal_nan=True)
    assert [file.name for file in tmp_path.iterdir()] == ["a.npz"]


def test_world_may_be_absent_and_other_keys_are_ignored(tmp_path: Path) -> None:
    recording = PoseRecording.load(write(tmp_path / "a.npz", world=None, note=np.array("x")))
    assert recording.world is None
    recording.save(tmp_path / "b.npz")
    assert PoseRecording.load(tmp_path / "b.npz").world is None


def test_the_camera_plays_the_rows(tmp_path: Path) -> None:
    camera = PoseRecordingCamera(write(tmp_path / "a.npz"))
    with pytest.raises(CameraError, match="is not open"):
        camera.read(1.0)
    camera.open()
    frames = [camera.read(1.0) for _ in range(ROWS)]
    assert camera.read(1.0) is None
    camera.close()
    assert [frame.captured_s for frame in frames if frame] == pytest.approx([0, 0.1, 0.2, 0.3])
    assert [frame.sequence for frame in frames if frame] == list(range(ROWS))
    third = frames[2]
    assert third is not None
    assert isinstance(third.content, RecordedLandmarks)
    assert np.isnan(third.content.landmarks).all()
    assert third.size == (640, 480)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"time_s": None}, "time_s missing"),
        ({"time_s": None, "image_size": None}, "time_s, image_size missing"),
        ({"time_s": np.arange(ROWS)}, "time_s is int64; it must be float64"),
        ({"time_s": np.array([0, 0.2, 0.1, 0.3])}, "goes from 0.2 to 0.1 at row 2"),
        ({"time_s": np.array([0, 0.2, 0.2, 0.3])}, "goes from 0.2 to 0.2 at row 2"),
        ({"time_s": np.array([0, np.nan, 0.2, 0.3])}, "time_s of row 1 is not finite"),
        ({"time_s": np.zeros(0)}, r"time_s has shape \(0,\)"),
        ({"time_s": np.zeros((ROWS, 1))}, r"time_s has shape \(4, 1\)"),
        ({"time_s": np.arange(3) / 10}, r"landmarks has shape \(4, 33, 4\); it must be \(3, 33"),
        ({"landmarks": np.zeros((ROWS, 17, 4))}, r"landmarks has shape \(4, 17, 4\)"),
        ({"landmarks": np.array([None] * ROWS)}, "is not a pose recording"),
        ({"landmarks": np.array(["a"] * ROWS)}, "landmarks is <U1"),
        (changed("landmarks", (1, 5, 0), np.nan), "landmarks of row 1 is partly NaN"),
        (changed("landmarks", (1, 5, 0), np.inf), "landmarks of row 1 is partly NaN or infinite"),
        (changed("landmarks", 1, np.inf), "landmarks of row 1 is partly NaN or infinite"),
        (changed("landmarks", (1, 5, 0), 1e30), "landmarks is beyond 1000"),
        (changed("landmarks", (1, 5, 3), 1.5), "visibility in landmarks lies outside"),
        ({"landmarks": np.full((ROWS, 33, 4), 1e300)}, "infinite"),
        (changed("world", 1, np.nan), "row 1 has somebody in one of landmarks and world"),
        (changed("world", (0, 1), np.nan), "world of row 0 is partly NaN"),
        ({"image_size": np.array([640.0, 480.0])}, "image_size is float64 of shape"),
        ({"image_size": np.array([640])}, "it must be two integers"),
        ({"image_size": np.array([640, -1])}, r"image_size is \(640, -1\)"),
        ({"image_size": np.array([640, 0])}, r"image_size is \(640, 0\)"),
    ],
)
def test_what_is_wrong_is_named_with_the_file(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    path = write(tmp_path / "a.npz", **changes)
    with pytest.raises(RecordingError, match=rf"a\.npz: .*{message}"):
        PoseRecording.load(path)


def test_a_recording_of_nobody_is_a_recording(tmp_path: Path) -> None:
    nobody = np.full((ROWS, 33, 4), np.nan, np.float32)
    assert len(PoseRecording.load(write(tmp_path / "a.npz", landmarks=nobody, world=None))) == ROWS


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_named(tmp_path: Path, share: float) -> None:
    path = write(tmp_path / "a.npz")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(RecordingError, match=r"a\.npz: is "):
        PoseRecording.load(path)


def test_damaged_bytes_never_end_in_another_error(tmp_path: Path) -> None:
    data = write(tmp_path / "a.npz").read_bytes()
    generator = np.random.default_rng(2)
    for _ in range(200):
        damaged = bytearray(data)
        at = int(generator.integers(len(damaged) - 8))
        damaged[at : at + 8] = generator.bytes(8)
        (tmp_path / "b.npz").write_bytes(damaged)
        with suppress(RecordingError):
            PoseRecording.load(tmp_path / "b.npz")


@pytest.mark.parametrize("content", [b"hello", b"PK\x03\x04", b"\x93NUMPY\x01\x00", bytes(1000)])
def test_what_is_no_recording_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.npz"
    path.write_bytes(content)
    with pytest.raises(RecordingError, match=r"a\.npz: is not a pose recording"):
        PoseRecording.load(path)
    with pytest.raises(RecordingError, match="no such file"):
        PoseRecording.load(tmp_path / "no.npz")
    with pytest.raises(RecordingError, match="is a directory"):
        PoseRecording.load(tmp_path)


def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording_file, "LARGEST_BYTES", 1 << 22)
    path = tmp_path / "bomb.npz"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("landmarks.npy", "w") as member,
    ):
        for _ in range(6):
            member.write(bytes(1 << 20))
    assert path.stat().st_size < 1 << 14
    with pytest.raises(RecordingError, match="it unpacks to"):
        PoseRecording.load(path)


def test_an_array_that_claims_to_be_huge_is_refused(tmp_path: Path) -> None:
    header = io.BytesIO()
    shape = {"descr": "<f4", "fortran_order": False, "shape": (10**12, 33, 4)}
    np.lib.format.write_array_header_1_0(header, shape)
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        archive.writestr("landmarks.npy", header.getvalue())
    with pytest.raises(RecordingError, match="is not a pose recording"):
        PoseRecording.load(tmp_path / "a.npz")


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.npz"
    recording = PoseRecording.load(write(path))
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RecordingError, match=r"a\.npz: cannot be written: No space left"):
        recording.save(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.npz"]


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    recording = PoseRecording.load(write(tmp_path / "a.npz"))
    with pytest.raises(RecordingError, match="cannot be written: No such file"):
        recording.save(tmp_path / "no" / "a.npz")
