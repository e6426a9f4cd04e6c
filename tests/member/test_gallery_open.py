"""The station's gallery as configured; with trouble in it, everybody is anonymous."""

import sys
from pathlib import Path

import pytest

from edge.camera.frame import Frame
from edge.config.member import MembersConfig
from edge.errors import GalleryError, RuntimeMissingError
from edge.member.card.card import CardReader
from edge.member.card.image import card_image
from edge.member.gallery.gallery import FILE_NAME
from edge.member.gallery.opening import open_gallery
from edge.member.gallery.seal import SecretKey
from edge.member.identify.health import IdentifierHealth
from edge.member.identify.work import Parts, Sight, Work
from tests.fakes.cards import Hold, seen
from tests.fakes.gallery import KEY, Calendar, enrolment, gallery


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    path = tmp_path / "gallery.key"
    path.write_text(KEY.to_text())
    path.chmod(0o600)
    return path


@pytest.fixture
def card(data: Path) -> Frame:
    """A member's card, held to the camera."""
    today = Calendar.today()
    with gallery(data, today) as members:
        members.enrol(enrolment("m-1", given=today()))
        token = members.issue_card(members.find("m-1"))
    return seen(card_image(token, "", "gym"), Hold(0.22))


def station(key_file: Path, data: Path) -> Work:
    config = MembersConfig(key_file=key_file)
    return Work(lambda: Parts(open_gallery(config, data), None, CardReader()))


def sight(frame: Frame, at_s: float = 0.0) -> Sight:
    return Sight(1, Frame(frame.content, at_s, 0), None, face=False)


def test_a_card_held_to_the_camera_names_its_member(key_file: Path, data: Path, card: Frame):
    work = station(key_file, data)
    identity = work.look(sight(card))
    assert identity
    assert identity.member_id == "m-1"
    assert work.health is IdentifierHealth.READY


def test_without_its_key_everybody_is_anonymous_until_it_is_back(
    key_file: Path, data: Path, card: Frame
):
    away = key_file.rename(data.parent / "away")
    work = station(key_file, data)
    with pytest.raises(GalleryError, match="the key is missing"):
        work.look(sight(card))
    assert work.health is IdentifierHealth.GALLERY_UNAVAILABLE
    away.rename(key_file)
    identity = work.look(sight(card, 60.0))
    assert identity
    assert identity.member_id == "m-1"


@pytest.mark.parametrize("trouble", ["damaged", "other key"])
def test_a_gallery_that_cannot_be_used_leaves_everybody_anonymous(
    key_file: Path, data: Path, card: Frame, trouble: str
):
    if trouble == "damaged":
        (data / FILE_NAME).write_bytes(b"not a database at all" * 400)
    else:
        key_file.write_text(SecretKey.generate().to_text())
    work = station(key_file, data)
    with pytest.raises(GalleryError):
        work.look(sight(card))
    assert work.health is IdentifierHealth.GALLERY_UNAVAILABLE


def test_a_missing_package_is_named(key_file: Path, data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.kdf.hkdf", None)
    with pytest.raises(RuntimeMissingError, match=r"pip install 'gymstation\[members\]'"):
        open_gallery(MembersConfig(key_file=key_file), data)
