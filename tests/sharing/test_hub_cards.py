"""Cards of the hub at a station: on the disk, in the gallery, before the camera, in the session."""

import hashlib
import time
from pathlib import Path

import pytest

from edge.config.member import Identification, MembersConfig
from edge.member.card.image import card_image
from edge.member.card.token import new_token
from edge.member.gallery.consent import ConsentKind
from edge.member.gallery.hub_cards import FILE_NAME, HubCards, WithHubCards
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.seal_key import write_key
from edge.member.identify.factory import make_identifier
from edge.member.identity import Identity, Method
from edge.station.members import let_go
from edge.uplink.hub_lists import card_digest
from edge.uplink.message import HealthCheck, Status
from tests.fakes.cards import Hold, seen
from tests.fakes.gallery import KEY, enrolment, gallery
from tests.station.test_coaching import Desk

TOKEN = new_token()


@pytest.fixture
def cards() -> HubCards:
    found = HubCards()
    digest = card_digest(TOKEN)
    found.put(digest[0], {digest: "m-kim"})
    return found


def test_what_was_kept_is_taken_up_and_says_nothing(cards: HubCards, tmp_path: Path) -> None:
    cards.save(tmp_path, KEY)
    again = HubCards()
    again.load(tmp_path, KEY)
    assert again.member_of_card(TOKEN) == "m-kim"
    assert again.member_of_card("no card at all \udcff") is None
    raw = (tmp_path / FILE_NAME).read_bytes()
    assert b"m-kim" not in raw
    assert card_digest(TOKEN).encode() not in raw
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0


def test_what_the_hub_says_now_is_not_undone_by_what_was_kept(
    cards: HubCards, tmp_path: Path
) -> None:
    cards.save(tmp_path, KEY)
    fresh = HubCards()
    fresh.put(card_digest(TOKEN)[0], {})
    fresh.load(tmp_path, KEY)
    assert fresh.member_of_card(TOKEN) is None


@pytest.mark.parametrize("damage", ["other key", "altered", "missing"])
def test_a_file_that_cannot_be_read_is_nobody_s(
    cards: HubCards, tmp_path: Path, damage: str
) -> None:
    cards.save(tmp_path, SecretKey(bytes(32)) if damage == "other key" else KEY)
    path = tmp_path / FILE_NAME
    if damage == "altered":
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    if damage == "missing":
        path.unlink()
    again = HubCards()
    again.load(tmp_path, KEY)
    assert again.member_of_card(TOKEN) is None


def test_who_was_forgotten_or_took_it_back_here_stays_unknown(
    cards: HubCards, tmp_path: Path
) -> None:
    with gallery(tmp_path) as members:
        asked = WithHubCards(members, cards)
        assert asked.member_of_card(TOKEN) == "m-kim"
        members.enrol(enrolment("m-kim"))
        assert asked.member_of_card(TOKEN) == "m-kim"
        members.withdraw(members.find("m-kim"), [ConsentKind.FACE])
        assert asked.member_of_card(TOKEN) == "m-kim"
        members.withdraw(members.find("m-kim"), [ConsentKind.CARD])
        assert asked.member_of_card(TOKEN) is None
        own = members.find("m-kim")
        members.forget(own)
        assert asked.member_of_card(TOKEN) is None


def test_held_before_the_camera_it_names_the_session(cards: HubCards, tmp_path: Path) -> None:
    config = MembersConfig(key_file=tmp_path / "gallery.key")
    (tmp_path / "data").mkdir()
    write_key(tmp_path / "gallery.key", KEY, data_dir=tmp_path / "data")
    identifier = make_identifier(Identification.CARD, config, tmp_path / "data", cards)
    frame = seen(card_image(TOKEN, "123456", "gym"), Hold())
    found: Identity | None = None
    limit_s = time.monotonic() + 20
    while found is None and time.monotonic() < limit_s:
        found = identifier.see(frame, None, 7)
        time.sleep(0.02)
    identifier.close()
    assert found is not None
    assert (found.member_id, found.method) == ("m-kim", Method.CARD)
    desk = Desk()
    desk.see(0.0, 7, "pose")
    desk.coaching.identify(found, 7)
    assert desk.machine.identity == found


class Told:
    """Somebody who says that everybody was forgotten, or nobody."""

    def __init__(self, *forgotten: str) -> None:
        self.forgotten = forgotten
        self.noted: list[HealthCheck] = []

    def is_forgotten(self, member_id: str) -> bool:
        return member_id in self.forgotten

    def check(self) -> HealthCheck:
        return HealthCheck(check="members", status=Status.HEALTHY, state="ok")

    def note(self, check: HealthCheck) -> None:
        self.noted.append(check)


def test_the_running_session_of_somebody_forgotten_is_nobody_s() -> None:
    desk, told = Desk(), Told("m-kim")
    desk.see(0.0, 1, "pose")
    desk.coaching.identify(Identity("m-lee", Method.CARD, 1.0, 1, 0.0))
    assert let_go(told, desk.machine, desk.coaching, told) == ()  # type: ignore[arg-type]
    assert desk.machine.identity is not None
    desk.coaching.identify(Identity("m-kim", Method.CARD, 1.0, 1, 0.5))
    assert let_go(told, desk.machine, desk.coaching, told)  # type: ignore[arg-type]
    assert desk.machine.identity is None
    assert [check.check for check in told.noted] == ["members", "members"]
    assert let_go(told, desk.machine, desk.coaching, told) == ()  # type: ignore[arg-type]


def test_hub_and_station_digest_a_card_alike() -> None:
    assert card_digest(TOKEN) == hashlib.sha256(TOKEN.encode()).hexdigest()
