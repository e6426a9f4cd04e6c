"""With trouble in the gallery the station goes on, anonymous."""

import logging
from pathlib import Path

import pytest

from edge.config.member import MembersConfig
from edge.member.gallery import FILE_NAME
from edge.member.gallery_open import guarded_gallery
from edge.member.seal import SecretKey
from tests.fakes.gallery import EMBEDDER, KEY, Calendar, enrolment, gallery


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MembersConfig:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    path = tmp_path / "gallery.key"
    path.write_text(KEY.to_text())
    path.chmod(0o600)
    return MembersConfig(key_file=path)


@pytest.fixture
def token(data: Path) -> str:
    with gallery(data, Calendar.today()) as members:
        members.enrol(enrolment("m-1", given=Calendar.today()()))
        return members.issue_card(members.find("m-1"))


def test_members_are_known(config: MembersConfig, data: Path, token: str):
    guarded = guarded_gallery(config, data)
    assert guarded.member_of_card(token) == "m-1"
    assert len(guarded.templates(EMBEDDER)) == 1
    assert guarded.trouble is None
    guarded.close()
    guarded.close()


def test_a_missing_key_leaves_everybody_anonymous_until_it_is_back(
    config: MembersConfig, data: Path, token: str, caplog: pytest.LogCaptureFixture
):
    assert config.key_file
    away = config.key_file.rename(data.parent / "away")
    guarded = guarded_gallery(config, data)
    for _ in range(3):
        assert guarded.templates(EMBEDDER) == ()
        assert guarded.member_of_card(token) is None
    assert "the key is missing" in str(guarded.trouble)
    assert len(caplog.records) == 1
    away.rename(config.key_file)
    assert guarded.member_of_card(token) == "m-1"
    assert guarded.trouble is None


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 400])
def test_a_damaged_or_empty_file_leaves_everybody_anonymous(
    config: MembersConfig, data: Path, token: str, damage: bytes
):
    (data / FILE_NAME).write_bytes(damage)
    guarded = guarded_gallery(config, data)
    assert guarded.member_of_card(token) is None
    assert guarded.templates(EMBEDDER) == ()
    assert bool(guarded.trouble) == bool(damage)


def test_the_wrong_key_leaves_everybody_anonymous(config: MembersConfig, data: Path, token: str):
    assert config.key_file
    config.key_file.write_text(SecretKey.generate().to_text())
    guarded = guarded_gallery(config, data)
    assert guarded.member_of_card(token) is None
    assert "was sealed with the key" in str(guarded.trouble)


def test_a_missing_package_leaves_everybody_anonymous(
    config: MembersConfig,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    monkeypatch.setitem(__import__("sys").modules, "cryptography.hazmat.primitives.kdf.hkdf", None)
    guarded = guarded_gallery(config, data)
    with caplog.at_level(logging.ERROR):
        assert guarded.templates(EMBEDDER) == ()
    assert "pip install 'gymstation[members]'" in caplog.text
