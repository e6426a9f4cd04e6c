"""`gymstation members`, as the staff use it."""

import json
from pathlib import Path

import cv2
import pytest

from edge.member.card.card import CardReader
from edge.member.card.token import SIGN_OUT
from edge.member.gallery.bundle import FORMAT
from edge.member.identify.not_me import NotMe
from tests.cli.members.conftest import Station, enrol, photos
from tests.fakes.camera import FakeCamera
from tests.fakes.cards import Hold, seen

FACE = ("--consent", "face", "--consent", "history")
CARD = ("--consent", "card", "--consent", "history")


def test_enrolled_from_photos_and_listed(station: Station):
    member_id = station.enrol(1, "김민수")
    (listed,) = json.loads(station("list", "--json").out)
    assert listed["id"] == member_id
    assert listed["name"] == "김민수"
    assert [listed[kind] for kind in ("face", "card", "history")] == [True, False, True]
    shown = station("show", "김민수").out
    assert member_id in shown
    assert "5 shots, described by fake 1" in shown
    assert shown.count("consent ") == 3
    assert member_id in station("list").out


def test_enrolled_in_front_of_the_camera(station: Station, somebody_in_front: FakeCamera):
    done = station("enrol", "--name", "Lee", *FACE)
    assert done.status == 0
    for line in ("Look at the camera", "Turn a little to your left", "●●●●○"):
        assert line in done.out
    assert "5 shots" in station("show", "Lee").out
    assert somebody_in_front.count("close") == 1


def test_nobody_is_enrolled_when_the_camera_ends(station: Station, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(enrol, "open_camera", lambda *_, **__: FakeCamera([]))
    done = station("enrol", *FACE)
    assert done.status == 1
    assert "ended after 0 of 5 shots" in done.err
    assert json.loads(station("list", "--json").out) == []


def test_a_card_is_enough(station: Station):
    done = station("enrol", "--name", "Park", *CARD)
    assert done.status == 0
    assert station("card", "Park", "-o", station.folder / "card.png").status == 0
    (listed,) = json.loads(station("list", "--json").out)
    assert [listed["face"], listed["card"]] == [False, True]


def test_without_an_answer_nobody_is_enrolled(station: Station, monkeypatch: pytest.MonkeyPatch):
    answers = iter([True, False, False])
    monkeypatch.setattr("typer.confirm", lambda _: next(answers))
    refused = station("enrol", *photos(station.folder, 1))
    assert refused.status == 1
    assert "agreed to nothing to be known by" in refused.err
    assert "a row of numbers, stored encrypted" in refused.out
    assert "365 days" in refused.out
    assert json.loads(station("list", "--json").out) == []


def test_the_question_is_asked_in_the_language_of_the_member(
    station: Station, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("typer.confirm", lambda _: False)
    assert "운동 기록" in station("enrol", "--language", "ko").out


def test_the_question_is_asked_in_the_language_of_the_station(
    station: Station, monkeypatch: pytest.MonkeyPatch
):
    asked = []
    monkeypatch.setattr("typer.confirm", lambda prompt: asked.append(prompt) or True)
    with station.config.open("a") as file:
        file.write("language: ko\n")
    done = station("enrol", *photos(station.folder, 1))
    assert done.status == 0
    assert "얼굴 특징 정보" in done.out
    assert asked == ["동의하십니까?"] * 3


@pytest.mark.parametrize("kind", ["face", "card"])
def test_nobody_is_named_without_a_record(
    station: Station, kind: str, monkeypatch: pytest.MonkeyPatch
):
    refused = station("enrol", *photos(station.folder, 1), "--consent", kind)
    assert refused.status == 1
    assert "without consent to a training record" in refused.err
    asked = []
    monkeypatch.setattr("typer.confirm", lambda prompt: asked.append(prompt) or False)
    assert station("enrol").status == 1
    assert len(asked) == 1
    assert json.loads(station("list", "--json").out) == []


def test_who_looks_like_a_member_is_enrolled_only_when_confirmed(station: Station):
    first = station.enrol(1, "Kim")
    again = ("enrol", *photos(station.folder, 1), *FACE)
    refused = station(*again)
    assert refused.status == 2
    assert "looks like Kim" in refused.out
    assert station(*again, "--yes").status == 0
    assert len(json.loads(station("list", "--json").out)) == 2
    # A member's own new photos are no look-alike.
    assert station(*again, "--id", first).out.startswith("warning: looks like m-")


def test_photos_of_two_people_are_refused(station: Station):
    mixed = photos(station.folder, 1)[:3] + photos(station.folder, 2)[:3]
    done = station("enrol", *mixed, *FACE)
    assert done.status == 1
    assert "do not show one person" in done.err


@pytest.mark.parametrize("member_id", ["Kim Minsu", "KIM", "-a", "a" * 41, "a/b", "김"])
def test_an_id_that_could_be_a_name_or_an_address_is_refused(station: Station, member_id: str):
    done = station("enrol", *CARD, "--id", member_id)
    assert done.status == 2
    assert json.loads(station("list", "--json").out) == []


def test_a_name_of_several_lines_is_refused(station: Station):
    assert station("enrol", "--name", "Kim\x1b[2J", *CARD).status == 2
    station.enrol(1, "Kim")
    assert station("rename", "Kim", "x" * 81).status == 2
    assert station("show", "Kim").status == 0


def test_the_demo_clip_is_not_enrolled(station: Station, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(enrol, "open_camera", lambda *_, **__: FakeCamera([], live=False))
    done = station("enrol", *FACE)
    assert done.status == 2
    assert "no camera found" in done.err


def test_a_card_is_printed_read_and_revoked(station: Station):
    station.enrol(1, "Kim")
    path = station.folder / "card.png"
    printed = station("card", "Kim", "-o", path)
    number = printed.out.split("No. ")[1][:6]
    card = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    token = CardReader().read(seen(card, Hold(0.2)))
    assert token is not None
    stored = b"".join(file.read_bytes() for file in station.data.iterdir())
    assert token.encode() not in stored
    assert station("card", "Kim", "--revoke", "--number", "000000").status == 1
    assert station("card", "Kim", "--revoke", "--number", number.lower()).status == 0
    assert f"No. {number}" in station("show", "Kim").out
    assert "revoked" in station("show", "Kim").out
    assert "no card that is valid" in station("card", "Kim", "--revoke").err


def test_a_card_that_cannot_be_written_is_not_issued(station: Station):
    station.enrol(1, "Kim")
    assert station("card", "Kim", "-o", station.folder / "card.gif").status == 1
    assert "card      No." not in station("show", "Kim").out
    assert station("card", "Kim", "-o", "/nowhere/card.png").status == 1
    assert ", valid" not in station("show", "Kim").out
    assert station("card", "Kim").status == 2


def test_consent_is_taken_back_and_given_again(station: Station):
    station.enrol(1, "Kim")
    assert "erased what rested on it" in station("consent", "Kim", "--withdraw", "face").out
    assert "5 shots" not in station("show", "Kim").out
    assert station("consent", "Kim", "--give", "card", "--give", "face").status == 0
    assert station("consent", "Kim", "--give", "card", "--withdraw", "card").status == 2


def test_a_member_is_forgotten_and_the_proof_is_printed(station: Station):
    member_id = station.enrol(1, "Kim Minsu")
    station.enrol(2, "Lee")
    refused = station("forget", "Kim Minsu")
    assert refused.status == 2
    assert "nobody answered" in refused.err
    done = station("forget", "Kim Minsu", "--yes")
    assert done.status == 0
    for what in ("id: gone", "name: gone", "face: gone", "sealed rows: gone", "searched "):
        assert what in done.out
    assert [row["name"] for row in json.loads(station("list", "--json").out)] == ["Lee"]
    assert member_id not in station("list").out


def test_a_trace_in_another_file_is_reported(station: Station):
    member_id = station.enrol(1, "Kim")
    (station.data / "notes.txt").write_text(f"waiting: {member_id}")
    done = station("forget", "Kim", "--yes")
    assert done.status == 1
    assert "id: FOUND in notes.txt" in done.out
    assert "traces are left" in done.err


def test_a_member_gets_all_that_is_stored(station: Station):
    member_id = station.enrol(1, "Kim")
    station("card", "Kim", "-o", station.folder / "card.png")
    printed = json.loads(station("export", "Kim").out)
    assert printed["member"] == member_id
    assert len(printed["faces"][0]["descriptors"]) == 5
    assert {consent["kind"] for consent in printed["consents"]} == {"face", "card", "history"}
    assert all("365" in consent["text"] for consent in printed["consents"])
    assert printed["cards"][0]["revoked"] is None
    path = station.folder / "request.json"
    assert station("export", "Kim", "-o", path).status == 0
    assert json.loads(path.read_text()) == printed
    assert path.stat().st_mode & 0o077 == 0


def test_a_renamed_member_is_found_by_the_new_name(station: Station):
    station.enrol(1, "Kim")
    assert station("rename", "Kim", "Park").status == 0
    assert station("show", "Park").status == 0
    assert "no such member" in station("show", "Kim").err


def test_nothing_is_pruned_before_its_time(station: Station):
    station.enrol(1, "Kim")
    assert "nothing is due" in station("prune", "--yes").out
    station("consent", "Kim", "--withdraw", "face", "--withdraw", "card", "--withdraw", "history")
    assert ": everything" in station("prune", "--dry-run").out
    assert station("prune").status == 2
    assert "erased" in station("prune", "--yes").out
    assert json.loads(station("list", "--json").out) == []


def test_a_backup_brings_everything_back(station: Station):
    station.enrol(1, "Kim")
    copy = station.folder / "members.backup"
    assert station("backup", copy).status == 0
    assert "is there already" in station("backup", copy).err
    for file in station.data.iterdir():
        file.unlink()
    assert station("restore", copy).status == 0
    assert "Kim" in station("list").out


def test_a_damaged_gallery_is_set_aside_and_restored(station: Station):
    station.enrol(1, "Kim")
    copy = station.folder / "members.backup"
    station("backup", copy)
    (station.data / "members.db").write_bytes(b"rubbish" * 1000)
    refused = station("list")
    assert refused.status == 1
    assert "gymstation members restore BACKUP" in refused.err
    assert station("restore", copy).status == 2
    assert station("restore", copy, "--yes").status == 0
    assert "Kim" in station("list").out
    assert (station.data / "members.db.damaged").read_bytes() == b"rubbish" * 1000


def test_who_was_forgotten_is_not_restored(station: Station):
    station.enrol(1, "Kim")
    copy = station.folder / "members.backup"
    station("backup", copy)
    station("forget", "Kim", "--yes")
    assert "has 0 member(s)" in station("restore", copy).out


def test_a_gallery_is_carried_to_another_station_and_back(station: Station, other_station: Station):
    station.enrol(1, "Kim")
    other_station.enrol(2, "Lee")
    bundle, back = station.folder / "a.bundle", station.folder / "b.bundle"
    assert station("export-gallery", bundle).status == 0
    assert bundle.read_bytes().startswith(b'{"format": "' + FORMAT.encode())
    assert "1 new, 0 changed" in other_station("import-gallery", bundle).out
    assert "0 new, 0 changed, 0 forgotten" in other_station("import-gallery", bundle).out
    other_station("rename", "Kim", "Kim Minsu")
    other_station("forget", "Lee", "--yes")
    other_station("export-gallery", back)
    assert "0 new, 1 changed" in station("import-gallery", back).out
    assert "Kim Minsu" in station("list").out


def test_a_forgotten_member_is_forgotten_at_the_other_station(
    station: Station, other_station: Station
):
    station.enrol(1, "Kim")
    bundle, later = station.folder / "a.bundle", station.folder / "b.bundle"
    station("export-gallery", bundle)
    other_station("import-gallery", bundle)
    station("forget", "Kim", "--yes")
    station("export-gallery", later)
    assert "1 forgotten" in other_station("import-gallery", later).out
    assert "0 new, 0 changed, 0 forgotten" in other_station("import-gallery", bundle).out


def test_a_bundle_that_is_none_is_refused(station: Station):
    (station.folder / "x").write_bytes(b"hello")
    done = station("import-gallery", station.folder / "x")
    assert done.status == 1
    assert "/x: is no gallery bundle" in done.err
    assert station("import-gallery", "/nowhere").status == 2


def test_keys_are_made_once_and_never_shown(station: Station):
    secret = (station.folder / "gallery.key").read_text().strip()
    again = station("key", "make")
    assert again.status == 1
    assert "a key already" in again.err
    shown = station("key", "show")
    assert secret not in shown.out + shown.err
    assert "gallery  key " in shown.out
    assert "note: the key lies on the disk that it seals" in shown.out


def test_a_missing_key_says_what_to_do(station: Station):
    (station.folder / "gallery.key").unlink()
    done = station("list")
    assert done.status == 1
    assert "the key is missing — gymstation members key make" in done.err
    assert "the key is missing" in station("key", "show").out


def test_the_station_is_told_not_me(station: Station, monkeypatch: pytest.MonkeyPatch):
    note = NotMe(station.data)
    monkeypatch.setattr("time.sleep", lambda _: note.take(0.0))
    assert "signs the athlete out" in station("not-me").out
    monkeypatch.setattr("time.sleep", lambda _: None)
    nobody = station("not-me")
    assert nobody.status == 2
    assert "is the station running?" in nobody.err
    assert not note.waits


def test_a_card_for_the_wall_signs_out(station: Station):
    path = station.folder / "wall.png"
    assert station("not-me", "-o", path).status == 0
    card = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert CardReader().read(seen(card, Hold(0.2))) == SIGN_OUT


def test_a_note_is_looked_for_twice_a_second(tmp_path: Path):
    note = NotMe(tmp_path)
    assert not note.take(0.0)
    note.leave()
    assert not note.take(0.4)
    assert note.take(0.6)
    assert not note.take(1.2)
    assert not NotMe(tmp_path / "nowhere").take(0.0)


def test_no_photo_is_ever_written(station: Station, somebody_in_front: FakeCamera):
    before = set(station.folder.rglob("*"))
    station("enrol", *FACE)
    new = {path.name for path in station.folder.rglob("*")} - {path.name for path in before}
    assert new <= {"members.db", "members.db-wal", "members.db-shm"}
