"""What a hub would hear: an MQTT client that remembers everything under one filter."""

import json
import time
from collections.abc import Callable
from threading import Condition
from types import TracebackType
from typing import Any, Self

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties


class FakeHub:
    """Listens from the beginning of the block to its end, across reconnects."""

    def __init__(self, port: int, topic_filter: str = "gymstation/#", **login: str) -> None:
        self.heard: list[tuple[str, dict[str, Any], bool]] = []
        self._news = Condition()
        self._filter = topic_filter
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, "hub", protocol=mqtt.MQTTv5)
        if login:
            self._client.username_pw_set(login["username"], login["password"])
        self._client.reconnect_delay_set(0.05, 0.2)
        self._client.on_connect = self._on_connect
        self._client.on_message = self._on_message
        self._client.on_subscribe = self._on_subscribe
        self._subscribed = False
        self._port = port

    def __enter__(self) -> Self:
        # The broker keeps for the hub what it misses.
        properties = Properties(PacketTypes.CONNECT)
        properties.SessionExpiryInterval = 3600
        self._client.connect("127.0.0.1", self._port, clean_start=False, properties=properties)
        self._client.loop_start()
        with self._news:
            assert self._news.wait_for(lambda: self._subscribed, 10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def ask(self, topic: str, payload: str = "", *, correlation: bytes = b"1") -> None:
        """Send a command whose answer is wanted on `gymstation/answers`."""
        properties = Properties(PacketTypes.PUBLISH)
        properties.ResponseTopic = "gymstation/answers"
        properties.CorrelationData = correlation
        self._client.publish(topic, payload, qos=1, properties=properties)

    def say(self, topic: str, payload: str, *, retain: bool = False) -> None:
        self._client.publish(topic, payload, qos=1, retain=retain).wait_for_publish(5)

    def of(self, name: str) -> list[dict[str, Any]]:
        """Messages on topics that end with this name."""
        with self._news:
            return [body for topic, body, _ in self.heard if topic.endswith(f"/{name}")]

    def summary_ids(self) -> list[str]:
        """Ids of the sessions, in the order of their first coming."""
        return list(dict.fromkeys(body["summary"]["id"] for body in self.of("session")))

    def wait(self, true: Callable[[], bool], longest_s: float = 15.0) -> None:
        """Until something is true of what was heard."""
        limit_s = time.monotonic() + longest_s
        while not true():
            assert time.monotonic() < limit_s, f"heard only {self.heard[-5:]}"
            with self._news:
                self._news.wait(0.05)

    def _on_connect(self, *_: object) -> None:
        self._client.subscribe(self._filter, qos=1)

    def _on_subscribe(self, *_: object) -> None:
        with self._news:
            self._subscribed = True
            self._news.notify_all()

    def _on_message(self, _client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        with self._news:
            body = _parsed(message.payload)
            self.heard.append((message.topic, body, message.retain))
            self._news.notify_all()


def _parsed(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except ValueError:
        return None
