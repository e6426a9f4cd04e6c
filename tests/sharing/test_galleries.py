"""Galleries between stations, over a real broker."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from edge.health.words.all import states_of
from edge.member.gallery import exchange
from edge.member.gallery.bundle import open_bundle, seal_bundle
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.state import Entry, GalleryState, Slot, tombstone
from edge.sharing import post
from edge.sharing.sharing import SharingState
from edge.uplink.hub_lists import card_digest, card_parts, part_topic
from edge.uplink.link import LinkState
from tests.fakes.broker import Mosquitto
from tests.sharing.rack import SITE_KEY, Rack, until

GALLERY = "gymstation/gym/{}/gallery"


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    with Mosquitto(tmp_path, "message_size_limit 16777216") as running:
        yield running


def lying(port: int) -> dict[str, bytes]:
    """What the broker keeps of galleries, by station."""
    found: dict[str, bytes] = {}
    client = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5)
    client.on_message = lambda _c, _d, heard: found.update(
        {heard.topic.split("/")[2]: heard.payload}
    )
    client.connect("127.0.0.1", port)
    client.subscribe("gymstation/+/+/gallery", 1)
    for _ in range(20):
        client.loop(0.02)
    client.disconnect()
    return found


def members_lying(port: int, name: str) -> set[str]:
    bundle = lying(port).get(name)
    if bundle is None:
        return set()
    return {slot.member_id for slot in open_bundle(bundle, "gym", SITE_KEY).entries}


def say(port: int, topic: str, payload: bytes) -> None:
    client = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5)
    client.connect("127.0.0.1", port)
    client.loop_start()
    client.publish(topic, payload, 1, retain=True).wait_for_publish(5)
    client.disconnect()
    client.loop_stop()


def test_who_is_enrolled_at_one_is_known_at_the_others_and_forgotten_everywhere(
    broker: Mosquitto, tmp_path: Path
) -> None:
    with (
        Rack(tmp_path, broker.port, "a") as a,
        Rack(tmp_path, broker.port, "b") as b,
        Rack(tmp_path, broker.port, "c") as c,
    ):
        a.enrol("m-kim", 1)
        b.enrol("m-lee", 2)
        for each in (a, b, c):
            until(lambda each=each: each.known() == {"m-kim", "m-lee"})
        assert np.array_equal(a.template("m-kim"), c.template("m-kim"))
        b.forget("m-kim")
        for each in (a, b, c):
            until(lambda each=each: each.known() == {"m-lee"})
        for each in (a, b, c):
            until(lambda each=each: members_lying(broker.port, each.name) == {"m-lee"})
            assert each.state == "ok"
        assert b"m-kim" not in b"".join(lying(broker.port).values())
        assert a.sharing.is_forgotten("m-kim")


def test_a_station_that_was_off_forgets_when_it_is_back(broker: Mosquitto, tmp_path: Path) -> None:
    with Rack(tmp_path, broker.port, "b") as b:
        with Rack(tmp_path, broker.port, "a") as a:
            a.enrol("m-kim", 1)
            until(lambda: b.known() == {"m-kim"})
            until(lambda: members_lying(broker.port, "a") == {"m-kim"})
        b.forget("m-kim")
        until(lambda: not members_lying(broker.port, "b"))
        # What lies there of the station that is off must not bring the member back.
        assert members_lying(broker.port, "a") == {"m-kim"}
        with Rack(tmp_path, broker.port, "a") as a:
            assert a.known() in ({"m-kim"}, set())
            until(lambda: a.known() == set())
            until(lambda: members_lying(broker.port, "a") == set())
        assert b.known() == set()


def test_a_disk_that_was_replaced_gets_everybody_back(broker: Mosquitto, tmp_path: Path) -> None:
    with Rack(tmp_path, broker.port, "a") as a:
        a.enrol("m-kim", 1)
        until(lambda: members_lying(broker.port, "a") == {"m-kim"})
    for path in (tmp_path / "a").iterdir():
        path.unlink()
    with Rack(tmp_path, broker.port, "a") as a:
        until(lambda: a.known() == {"m-kim"})


def forged() -> GalleryState:
    return GalleryState({Slot("m-evil", "name"): Entry(1, '{"text":"x"}')})


def damaged() -> bytes:
    bundle = bytearray(seal_bundle(forged(), "gym", SITE_KEY))
    bundle[-40] ^= 1
    return bytes(bundle)


@pytest.mark.parametrize(
    ("bundle", "why"),
    [
        (seal_bundle(forged(), "gym", SecretKey(bytes(32))), "site key"),
        (seal_bundle(forged(), "elsewhere", SITE_KEY), "elsewhere"),
        (damaged(), "damaged or forged"),
        (b"nonsense", "no gallery bundle"),
        (b"", None),
    ],
    ids=["foreign key", "other site", "damaged", "nonsense", "empty"],
)
def test_what_is_not_genuine_is_refused_and_shows(
    broker: Mosquitto, tmp_path: Path, bundle: bytes, why: str | None
) -> None:
    with Rack(tmp_path, broker.port, "a") as a:
        a.enrol("m-kim", 1)
        until(lambda: members_lying(broker.port, "a") == {"m-kim"})
        say(broker.port, GALLERY.format("evil"), bundle)
        if why is None:
            assert a.state == "ok"
            return
        until(lambda: a.state == "refused_bundle")
        assert why in a.sharing.check().detail
        assert GALLERY.format("evil") in a.sharing.check().detail
        assert a.known() == {"m-kim"}
        say(broker.port, GALLERY.format("evil"), seal_bundle(GalleryState(), "gym", SITE_KEY))
        until(lambda: a.state == "ok")


def test_a_list_of_the_hub_that_cannot_be_read_shows(broker: Mosquitto, tmp_path: Path) -> None:
    cards = card_parts({card_digest("a card"): "m-kim"})
    part = next(each for each, payload in cards.items() if b"m-kim" in payload)
    with Rack(tmp_path, broker.port, "a") as a:
        say(broker.port, part_topic("gymstation", part), cards[part])
        until(lambda: a.member_of_card("a card") == "m-kim")
        say(broker.port, part_topic("gymstation", part), b"nonsense")
        until(lambda: a.state == "list_unreadable")
        assert part in a.sharing.check().detail
        assert a.member_of_card("a card") == "m-kim"
        say(broker.port, part_topic("gymstation", part), card_parts({})[part])
        until(lambda: a.state == "ok" and a.member_of_card("a card") is None)


def test_what_somebody_else_puts_at_its_own_topic_is_replaced(
    broker: Mosquitto, tmp_path: Path
) -> None:
    with Rack(tmp_path, broker.port, "a") as a:
        a.enrol("m-kim", 1)
        until(lambda: members_lying(broker.port, "a") == {"m-kim"})
        say(broker.port, GALLERY.format("a"), b"nonsense")
        until(lambda: lying(broker.port)["a"] != b"nonsense")
        assert members_lying(broker.port, "a") == {"m-kim"}


def test_a_broker_that_lost_everything_is_given_it_again(broker: Mosquitto, tmp_path: Path) -> None:
    with Rack(tmp_path, broker.port, "a") as a:
        a.enrol("m-kim", 1)
        until(lambda: members_lying(broker.port, "a") == {"m-kim"})
        broker.kill()
        broker.start()
        until(lambda: members_lying(broker.port, "a") == {"m-kim"})


def test_nothing_heavy_is_done_while_somebody_works(broker: Mosquitto, tmp_path: Path) -> None:
    with Rack(tmp_path, broker.port, "a") as a, Rack(tmp_path, broker.port, "b") as b:
        b.busy = True
        a.enrol("m-kim", 1)
        until(lambda: members_lying(broker.port, "a") == {"m-kim"})
        until(lambda: b.sharing._post.has_mail)
        assert b.known() == set()
        b.busy = False
        until(lambda: b.known() == {"m-kim"})


def test_without_the_site_s_key_it_says_so_and_goes_on(broker: Mosquitto, tmp_path: Path) -> None:
    rack = Rack(tmp_path, broker.port, "a")
    (tmp_path / "keys-a" / "site.key").unlink()
    with rack:
        until(lambda: rack.state == "key_missing")
        assert "site.key" in rack.sharing.check().detail
        assert lying(broker.port) == {}


def test_a_gallery_that_is_too_large_stays_here_and_shows(
    broker: Mosquitto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "LARGEST_BYTES", 500)
    with Rack(tmp_path, broker.port, "a") as a:
        a.enrol("m-kim", 1)
        until(lambda: a.state == "too_large")
        assert a.known() == {"m-kim"}
        assert lying(broker.port) == {}


@pytest.mark.parametrize("limit", ["max_packet_size 2000", "message_size_limit 2000"])
def test_a_broker_that_does_not_take_the_gallery_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    """The first limit is announced by the broker, by the second it hangs up without a word."""
    for name, seconds in {"ECHO_S": 0.5, "EVERY_S": 0.2, "SETTLE_S": 0.2}.items():
        monkeypatch.setattr(post, name, seconds)
    with Mosquitto(tmp_path, limit) as broker, Rack(tmp_path, broker.port, "a") as a:
        for number in range(8):
            a.enrol(f"m-{number}", number)
        until(lambda: a.state == "not_published")
        a.forget("m-7")
        until(lambda: a.uplink.link.state is LinkState.ONLINE)
        assert len(a.known()) == 7
        assert not members_lying(broker.port, "a")
        for number in range(7):
            a.forget(f"m-{number}")
        until(lambda: a.state == "ok" and "a" in lying(broker.port), 30)


def test_who_waits_to_be_sent_is_nobody_once_another_station_forgot(
    broker: Mosquitto, tmp_path: Path
) -> None:
    with Rack(tmp_path, broker.port, "a") as a:
        a.enrol("m-kim", 1)
        until(lambda: members_lying(broker.port, "a") == {"m-kim"})
        graves = GalleryState(tombstones=frozenset({tombstone("m-kim")}))
        say(broker.port, GALLERY.format("b"), seal_bundle(graves, "gym", SITE_KEY))
        until(lambda: a.known() == set())
        raw = b"".join(path.read_bytes() for path in a.folder.iterdir())
        assert b"m-kim" not in raw


def test_a_command_in_another_process_is_noticed(broker: Mosquitto, tmp_path: Path) -> None:
    with Rack(tmp_path, broker.port, "a") as a, Rack(tmp_path, broker.port, "b") as b:
        a.enrol("m-kim", 1)
        until(lambda: b.known() == {"m-kim"})
        config = tmp_path / "a.yaml"
        config.write_text(
            f"data_dir: {a.folder}\nstation: a\n"
            f"members: {{key_file: {tmp_path / 'keys-a' / 'gallery.key'}}}\n"
        )
        command = [sys.executable, "-m", "edge", "members", "forget", "m-kim", "--yes"]
        done = subprocess.run(
            [*command, "-c", str(config)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr + done.stdout
        until(lambda: b.known() == set())
        until(lambda: members_lying(broker.port, "a") == members_lying(broker.port, "b") == set())


def test_every_state_has_words_for_people() -> None:
    assert set(SharingState) <= set(states_of("members"))
