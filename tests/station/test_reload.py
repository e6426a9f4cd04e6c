"""A configuration is read again beside the vision thread; the last good one is remembered."""

import threading
import time
from pathlib import Path

import pytest

from edge.config.camera import CameraConfig
from edge.config.load import load_config
from edge.config.station import StationConfig
from edge.config.uplink import UplinkConfig
from edge.errors import ConfigError
from edge.station.recovery.reload import Reloading, Reread
from edge.station.storage import last_good


def awaited(reloading: Reloading) -> Reread:
    until_s = time.monotonic() + 5
    while (reread := reloading.step()) is None:
        assert time.monotonic() < until_s
        time.sleep(0.002)
    return reread


def test_nothing_is_read_before_it_is_asked_for() -> None:
    def read() -> StationConfig:
        raise AssertionError

    assert Reloading(read).step() is None


def test_a_signal_has_the_file_read_in_another_thread() -> None:
    threads: list[int] = []

    def read() -> StationConfig:
        threads.append(threading.get_ident())
        return StationConfig(station="new")

    reloading = Reloading(read)
    reloading.ask_soon()
    reloading.ask_soon()
    reread = awaited(reloading)

    assert reread.settings is not None
    assert reread.settings.station == "new"
    assert threads != [threading.get_ident()]
    assert len(threads) == 1
    assert reloading.step() is None


def test_a_bad_file_is_answered_with_what_is_wrong() -> None:
    def read() -> StationConfig:
        raise ConfigError("camra: no such key", where="station.yaml:3:1")

    reloading = Reloading(read)
    answers: list[str | None] = []
    reloading.ask(answers.append)
    reread = awaited(reloading)

    assert reread == Reread(None, "station.yaml:3:1: camra: no such key")
    assert answers == [reread.error]


def test_the_last_good_configuration_is_remembered_without_passwords(tmp_path: Path) -> None:
    settings = load_config(
        None,
        {
            "site": "seoul",
            "camera.source": "stream",
            "camera.url": "rtsp://user:secret@camera/1",
            "uplink.host": "broker",
            "feedback.led": "none",
            "data_dir": str(tmp_path / "data"),
        },
    )
    last_good.keep(settings, tmp_path)
    known = last_good.recall(tmp_path)

    assert "secret" not in (tmp_path / last_good.FILE).read_text()
    assert known is not None
    assert (known.site, known.uplink, known.data_dir) == (
        "seoul",
        settings.uplink,
        settings.data_dir,
    )
    assert known.feedback == settings.feedback
    assert known.camera == CameraConfig()


def test_it_is_written_only_when_it_changed(tmp_path: Path) -> None:
    settings = StationConfig(uplink=UplinkConfig(host="broker"))
    last_good.keep(settings, tmp_path)
    before = (tmp_path / last_good.FILE).stat()
    last_good.keep(settings, tmp_path)

    assert (tmp_path / last_good.FILE).stat().st_ino == before.st_ino
    last_good.keep(StationConfig(), tmp_path)
    assert (tmp_path / last_good.FILE).stat().st_ino != before.st_ino


@pytest.mark.parametrize("text", ["", "uplink: {hots: x}", "{", "- 1", "site: [", "\x00"])
def test_a_damaged_memory_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / last_good.FILE).write_text(text)
    known = last_good.recall(tmp_path)

    assert known is None or known == StationConfig()


def test_a_pack_that_is_gone_does_not_take_the_broker_with_it(tmp_path: Path) -> None:
    (tmp_path / last_good.FILE).write_text("exercises: [gone]\nuplink: {host: broker}\n")
    known = last_good.recall(tmp_path)

    assert known is not None
    assert known.uplink.host == "broker"


def test_a_service_finds_it_without_a_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    assert last_good.folder(tmp_path / "elsewhere") == last_good.folder() == tmp_path / "state"

    monkeypatch.delenv("STATE_DIRECTORY")
    assert last_good.folder(tmp_path / "elsewhere") == tmp_path / "elsewhere"


def test_a_folder_that_cannot_be_used_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    assert last_good.folder(tmp_path / "taken") is None
    last_good.keep(StationConfig(), None)
    last_good.keep(StationConfig(), tmp_path / "gone")
    assert last_good.recall(tmp_path / "gone") is None
