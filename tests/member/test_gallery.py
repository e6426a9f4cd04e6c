"""What the gallery does with members."""

from pathlib import Path

import numpy as np
import pytest

from edge.errors import CardError, EnrolmentError, UsageError
from edge.member.card.token import SIGN_OUT, is_token
from edge.member.gallery.changes import Enrolment, Shots
from edge.member.gallery.consent import ConsentKind
from edge.member.gallery.gallery import new_member_id
from edge.member.gallery.proof import search, traces_of
from edge.member.gallery.state import GalleryState
from edge.member.template import EmbedderId
from tests.fakes.gallery import (
    EMBEDDER,
    Calendar,
    consents,
    descriptors,
    enrolment,
    gallery,
)

FACE, CARD, HISTORY = ConsentKind


def test_a_member_is_as_enrolled(tmp_path: Path):
    with gallery(tmp_path) as members:
        members.enrol(enrolment("m-1", "김민수", 3))
    with gallery(tmp_path) as members:
        (member,) = members.members()
        (template,) = members.templates(EMBEDDER)
    assert (member.id, member.name, str(member.enrolled)) == ("m-1", "김민수", "2026-11-20")
    assert {consent.kind for consent in member.consents} == set(ConsentKind)
    np.testing.assert_array_equal(member.faces[0].shots, descriptors(3))
    mean = descriptors(3).mean(axis=0)
    np.testing.assert_allclose(template.vector, mean / np.linalg.norm(mean), atol=1e-6)


def test_templates_are_only_of_the_model_that_asks(tmp_path: Path):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-1"))
    assert members.templates(EmbedderId("fake", "2", 16)) == ()


def test_a_second_model_adds_its_own_template(tmp_path: Path):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-1", "Kim"))
    other = EmbedderId("fake", "2", 16)
    members.enrol(Enrolment("m-1", "", [], Shots(other, descriptors(1))))
    assert [len(members.templates(model)) for model in (EMBEDDER, other)] == [1, 1]
    assert members.find("m-1").name == "Kim"


def test_an_expired_consent_is_not_matched(tmp_path: Path):
    today = Calendar()
    members = gallery(tmp_path, today)
    members.enrol(enrolment("m-1", "", 0, *ConsentKind, days=30))
    token = members.issue_card(members.find("m-1"))
    today.turn(29)
    assert members.templates(EMBEDDER)
    assert members.member_of_card(token) == "m-1"
    today.turn(1)
    assert members.templates(EMBEDDER) == ()
    assert members.member_of_card(token) is None
    members.give(members.find("m-1"), consents(*ConsentKind, given=today()))
    assert members.templates(EMBEDDER)
    assert members.member_of_card(token) == "m-1"


def test_a_clock_that_lost_its_time_locks_nobody_out(tmp_path: Path):
    today = Calendar()
    members = gallery(tmp_path, today)
    members.enrol(enrolment("m-1"))
    today.turn(-10000)
    assert members.templates(EMBEDDER)


def test_a_change_lasts_though_the_clock_was_set_back(tmp_path: Path):
    today = Calendar()
    members, elsewhere = gallery(tmp_path, today), GalleryState()
    members.enrol(enrolment("m-1", "Kim"))
    elsewhere = members.state()
    today.turn(-10000)
    members.rename(members.find("m-1"), "Lee")
    members.take_in(elsewhere, 30)
    assert members.find("m-1").name == "Lee"


def test_without_consent_to_it_a_face_is_not_matched_and_no_card_issued(tmp_path: Path):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-1", "", 0, HISTORY))
    members.enrol(enrolment("m-2", "", 0, FACE, CARD))
    assert members.templates(EMBEDDER) == ()
    with pytest.raises(CardError, match="does not consent to a card"):
        members.issue_card(members.find("m-1"))
    with pytest.raises(CardError, match="and a record"):
        members.issue_card(members.find("m-2"))


def test_without_a_record_nothing_is_kept_to_be_known_by(tmp_path: Path):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-1"))
    token = members.issue_card(members.find("m-1"))
    members.withdraw(members.find("m-1"), [HISTORY])
    assert members.find("m-1").faces == members.find("m-1").cards == ()
    assert members.templates(EMBEDDER) == ()
    assert members.member_of_card(token) is None


def test_a_withdrawn_face_is_erased_at_once_and_the_card_still_works(tmp_path: Path):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-1"))
    token = members.issue_card(members.find("m-1"))
    members.withdraw(members.find("m-1"), [FACE])
    member = members.find("m-1")
    assert member.faces == ()
    assert members.member_of_card(token) == "m-1"
    (face,) = (consent for consent in member.consents if consent.kind is FACE)
    assert str(face.withdrawn) == "2026-11-20"


def test_a_card_signs_in_until_it_is_revoked(tmp_path: Path):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-1"))
    members.enrol(enrolment("m-2"))
    first, second = (members.issue_card(members.find(name)) for name in ("m-1", "m-2"))
    assert is_token(first)
    assert first != second
    assert members.member_of_card(first) == "m-1"
    assert members.member_of_card(second) == "m-2"
    members.revoke_card(members.find("m-1"), members.find("m-1").cards[0])
    assert members.member_of_card(first) is None
    assert members.member_of_card(second) == "m-2"


@pytest.mark.parametrize("token", ["", "GYM1", "GYM1AAAAAAAAAAAAAAAA", SIGN_OUT, "https://x.kr/"])
def test_other_codes_are_nobodys(tmp_path: Path, token: str):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-1"))
    members.issue_card(members.find("m-1"))
    assert members.member_of_card(token) is None


def test_a_member_is_found_by_id_its_beginning_or_name(tmp_path: Path):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-abcd1", "Kim"))
    members.enrol(enrolment("m-abcd2", "Lee"))
    members.enrol(enrolment("m-xyz", "Lee"))
    assert members.find("m-abcd1").id == members.find("Kim").id == "m-abcd1"
    assert members.find("m-xy").id == "m-xyz"
    for unclear, what in {"m-abcd": "2 members", "Lee": "2 members", "m-": "no such"}.items():
        with pytest.raises(UsageError, match=what):
            members.find(unclear)


def test_a_name_can_be_changed_and_taken_away(tmp_path: Path):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-1", "Kim"))
    members.rename(members.find("m-1"), "Lee")
    assert members.find("m-1").name == "Lee"
    members.rename(members.find("m-1"), "")
    assert members.find("m-1").name == ""


def test_who_is_forgotten_is_gone_from_every_file(tmp_path: Path):
    members, station = gallery(tmp_path), gallery(tmp_path)
    for number in range(8):
        members.enrol(enrolment(f"m-forget-{number}", f"Member {number}", number))
    member = members.find("m-forget-3")
    members.issue_card(member)
    members.rename(member, "Park Jiwoo")
    member = members.find("m-forget-3")
    before = traces_of(member, members.store.rows_of(tuple(members.state().entries)))
    assert {what for _, what in search(tmp_path, before).found} == {"sealed rows"}
    assert len(station.templates(EMBEDDER)) == 8  # a running station has the file open

    rows = members.forget(member)

    proof = search(tmp_path, traces_of(member, rows))
    assert proof.found == ()
    assert set(proof.sought) == {"id", "name", "face", "card", "sealed rows"}
    assert proof.bytes == sum(path.stat().st_size for path in tmp_path.iterdir())
    assert len(members.members()) == 7
    assert len(station.templates(EMBEDDER)) == 7
    with pytest.raises(UsageError, match="no such member"):
        station.find("m-forget-3")


def test_the_search_finds_what_is_still_there(tmp_path: Path):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-found", "Park Jiwoo", 5))
    member = members.find("m-found")
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "old.txt").write_bytes(b"x" * (1 << 20) + b"signed in: m-found")
    (tmp_path / "dump").write_bytes(b"y" * ((1 << 20) - 5) + "Park Jiwoo".encode("utf-16-le"))
    (tmp_path / "memory").write_bytes(member.faces[0].template.vector.tobytes())
    found = search(tmp_path, traces_of(member, [])).found
    assert {(path.name, what) for path, what in found} == {
        ("old.txt", "id"),
        ("dump", "name"),
        ("memory", "face"),
    }


def test_a_forgotten_id_stays_forgotten(tmp_path: Path):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-1"))
    old = members.state()
    members.forget(members.find("m-1"))
    with pytest.raises(EnrolmentError, match="stays forgotten"):
        members.enrol(enrolment("m-1"))
    assert not members.take_in(old, 30)
    assert members.members() == ()


def test_a_forgetting_travels_and_what_is_new_comes_along(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    here, there = gallery(tmp_path / "a"), gallery(tmp_path / "b")
    here.enrol(enrolment("m-1", "Kim"))
    there.take_in(here.state(), 30)
    there.enrol(enrolment("m-2", "Lee"))
    token = there.issue_card(there.find("m-2"))
    there.forget(there.find("m-1"))
    here.take_in(there.state(), 30)
    assert [member.name for member in here.members()] == ["Lee"]
    assert here.member_of_card(token) == "m-2"
    assert here.state() == there.state()


def test_what_is_kept_no_longer_is_erased(tmp_path: Path):
    today = Calendar()
    members = gallery(tmp_path, today)
    members.enrol(enrolment("m-short", "", 1, days=10))
    members.enrol(enrolment("m-long", "", 2, days=100))
    today.turn(39)
    assert not members.prune(30).change
    today.turn(1)
    elsewhere = members.state()
    assert members.due(30).members == members.prune(30).members == ("m-short",)
    assert [member.id for member in members.members()] == ["m-long"]
    assert not members.take_in(elsewhere, 30)


def test_a_part_whose_consent_ended_is_erased_alone(tmp_path: Path):
    today = Calendar()
    members = gallery(tmp_path, today)
    members.enrol(enrolment("m-1", "", 1, FACE, days=10))
    members.give(members.find("m-1"), consents(CARD, HISTORY, days=100))
    token = members.issue_card(members.find("m-1"))
    today.turn(40)
    assert members.prune(30).parts == (("m-1", FACE),)
    assert members.find("m-1").faces == ()
    assert members.member_of_card(token) == "m-1"


def test_a_withdrawal_outlives_the_member_and_old_bundles(tmp_path: Path):
    members = gallery(tmp_path)
    members.enrol(enrolment("m-1"))
    old = members.state()
    members.withdraw(members.find("m-1"), ConsentKind)
    members.take_in(old, 30)
    assert not members.find("m-1").faces
    assert members.templates(EMBEDDER) == ()
    members.prune(30)
    members.take_in(old, 30)
    assert members.members() == ()


def test_a_bundle_erases_nothing_by_a_wrong_clock(tmp_path: Path):
    today = Calendar()
    members = gallery(tmp_path, today)
    members.enrol(enrolment("m-1"))
    before = members.state()
    today.turn(30000)
    members.take_in(GalleryState(), 30)
    assert members.state() == before


def test_new_ids_differ_and_can_stand_in_an_address():
    ids = {new_member_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(name.replace("-", "").isalnum() and name == name.lower() for name in ids)
