"""Walks the way to the broker: DNS → TCP → TLS → MQTT → publish → confirmed."""

import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from edge.config.uplink import UplinkConfig
from edge.uplink.connection import Connection, resolve, shake_hands
from edge.uplink.link import REMEDIES, LinkFailure, LinkState, failure_of
from edge.uplink.secrets import tls_context
from edge.uplink.topics import Topics

DEAF = "but no hub listens"
_TICK_S = 0.05


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way. remedy: what to do about it when it failed. state: what it shows."""

    name: str
    ok: bool
    detail: str
    took_s: float
    remedy: str = ""
    state: LinkState = LinkState.ONLINE


def walk(config: UplinkConfig, topics: Topics) -> Iterator[Stage]:
    """Each step until one fails; what was published is a reply that nobody asked for."""
    probe = _Probe(config, topics)
    steps: list[tuple[str, Callable[[], str]]] = [("DNS", probe.dns), ("TCP", probe.tcp)]
    if config.tls.enabled:
        steps.append(("TLS", probe.tls))
    steps += [("MQTT", probe.mqtt), ("publish", probe.publish), ("confirmed", probe.confirmed)]
    try:
        for name, step in steps:
            stage = _take(name, step)
            yield stage
            if not stage.ok:
                return
    finally:
        probe.close()


def _take(name: str, step: Callable[[], str]) -> Stage:
    began_s = time.monotonic()
    try:
        detail = step()
    except LinkFailure as failure:
        took_s = time.monotonic() - began_s
        remedy = REMEDIES.get(failure.state, "")
        return Stage(name, False, failure.detail, took_s, remedy, failure.state)
    state = LinkState.NOBODY_LISTENS if detail == DEAF else LinkState.ONLINE
    return Stage(name, True, detail, time.monotonic() - began_s, state=state)


class _Probe:
    def __init__(self, config: UplinkConfig, topics: Topics) -> None:
        self._config = config
        self._topics = topics
        self._connection: Connection | None = None
        self._mid = 0

    def dns(self) -> str:
        host, port = self._config.host or "", self._config.effective_port
        resolve(host, port, self._config.timeout_s)
        return host

    def tcp(self) -> str:
        address = (self._config.host or "", self._config.effective_port)
        try:
            socket.create_connection(address, self._config.timeout_s).close()
        except OSError as error:
            raise failure_of(error) from error
        return f"port {address[1]}"

    def tls(self) -> str:
        config = self._config
        context = tls_context(config.tls)
        return shake_hands(config.host or "", config.effective_port, context, config.timeout_s)

    def mqtt(self) -> str:
        self._open()
        return f"version {self._config.version.value}"

    def publish(self) -> str:
        topic = self._topics.reply
        self._mid = self._open().publish(topic, '{"test":true}', qos=1, expires_s=10)
        return topic

    def confirmed(self) -> str:
        connection = self._open()
        limit_s = time.monotonic() + self._config.timeout_s
        while time.monotonic() < limit_s:
            connection.pump(_TICK_S)
            for confirmation in connection.confirmations:
                if confirmation.mid == self._mid:
                    if confirmation.refused:
                        raise LinkFailure(LinkState.NOT_AUTHORISED, confirmation.refused)
                    return "" if confirmation.delivered else DEAF
        raise LinkFailure(LinkState.SILENT, f"no answer within {self._config.timeout_s:g} s")

    def _open(self) -> Connection:
        if self._connection is None:
            # A name of its own: the test must not throw the running station out.
            client_id = f"{self._topics.site}.{self._topics.station}.test"
            connection = Connection(self._config, client_id)
            connection.open()
            self._connection = connection
        return self._connection

    def close(self) -> None:
        if self._connection:
            self._connection.close()
