"""What arrives at the hub's end of the line, by the station's run and by session."""

import json
import time
from collections import Counter
from threading import Condition

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

START_S = 10.0
KINDS = ("rep", "session", "health")


class HubEnd:
    """live: repetitions told as they happened, by boot id. sessions: repetitions by session id.

    boots: of each session. order: ids as they first came. copies: summaries that came again.
    """

    def __init__(self, port: int) -> None:
        self.live: Counter[str] = Counter()
        self.sessions: dict[str, int] = {}
        self.boots: dict[str, str] = {}
        self.altered = 0
        self.copies = 0
        self.heard = 0
        self._news = Condition()
        self._is_listening = False
        lasting = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        lasting.SessionExpiryInterval = 3600
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, "hub-end", protocol=mqtt.MQTTv5)
        self._client.reconnect_delay_set(1, 1)
        self._client.on_connect = self._on_connect
        self._client.on_subscribe = self._on_subscribe
        self._client.on_message = self._on_message
        self._client.connect("127.0.0.1", port, 5, clean_start=False, properties=lasting)
        self._client.loop_start()
        with self._news:
            self._news.wait_for(lambda: self._is_listening, START_S)

    @property
    def repetitions(self) -> int:
        """Told as they happened, of all runs."""
        return self.live.total()

    def repetitions_by_boot(self) -> Counter[str]:
        """What the summaries hold, by the run that counted it."""
        found: Counter[str] = Counter()
        for session, count in self.sessions.items():
            found[self.boots[session]] += count
        return found

    def wait(self, longest_s: float, *, sessions: int = 0, repetitions: int = 0) -> bool:
        """Until so many were heard in all; whether they were."""
        limit_s = time.monotonic() + longest_s
        with self._news:
            while len(self.sessions) < sessions or self.repetitions < repetitions:
                left_s = limit_s - time.monotonic()
                if left_s <= 0:
                    return False
                self._news.wait(left_s)
        return True

    def close(self) -> None:
        """Hang up."""
        self._client.disconnect()
        self._client.loop_stop()

    def _on_connect(self, *_: object) -> None:
        self._client.subscribe([(f"gymstation/+/+/{kind}", 1) for kind in KINDS])

    def _on_subscribe(self, *_: object) -> None:
        with self._news:
            self._is_listening = True
            self._news.notify_all()

    def _on_message(self, _client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        content = json.loads(message.payload)
        with self._news:
            self.heard += 1
            match message.topic.rpartition("/")[2]:
                case "rep":
                    self.live[content["boot_id"]] += 1
                case "session":
                    self._session(content["summary"])
            self._news.notify_all()

    def _session(self, summary: dict[str, object]) -> None:
        session, sets = str(summary["id"]), summary["sets"]
        count = sum(int(each["rep_count"]) for each in sets) if isinstance(sets, list) else 0
        if session in self.sessions:
            self.copies += 1
            self.altered += count != self.sessions[session]
        self.sessions[session] = count
        self.boots[session] = str(summary["boot_id"])
