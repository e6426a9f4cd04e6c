import json
from base64 import b64decode
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from edge.errors import BundleError
from edge.member.gallery.bundle import open_bundle, seal_bundle, verifying_key
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.state import Entry, GalleryState, Slot
from tests.fakes.gallery import KEY, enrolment, gallery

SITE = "main-street"
SITE_KEY = SecretKey(bytes(range(32, 64)))


@pytest.fixture
def state(tmp_path: Path) -> GalleryState:
    with gallery(tmp_path) as members:
        members.enrol(enrolment("m-1", "Kim", 1))
        members.enrol(enrolment("m-2", "Lee", 2))
        members.issue_card(members.find("m-1"))
        members.forget(members.find("m-2"))
        return members.state()


def test_a_bundle_carries_everything(state: GalleryState):
    assert open_bundle(seal_bundle(state, SITE, SITE_KEY), SITE, SITE_KEY) == state
    assert len(state.tombstones) == 1


def test_who_carries_it_reads_nothing(state: GalleryState):
    bundle = seal_bundle(state, SITE, SITE_KEY)
    for piece in (b"Kim", b"m-1", b"face", b"2026", SITE_KEY.secret):
        assert piece not in bundle
    assert json.loads(bundle.partition(b"\n")[0]) == {
        "format": "gymstation-gallery",
        "key": SITE_KEY.id,
        "site": SITE,
        "version": 1,
    }


def test_who_carries_it_can_tell_it_is_genuine(state: GalleryState):
    public = Ed25519PublicKey.from_public_bytes(b64decode(verifying_key(SITE_KEY)))
    bundle = seal_bundle(state, SITE, SITE_KEY)
    public.verify(bundle[-64:], bundle[:-64])
    with pytest.raises(InvalidSignature):
        public.verify(bundle[-64:], bundle[:-65] + b"x")


@pytest.mark.parametrize("at", [5, 120, 200, -1])
def test_a_damaged_bundle_is_refused(state: GalleryState, at: int):
    bundle = bytearray(seal_bundle(state, SITE, SITE_KEY))
    bundle[at] ^= 1
    with pytest.raises(BundleError):
        open_bundle(bytes(bundle), SITE, SITE_KEY)


@pytest.mark.parametrize("length", [0, 1, 60, 150, 400])
def test_a_bundle_cut_short_is_refused(state: GalleryState, length: int):
    with pytest.raises(BundleError):
        open_bundle(seal_bundle(state, SITE, SITE_KEY)[:length], SITE, SITE_KEY)


def test_bundles_of_elsewhere_are_told_apart(state: GalleryState):
    bundle = seal_bundle(state, SITE, SITE_KEY)
    with pytest.raises(BundleError, match=f'of the site "{SITE}", this station belongs to "gym"'):
        open_bundle(bundle, "gym", SITE_KEY)
    with pytest.raises(BundleError, match=f"with the site key {SITE_KEY.id}, and this one is"):
        open_bundle(bundle, SITE, KEY)
    newer = bundle.replace(b'"version": 1', b'"version": 2', 1)
    with pytest.raises(BundleError, match="update gymstation"):
        open_bundle(newer, SITE, SITE_KEY)
    # Who has another key cannot pass a bundle off as one of this site.
    forged = seal_bundle(state, SITE, KEY).replace(KEY.id.encode(), SITE_KEY.id.encode(), 1)
    with pytest.raises(BundleError, match="damaged or forged"):
        open_bundle(forged, SITE, SITE_KEY)


@pytest.mark.parametrize("content", [b"", b"\n", b"[]\n", b"{}\n", b"\xff\xfe\n", b"x" * 5000])
def test_what_is_no_bundle_is_refused(content: bytes):
    with pytest.raises(BundleError, match="is no gallery bundle"):
        open_bundle(content, SITE, SITE_KEY)


def test_content_that_makes_no_member_is_refused_whole():
    broken = GalleryState({Slot("m-1", "face", "x"): Entry(1, '{"shots": 5}')})
    with pytest.raises(BundleError, match="content cannot be read"):
        open_bundle(seal_bundle(broken, SITE, SITE_KEY), SITE, SITE_KEY)


def test_what_a_newer_station_adds_is_carried_along(tmp_path: Path):
    newer = GalleryState({Slot("m-1", "voice", "x"): Entry(1, "?")})
    with gallery(tmp_path) as members:
        members.enrol(enrolment("m-1"))
        members.take_in(open_bundle(seal_bundle(newer, SITE, SITE_KEY), SITE, SITE_KEY), 30)
        assert Slot("m-1", "voice", "x") in members.state().entries
        assert members.find("m-1").faces
