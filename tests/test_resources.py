"""Where the station keeps what must outlive a restart."""

import os
import stat
from pathlib import Path

import pytest

from edge.errors import DataFolderError
from edge.resources import data_dir


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)


def test_without_anything_it_lies_in_the_home_folder_for_its_owner_alone(tmp_path: Path) -> None:
    folder = data_dir(None)

    assert folder == tmp_path / "home/.local/share/gymstation"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_service_gives_its_state_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", f"{tmp_path / 'state'}:{tmp_path / 'second'}")

    assert data_dir(None) == tmp_path / "state"


def test_a_user_may_move_all_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))

    assert data_dir(None) == tmp_path / "xdg/gymstation"


def test_the_file_decides_over_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))

    assert data_dir(tmp_path / "mine") == tmp_path / "mine"


def test_a_file_in_its_place_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")

    with pytest.raises(DataFolderError, match=r"taken: the data folder cannot be made.*data_dir"):
        data_dir(tmp_path / "taken")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)

    with pytest.raises(DataFolderError, match="cannot be written"):
        data_dir(tmp_path / "locked")
