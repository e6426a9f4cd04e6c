"""A disk that fails is stood in for; a setting that is wrong is said."""

import errno
from pathlib import Path

import pytest

from edge.errors import DataFolderError
from edge.station.storage import data_folder as room
from edge.station.storage.data_folder import data_folder
from edge.station.storage.folder_lock import FolderLock


def failing(number: int):
    def fails(_: Path | None) -> Path:
        error = DataFolderError("cannot be made", where="/data")
        raise error from OSError(number, "the disk")

    return fails


def test_a_folder_that_works_is_used_and_locked(tmp_path: Path) -> None:
    with data_folder(tmp_path / "data") as folder:
        assert folder.path == folder.wanted == folder.kept == tmp_path / "data"
        assert not folder.trouble
        with pytest.raises(DataFolderError, match="another station"):
            FolderLock(folder.path)
    FolderLock(tmp_path / "data").close()


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_is_stood_in_for(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(room, "data_dir", failing(number))
    with data_folder(None) as folder:
        (folder.path / "outbox").write_text("kept for now")
        assert folder.kept is None
        assert folder.wanted == Path("/data")
        assert "cannot be made" in folder.trouble
    assert not folder.path.exists()


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOTDIR])
def test_a_folder_that_is_set_wrong_is_said(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(room, "data_dir", failing(number))
    with pytest.raises(DataFolderError), data_folder(None):
        pass


def test_another_station_is_no_failing_disk(tmp_path: Path) -> None:
    with (
        FolderLock(tmp_path),
        pytest.raises(DataFolderError, match="another station"),
        data_folder(tmp_path),
    ):
        pass
