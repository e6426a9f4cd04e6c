import pytest

from edge.errors import GalleryCorruptError, GalleryKeyError
from edge.member.gallery.seal import Sealer, SecretKey

KEY = SecretKey(bytes(range(32)))


def test_what_is_sealed_opens_again():
    sealer = Sealer(KEY, "gallery")
    sealed = sealer.seal(b"a face", b"member 1")
    assert b"a face" not in sealed
    assert Sealer(KEY, "gallery").open(sealed, b"member 1") == b"a face"


def test_the_same_is_never_sealed_the_same_way():
    sealer = Sealer(KEY, "gallery")
    assert sealer.seal(b"x", b"") != sealer.seal(b"x", b"")


@pytest.mark.parametrize("at", [0, 11, 12, -1])
def test_an_altered_byte_is_noticed(at: int):
    sealer = Sealer(KEY, "gallery")
    sealed = bytearray(sealer.seal(b"a face", b"member 1"))
    sealed[at] ^= 1
    with pytest.raises(GalleryCorruptError, match="altered or moved"):
        sealer.open(bytes(sealed), b"member 1")


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(12), bytes(27)])
def test_what_was_never_sealed_is_refused(sealed: bytes):
    with pytest.raises(GalleryCorruptError):
        Sealer(KEY, "gallery").open(sealed, b"")


def test_a_value_opens_only_where_it_belongs_with_its_key_and_purpose():
    sealed = Sealer(KEY, "gallery").seal(b"a face", b"member 1")
    with pytest.raises(GalleryCorruptError):
        Sealer(KEY, "gallery").open(sealed, b"member 2")
    with pytest.raises(GalleryCorruptError):
        Sealer(KEY, "bundle").open(sealed, b"member 1")
    with pytest.raises(GalleryCorruptError):
        Sealer(SecretKey.generate(), "gallery").open(sealed, b"member 1")


def test_blinded_names_are_stable_and_differ_by_key():
    assert Sealer(KEY, "gallery").blind("kim") == Sealer(KEY, "gallery").blind("kim")
    assert Sealer(KEY, "gallery").blind("kim") != Sealer(KEY, "gallery").blind("lee")
    assert Sealer(KEY, "gallery").blind("kim") != Sealer(SecretKey.generate(), "x").blind("kim")


def test_a_key_survives_its_file_and_shows_only_its_id():
    key = SecretKey.from_text(KEY.to_text())
    assert key == KEY
    assert len(KEY.id) == 8
    assert KEY.to_text().strip().split(":")[1] not in repr(KEY)
    assert KEY.secret.hex() not in repr(KEY)


@pytest.mark.parametrize(
    "text",
    ["", "secret", "gymstation-key-1:", "gymstation-key-1:AAAA", "gymstation-key-2:" + "A" * 44],
)
def test_what_is_no_key_is_refused_without_quoting_it(text: str):
    with pytest.raises(GalleryKeyError) as caught:
        SecretKey.from_text(text)
    assert "AAAA" not in str(caught.value)
