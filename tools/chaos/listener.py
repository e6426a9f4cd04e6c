"""The hub's end of the line: hears summaries across every reconnect, and remembers their order."""

import json
import time
from threading import Condition

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

START_S = 10.0
FILTER = "gymstation/+/+/session"


class Listener:
    """A persistent session: the broker keeps what it misses, as long as the broker has a store.

    first: place in the order of first arrival, by id. origins: run and number of each, by id.
    """

    def __init__(self, port: int) -> None:
        self.heard = 0
        self.first: dict[str, int] = {}
        self.reps: dict[str, int] = {}
        self.origins: dict[str, tuple[str, int]] = {}
        self._news = Condition()
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        properties.SessionExpiryInterval = 3600
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, "listener", protocol=mqtt.MQTTv5)
        self._client.reconnect_delay_set(1, 1)
        self._client.on_connect = self._on_connect
        self._client.on_message = self._on_message
        self._client.on_subscribe = self._on_subscribe
        self._client.connect("127.0.0.1", port, 5, clean_start=False, properties=properties)
        self._is_listening = False
        self._client.loop_start()
        with self._news:
            self._news.wait_for(lambda: self._is_listening, START_S)

    def wait(self, count: int, longest_s: float) -> bool:
        """Until so many different summaries were heard; whether they were."""
        limit_s = time.monotonic() + longest_s
        with self._news:
            while len(self.first) < count and (left_s := limit_s - time.monotonic()) > 0:
                self._news.wait(min(left_s, 0.5))
            return len(self.first) >= count

    def close(self) -> None:
        """Hang up."""
        self._client.disconnect()
        self._client.loop_stop()

    def _on_connect(self, *_: object) -> None:
        self._client.subscribe(FILTER, qos=1)

    def _on_subscribe(self, *_: object) -> None:
        with self._news:
            self._is_listening = True
            self._news.notify_all()

    def _on_message(self, _client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        summary = json.loads(message.payload)["summary"]
        with self._news:
            self.heard += 1
            self.first.setdefault(summary["id"], len(self.first))
            self.origins[summary["id"]] = (summary["boot_id"], summary["sequence"])
            self.reps[summary["id"]] = sum(each["rep_count"] for each in summary["sets"])
            self._news.notify_all()
