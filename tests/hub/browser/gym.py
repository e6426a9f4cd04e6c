"""A gym for a browser to look at: a broker, a hub in a process of its own, what it has heard."""

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from edge.uplink.clock import Instant, iso_time
from edge.uplink.message import Alert, Availability, Health, HealthCheck, Message, State, Status
from edge.uplink.session_message import SessionDone
from hub.fleet.training import Place, make_session
from tests.fakes.broker import Mosquitto, free_port
from tests.hub.test_serve import Worker

PASSWORD = "correct horse"  # noqa: S105
MEMBER, MEMBER_NAME = "m-kim", "Kim Minji"
ACCOUNTS = {  # name: (role, language)
    "root": ("admin", "en"),
    "haneul": ("admin", "ko"),
    "sam": ("staff", "en"),
    "vera": ("viewer", "en"),
    "mira": ("viewer", "en"),  # changes her settings
}
DAYS = 20
BUSY, BROKEN, AWAY = "rack-1", "rack-2", "rack-3"
BOOT = "boot-1"


@dataclass(frozen=True)
class Gym:
    """cookies: a browser session of each account."""

    url: str
    broker_port: int
    cookies: dict[str, str]
    worker: Worker

    def ask(self, account: str, path: str, method: str = "GET", body: Any = None) -> Any:
        """What the API answers to one of the accounts."""
        status, answer, _ = _request(self.url, path, method, body, self.cookies[account])
        assert status < 300, (status, answer)
        return answer

    def parts(self) -> dict[str, str]:
        """What the addresses of pages are filled with."""
        newest = self.ask("root", f"/api/sessions?limit=1&member={MEMBER}")["items"][0]
        (unreadable,) = self.ask("root", "/api/quarantine")["items"]
        return {
            "site": "gym",
            "station": BUSY,
            "session_id": newest["id"],
            "member_id": MEMBER,
            "number": str(unreadable["id"]),
        }


class Wire:
    """Says what stations say."""

    def __init__(self, port: int) -> None:
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5)
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        self._sequence = 0

    def say(self, station: str, message: Message) -> None:
        topic = f"gymstation/gym/{station}/{message.name}"
        sent = self._client.publish(topic, message.to_json(), 1, message.retained)
        sent.wait_for_publish(5)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def about(self) -> dict[str, Any]:
        self._sequence += 1
        now = iso_time(datetime.now(UTC).timestamp())
        return {
            "boot_id": BOOT,
            "sequence": self._sequence,
            "time": now,
            "clock_synced": True,
        }


@contextmanager
def open_gym(folder: Path) -> Iterator[Gym]:
    with ExitStack() as stack:
        broker = stack.enter_context(Mosquitto(folder, "max_queued_messages 0"))
        path = folder / "hub.yaml"
        path.write_text(
            f"data_dir: {folder / 'data'}\nbroker: {{port: {broker.port}}}\n"
            f"web: {{port: {free_port()}}}\n"
        )
        worker = stack.enter_context(Worker(path))
        worker.process.stdout.readline()
        secret = re.search(r"/set-up\?secret=(\S+)", worker.process.stdout.readline())[1]
        worker.until(lambda: worker.ask("/healthz")["ready"])
        yield Gym(worker.url, broker.port, _accounts(worker.url, secret), worker)


def fill(gym: Gym) -> None:
    """Three stations, a member who agreed, and three weeks of training."""
    gym.ask("sam", "/api/members", "POST", {"name": MEMBER_NAME, "id": MEMBER})
    gym.ask("sam", f"/api/members/{MEMBER}/consent", "PUT", {"version": "1"})
    wire = Wire(gym.broker_port)
    _stations(wire)
    random, now = Random(1), datetime.now(UTC)  # noqa: S311
    for number in range(3 * DAYS):
        end = now - timedelta(days=number / 3, minutes=5)
        said = make_session(Place("gym", BUSY, BOOT), number + 1, end, random)
        owner = MEMBER if number % 2 else None
        said = replace(said, member_id=owner, method=said.method if owner else None)
        wire.say(BUSY, SessionDone.of(said, Instant(0.0, end.timestamp(), synced=True, era="-")))
    bad = Alert(**wire.about() | {"sequence": 10_000}, code="x", severity="warning", text={})
    wire.say("Rack 9", bad)
    wire.close()
    gym.worker.until(lambda: len(gym.ask("root", "/api/sessions")["items"]) == 3 * DAYS)
    gym.worker.until(lambda: len(gym.ask("root", "/api/quarantine")["items"]) == 1)


def _stations(wire: Wire) -> None:
    since = iso_time(datetime.now(UTC).timestamp())
    for station in (BUSY, BROKEN, AWAY):
        status = "offline" if station == AWAY else "online"
        broken = station == BROKEN
        camera = HealthCheck(
            check="camera",
            status=Status.CRITICAL if broken else Status.HEALTHY,
            state="silent" if broken else "ok",
            detail="the camera gives no picture" if broken else "",
        )
        wire.say(station, Availability(**wire.about(), status=status, since=since, version="1.0"))
        wire.say(station, Health(**wire.about(), status=camera.status, checks=(camera,)))
    wire.say(BUSY, State(**wire.about(), phase="working", exercise="squat", count=4, sets=1))
    told = {"en": "The camera gives no picture.", "ko": "카메라 영상이 없습니다."}
    wire.say(BROKEN, Alert(**wire.about(), code="camera_lost", severity="critical", text=told))


def _accounts(url: str, secret: str) -> dict[str, str]:
    first = {"name": "root", "password": PASSWORD, "secret": secret}
    _request(url, "/api/set-up", "POST", first)
    cookies = {"root": _sign_in(url, "root")}
    for name, (role, language) in ACCOUNTS.items():
        if name != "root":
            body = {"name": name, "password": PASSWORD, "role": role, "language": language}
            _request(url, "/api/accounts", "POST", body, cookies["root"])
            cookies[name] = _sign_in(url, name)
    return cookies


def _sign_in(url: str, name: str) -> str:
    _, _, cookie = _request(url, "/api/session", "POST", {"name": name, "password": PASSWORD})
    return SimpleCookie(cookie)["gymhub"].value


def _request(
    url: str, path: str, method: str, body: Any = None, cookie: str = ""
) -> tuple[int, Any, str]:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=10)
    headers = {"Content-Type": "application/json"}
    if cookie:
        headers["Cookie"] = f"gymhub={cookie}"
        if method != "GET":
            _, me, _ = _request(url, "/api/session", "GET", None, cookie)
            headers["X-CSRF-Token"] = me["csrf_token"]
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return (
        answer.status,
        json.loads(text) if text else None,
        answer.getheader("set-cookie") or "",
    )
