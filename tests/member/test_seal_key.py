from pathlib import Path

import pytest

from edge.errors import GalleryKeyError
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.seal_key import KeyPlace, key_place, on_the_same_disk, read_key, write_key

KEY = SecretKey.generate()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def key_file(tmp_path: Path, data: Path) -> Path:
    path = tmp_path / "keys" / "gallery.key"
    write_key(path, KEY, data_dir=data)
    return path


def test_a_written_key_is_read_again_and_belongs_to_its_owner(key_file: Path, data: Path):
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert read_key(KeyPlace(key_file, credential=False), data_dir=data) == KEY


def test_a_key_is_never_overwritten(key_file: Path, data: Path):
    with pytest.raises(GalleryKeyError, match="a key already"):
        write_key(key_file, SecretKey.generate(), data_dir=data)
    assert read_key(KeyPlace(key_file, credential=False), data_dir=data) == KEY


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620])
def test_a_key_that_others_may_touch_is_refused(key_file: Path, data: Path, mode: int):
    key_file.chmod(mode)
    with pytest.raises(GalleryKeyError, match="chmod 600"):
        read_key(KeyPlace(key_file, credential=False), data_dir=data)


def test_a_credential_has_systemds_own_mode(key_file: Path, data: Path):
    key_file.chmod(0o440)
    assert read_key(KeyPlace(key_file, credential=True), data_dir=data) == KEY


def test_a_key_in_the_data_folder_is_refused(data: Path):
    with pytest.raises(GalleryKeyError, match="next to what it seals"):
        write_key(data / "gallery.key", KEY, data_dir=data)
    (data / "gallery.key").write_text(KEY.to_text())
    with pytest.raises(GalleryKeyError, match="next to what it seals"):
        read_key(KeyPlace(data / "gallery.key", credential=False), data_dir=data)


def test_a_link_out_of_the_data_folder_does_not_hide_a_key_in_it(tmp_path: Path, data: Path):
    (data / "gallery.key").write_text(KEY.to_text())
    link = tmp_path / "gallery.key"
    link.symlink_to(data / "gallery.key")
    with pytest.raises(GalleryKeyError, match="next to what it seals"):
        read_key(KeyPlace(link, credential=False), data_dir=data)


def test_missing_unreadable_and_wrong_files_are_named(tmp_path: Path, data: Path):
    with pytest.raises(GalleryKeyError, match=r"gone\.key: the key is missing"):
        read_key(KeyPlace(tmp_path / "gone.key", credential=False), data_dir=data)
    with pytest.raises(GalleryKeyError, match="cannot be read"):
        read_key(KeyPlace(tmp_path, credential=True), data_dir=data)
    wrong = tmp_path / "wrong.key"
    wrong.write_bytes(b"\xff\xfe hello")
    wrong.chmod(0o600)
    with pytest.raises(GalleryKeyError, match=r"wrong\.key: holds no key"):
        read_key(KeyPlace(wrong, credential=False), data_dir=data)
    with pytest.raises(GalleryKeyError, match="cannot be written"):
        write_key(wrong / "below" / "gallery.key", KEY, data_dir=data)


def test_a_credential_comes_before_the_configuration(tmp_path: Path):
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path), "XDG_CONFIG_HOME": "/home/x/.config"}
    configured = Path("/etc/gymstation/gallery.key")
    assert key_place("gallery.key", configured, environ=environ) == KeyPlace(configured, False)
    (tmp_path / "gallery.key").write_text(KEY.to_text())
    place = key_place("gallery.key", configured, environ=environ)
    assert place == KeyPlace(tmp_path / "gallery.key", credential=True)
    default = key_place("site.key", None, environ=environ)
    assert default.path == Path("/home/x/.config/gymstation/site.key")


def test_a_key_beside_the_data_is_told_apart(key_file: Path, data: Path):
    assert on_the_same_disk(key_file, data)
    assert not on_the_same_disk(Path("/proc/version"), data)
