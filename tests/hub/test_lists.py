"""What the hub tells all stations: who is forgotten and which cards sign in, with real stations."""
# ruff: noqa: F811 - pytest finds fixtures by their names

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.config.outbox import OutboxConfig
from edge.member.identity import Method
from edge.uplink.clock import Instant
from edge.uplink.hub_lists import (
    PARTS,
    Cards,
    Forgotten,
    card_parts,
    forgotten_parts,
    part_of,
    part_topic,
    revision,
)
from edge.uplink.message import Availability, State
from edge.uplink.outbox import Outbox
from edge.uplink.session_message import SessionDone
from edge.uplink.uplink import OUTBOX_FILE
from hub.actions.actor import Actor, Role
from hub.ingest.received import Origin
from hub.services import Services
from hub.store.database import Database
from tests.exercise.figure import film
from tests.fakes.broker import Mosquitto
from tests.fakes.hub import FakeHub
from tests.hub.messages import ABOUT
from tests.hub.test_commands import broker, database_url, worker  # noqa: F401 - fixtures
from tests.hub.test_ingest_broker import wait_for
from tests.sharing.conftest import short_pauses  # noqa: F401 - a fixture
from tests.sharing.rack import Rack
from tests.uplink.conftest import summary

STAFF = Actor("kim", Role.STAFF)
DIGEST = st.text("0123456789abcdef", min_size=64, max_size=64)


@pytest.fixture
def hub(broker: Mosquitto, database: Database) -> Iterator[Services]:
    with worker(broker.port, database) as services:
        services.lists.start()
        yield services
        services.lists.stop()


def member(hub: Services, member_id: str | None = None) -> str:
    id_ = hub.members.enrol(STAFF, "Kim", member_id)
    hub.members.consent(STAFF, id_, "1")
    return id_


def obeys(hub: Services, count: int = 1) -> bool:
    found = hub.lists.obedience()
    return len(found) == count and all(each.forgets and each.cards for each in found)


@given(st.sets(DIGEST, max_size=30), st.dictionaries(DIGEST, st.just("m-1"), max_size=30))
def test_every_part_is_there_and_all_of_them_hold_everything(
    members: set[str], cards: dict[str, str]
) -> None:
    forgotten, issued = forgotten_parts(members), card_parts(cards)
    assert len(forgotten) == len(issued) == len(PARTS)
    found = [Forgotten.model_validate_json(payload).members for payload in forgotten.values()]
    assert sorted(digest for part in found for digest in part) == sorted(members)
    held = {}
    for payload in issued.values():
        held |= Cards.model_validate_json(payload).cards
    assert held == cards
    assert forgotten_parts(sorted(members, reverse=True)) == forgotten
    for part in forgotten | issued:
        assert part_of("p", part_topic("p", part)) == part


@pytest.mark.parametrize("topic", ["p/hub/cards", "p/hub/cards/g", "p/hub/x/0", "q/hub/cards/0"])
def test_other_topics_are_no_parts(topic: str) -> None:
    assert part_of("p", topic) is None


def test_a_card_of_the_hub_signs_in_until_it_is_revoked(
    hub: Services, broker: Mosquitto, tmp_path: Path
) -> None:
    id_ = member(hub)
    card = hub.members.issue_card(STAFF, id_)
    with Rack(tmp_path, broker.port, "a", gallery=False) as a:
        wait_for(lambda: a.member_of_card(card.token) == id_)
        assert a.member_of_card("GYM1ABCDEFGHIJKLMNOP") is None
        wait_for(lambda: obeys(hub))
    raw = b"".join(path.read_bytes() for path in a.folder.iterdir())
    assert id_.encode() not in raw
    broker.stop()
    with Rack(tmp_path, broker.port, "a", gallery=False) as a:
        assert a.member_of_card(card.token) == id_  # without broker and hub, from the disk
        broker.start()
        wait_for(lambda: hub.line.hearing.is_up)
        hub.members.revoke_card(STAFF, id_, card.digest)
        wait_for(lambda: a.member_of_card(card.token) is None)
        other = hub.members.issue_card(STAFF, id_)
        wait_for(lambda: a.member_of_card(other.token) == id_)
        hub.members.withdraw(STAFF, id_)
        wait_for(lambda: a.member_of_card(other.token) is None)


def test_whom_the_hub_erases_no_station_knows_also_one_that_was_off(
    hub: Services, broker: Mosquitto, tmp_path: Path
) -> None:
    id_ = member(hub, "m-kim")
    with Rack(tmp_path, broker.port, "b") as b:
        with Rack(tmp_path, broker.port, "a") as a:
            a.enrol(id_, 1)
            a.enrol("m-lee", 2)
            wait_for(lambda: a.known() == b.known() == {id_, "m-lee"})
        waiting = replace(summary(1), member_id=id_, method=Method.CARD)
        hub.members.erase(STAFF, id_)
        wait_for(lambda: b.known() == {"m-lee"})
        assert b.sharing.is_forgotten(id_)
        keep_waiting(a.folder, waiting)
        with Rack(tmp_path, broker.port, "a") as a:
            wait_for(lambda: a.known() == {"m-lee"})
            wait_for(lambda: obeys(hub, 2))
            raw = b"".join(path.read_bytes() for path in a.folder.iterdir())
            assert id_.encode() not in raw


def keep_waiting(folder: Path, of) -> None:
    """A session that the station counted, and could not send yet."""
    now = Instant(1.0, 1_800_000_000.0, synced=True, era="era")
    with closing(Outbox(folder / OUTBOX_FILE, OutboxConfig())) as outbox:
        outbox.put(of.id, SessionDone.of(of, now).to_json(), now)


def test_the_board_of_every_worker_forgets_and_stays_so(
    hub: Services, broker: Mosquitto, database: Database
) -> None:
    id_ = member(hub)
    with worker(broker.port, database, "2") as other:
        origin = Origin("gym", "rack-1")
        for each in (hub, other):
            online = Availability(
                **ABOUT, status="online", since="2026-11-20T17:00:00Z", version="1"
            )
            each.board.hear(origin, online, 1)
            each.board.hear(origin, State(**ABOUT, phase="working", member=id_), 1)
            assert each.board.station("gym/rack-1").state.member == id_
        hub.members.erase(STAFF, id_)
        for each in (hub, other):
            wait_for(lambda each=each: each.board.station("gym/rack-1").state.member is None)
        later = State(**ABOUT | {"sequence": 9}, phase="working", member=id_)
        other.board.hear(origin, later, 2)
        assert other.board.station("gym/rack-1").state.member is None


def test_a_list_that_holds_no_longer_is_put_right(hub: Services, broker: Mosquitto) -> None:
    id_ = member(hub)
    card = hub.members.issue_card(STAFF, id_)
    part = f"cards/{card.digest[0]}"
    with FakeHub(broker.port, "gymstation/hub/#") as late:
        late.wait(lambda: any(card.digest in str(body) for _, body, _ in late.heard))
        late.say(
            part_topic("gymstation", part), Cards().model_dump_json(by_alias=True), retain=True
        )
        late.wait(lambda: card.digest in str(late.heard[-1][1]))
        late.say(part_topic("gymstation", part), "nonsense", retain=True)
        late.wait(lambda: card.digest in str(late.heard[-1][1]))


def test_a_broker_that_lost_everything_is_told_again(hub: Services, broker: Mosquitto) -> None:
    with FakeHub(broker.port, "gymstation/hub/#") as first:
        first.wait(lambda: len(first.heard) >= 2 * len(PARTS))
    broker.kill()
    wait_for(lambda: not hub.line.hearing.is_up)
    broker.start()
    with FakeHub(broker.port, "gymstation/hub/#") as second:
        second.wait(lambda: len({topic for topic, _, _ in second.heard}) == 2 * len(PARTS))


def test_a_real_station_shares_and_obeys(hub: Services, broker: Mosquitto, tmp_path: Path) -> None:
    """The whole program, with a gallery and the exchange switched on."""
    film("squat", repetitions=3).recording().save(tmp_path / "squats.npz")
    rack = Rack(tmp_path, broker.port, "rack-1")
    keys = tmp_path / "keys-rack-1"
    config = tmp_path / "station.yaml"
    config.write_text(
        f"data_dir: {rack.folder}\nstation: rack-1\nfeedback: {{led: none}}\n"
        "identification: card\n"
        f"members: {{key_file: {keys / 'gallery.key'}, site_key_file: {keys / 'site.key'}}}\n"
        f"uplink: {{host: 127.0.0.1, port: {broker.port}, retry_longest_s: 0.5, gallery: true}}\n"
        f"camera: {{source: poses, path: {tmp_path / 'squats.npz'}, loop: true}}\n"
    )
    id_ = member(hub)
    with Rack(tmp_path, broker.port, "b") as b:
        b.enrol(id_, 1)
        command = [sys.executable, "-m", "edge", "run", "-c", str(config)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as run:
            wait_for(lambda: obeys(hub, 2), 60)
            with FakeHub(broker.port, "gymstation/gym/rack-1/gallery") as listener:
                listener.wait(lambda: bool(listener.heard), 60)
            hub.members.erase(STAFF, id_)
            wait_for(lambda: b.known() == set())
            wait_for(lambda: obeys(hub, 2), 60)
            known = hub.board.station("gym/rack-1").health
            assert {each.check: each.state for each in known.checks}["members"] == "ok"
            run.send_signal(signal.SIGTERM)
            run.wait(20)


def test_revisions_are_of_the_payload() -> None:
    payload = forgotten_parts([])["forgotten/0"]
    assert json.loads(payload) == {"schema": "gymstation.forgotten/1", "members": []}
    assert revision(payload) == revision(bytes(payload))
    assert len(revision(payload)) == 16
