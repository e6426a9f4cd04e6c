"""The connection proves who is who, and the broker lets a station speak under its own name only."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from edge.resources import share_dir
from edge.uplink.acl import rights
from edge.uplink.link import LinkState
from edge.uplink.topics import Topics
from tests.fakes.broker import Mosquitto
from tests.fakes.hub import FakeHub
from tests.uplink.certificates import Authority
from tests.uplink.conftest import TOPICS, MakeUplink, summary
from tests.uplink.test_uplink_broker import until_state

HUB = {"username": "hub", "password": "secret"}
EXAMPLES = share_dir() / "config" / "broker"


def secured(folder: Path, authority: Authority, days: float = 1.0, *more: str) -> Mosquitto:
    certificate, key = authority.issue("broker", days=days)
    lines = (f"certfile {certificate}", f"keyfile {key}", *more)
    return Mosquitto(folder, *lines)


def test_the_right_authority_is_believed(tmp_path: Path, make_uplink: MakeUplink) -> None:
    authority = Authority(tmp_path)
    with secured(tmp_path, authority) as broker:
        uplink = make_uplink(broker.port, tls={"enabled": True, "ca": authority.path})

        until_state(uplink, LinkState.ONLINE)


def test_the_wrong_authority_is_not(tmp_path: Path, make_uplink: MakeUplink) -> None:
    other = Authority(tmp_path, "other")
    with secured(tmp_path, Authority(tmp_path)) as broker:
        uplink = make_uplink(broker.port, tls={"enabled": True, "ca": other.path})

        until_state(uplink, LinkState.UNTRUSTED)


def test_an_expired_certificate_is_named(tmp_path: Path, make_uplink: MakeUplink) -> None:
    authority = Authority(tmp_path)
    with secured(tmp_path, authority, -1.0) as broker:
        uplink = make_uplink(broker.port, tls={"enabled": True, "ca": authority.path})

        until_state(uplink, LinkState.EXPIRED)


def test_a_broker_may_ask_for_the_station_s_certificate(
    tmp_path: Path, make_uplink: MakeUplink
) -> None:
    authority = Authority(tmp_path)
    certificate, key = authority.issue("station")
    ask = ("require_certificate true", f"cafile {authority.path}")
    with secured(tmp_path, authority, 1.0, *ask) as broker:
        named = {"enabled": True, "ca": authority.path, "certificate": certificate, "key": key}
        until_state(make_uplink(broker.port, tls=named), LinkState.ONLINE)


def test_a_plain_broker_on_a_tls_port_is_named(
    broker: Mosquitto, tmp_path: Path, make_uplink: MakeUplink
) -> None:
    tls = {"enabled": True, "ca": Authority(tmp_path).path}

    until_state(make_uplink(broker.port, tls=tls, timeout_s=1.0), LinkState.NO_TLS)


def test_a_certificate_that_is_missing_is_named(broker: Mosquitto, make_uplink: MakeUplink) -> None:
    uplink = make_uplink(broker.port, tls={"enabled": True, "ca": Path("/nowhere/ca.crt")})

    until_state(uplink, LinkState.BAD_FILE)
    assert uplink.link.detail == "/nowhere/ca.crt: there is no such file"


def test_a_host_without_address_is_named(make_uplink: MakeUplink) -> None:
    until_state(make_uplink(1, host="no-such-host.invalid"), LinkState.UNKNOWN_HOST)


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Mosquitto]:
    """A broker with the project's own example of rights, and somebody who may do everything."""
    passwords = tmp_path / "passwords"
    users = ("hub", "boss", "gym.station-1", "gym.station-2")
    passwords.write_text("".join(f"{user}:secret\n" for user in users))
    subprocess.run(["mosquitto_passwd", "-U", str(passwords)], check=True)
    acl = tmp_path / "acl"
    second = rights(Topics("gymstation", "gym", "station-2"), "gym.station-2")
    boss = "user boss\ntopic readwrite #"
    acl.write_text(f"{(EXAMPLES / 'acl').read_text()}\n{second}\n{boss}\n")
    lines = ("allow_anonymous false", f"password_file {passwords}", f"acl_file {acl}")
    with Mosquitto(tmp_path, *lines) as running:
        yield running


def logged_in(tmp_path: Path, password: str = HUB["password"]) -> dict[str, Any]:
    path = tmp_path / "password"
    path.write_text(f"{password}\n")
    path.chmod(0o600)
    return {"username": "gym.station-1", "password_file": path}


def test_a_station_with_rights_delivers(
    guarded: Mosquitto, tmp_path: Path, make_uplink: MakeUplink
) -> None:
    with FakeHub(guarded.port, **HUB) as hub:
        uplink = make_uplink(guarded.port, **logged_in(tmp_path))
        uplink.summary(summary(0))
        uplink.state(phase="empty")
        hub.wait(lambda: bool(hub.summary_ids()) and bool(hub.of("state")))
        hub.say("gymstation/gym/station-1/cmd/status", "")
        hub.wait(lambda: uplink.take_command() is not None)


def test_a_wrong_password_is_named(
    guarded: Mosquitto, tmp_path: Path, make_uplink: MakeUplink
) -> None:
    uplink = make_uplink(guarded.port, **logged_in(tmp_path, "wrong"))

    until_state(uplink, LinkState.NOT_AUTHORISED)


def test_a_password_that_others_may_read_is_refused(
    guarded: Mosquitto, tmp_path: Path, make_uplink: MakeUplink
) -> None:
    settings = logged_in(tmp_path)
    (tmp_path / "password").chmod(0o644)
    uplink = make_uplink(guarded.port, **settings)

    until_state(uplink, LinkState.BAD_FILE)
    assert "chmod 600" in uplink.link.detail


@pytest.mark.parametrize(
    "topic",
    [
        "gymstation/gym/station-1/session",
        "gymstation/gym/station-1/cmd/status",
        "gymstation/other/station-2/session",
        "gymstation/gym/station-1/gallery",
        "gymstation/hub/forgotten/0",
        "gymstation/hub/cards/0",
    ],
)
def test_another_station_may_not_speak_for_it(
    guarded: Mosquitto, tmp_path: Path, make_uplink: MakeUplink, topic: str
) -> None:
    refused: list[int] = []
    with FakeHub(guarded.port, **HUB) as hub:
        other = mqtt.Client(CallbackAPIVersion.VERSION2, "other", protocol=mqtt.MQTTv5)
        other.username_pw_set("gym.station-2", HUB["password"])
        other.on_publish = lambda _c, _u, _mid, reason, _p: refused.append(reason.value)
        other.connect("127.0.0.1", guarded.port)
        other.loop_start()
        own = other.publish("gymstation/gym/station-2/session", '{"summary":{"id":"own"}}', qos=1)
        own.wait_for_publish(5)
        other.publish(topic, '{"summary":{"id":"forged"}}', qos=1).wait_for_publish(5)
        hub.wait(lambda: "own" in hub.summary_ids())
        other.disconnect()
        other.loop_stop()

        assert refused[1] == 0x87
        assert "forged" not in hub.summary_ids()


@pytest.mark.parametrize(
    ("topic", "heard"),
    [
        ("gymstation/gym/station-1/gallery", True),
        ("gymstation/other/station-1/gallery", False),
        ("gymstation/hub/cards/0", True),
        ("gymstation/gym/station-1/session", False),
        ("gymstation/gym/station-1/cmd/status", False),
    ],
)
def test_a_station_hears_what_is_for_it_and_nothing_else(
    guarded: Mosquitto, topic: str, *, heard: bool
) -> None:
    boss = mqtt.Client(CallbackAPIVersion.VERSION2, "boss", protocol=mqtt.MQTTv5)
    boss.username_pw_set("boss", HUB["password"])
    boss.connect("127.0.0.1", guarded.port)
    boss.loop_start()
    station = {"username": "gym.station-2", "password": HUB["password"]}
    with FakeHub(guarded.port, "gymstation/#", **station) as ear:
        boss.publish(topic, "{}", 1).wait_for_publish(5)
        boss.publish("gymstation/gym/station-2/cmd/status", "{}", 1).wait_for_publish(5)
        ear.wait(lambda: any("station-2/cmd" in each for each, _, _ in ear.heard))
        assert (topic in {each for each, _, _ in ear.heard}) is heard
    boss.disconnect()
    boss.loop_stop()


def test_the_example_names_the_rights_that_the_command_prints() -> None:
    assert rights(TOPICS, "gym.station-1") in (EXAMPLES / "acl").read_text()
