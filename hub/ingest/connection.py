"""One connection to the broker; a new one is made each time.

A message is confirmed on the connection that it came by or not at all: after a reconnect its number
may belong to another message.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Condition

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from edge.errors import BrokerError
from edge.uplink.link import LinkFailure, failure_of
from edge.uplink.secrets import password, tls_context
from hub.config.broker import BrokerConfig
from hub.ingest.received import Received
from hub.times import now_ms

IN_FLIGHT = 1000
"""Messages that the broker may hand over before one is confirmed."""
_DAY_S = 86_400

Confirm = Callable[[], None]
Hear = Callable[[Received, Confirm], None]


@dataclass(frozen=True, slots=True)
class Listening:
    """How to listen. lasting: the broker keeps what is missed. filters: topics with their QoS.

    dropped: filters that an earlier configuration may have left in a lasting session.
    """

    client_id: str
    filters: Sequence[tuple[str, int]]
    lasting: bool
    dropped: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """A message of the hub's. expires_s: after which nobody needs it any more."""

    topic: str
    payload: bytes
    retain: bool = False
    expires_s: int | None = None
    response_topic: str | None = None
    correlation: bytes | None = None

    @property
    def properties(self) -> Properties:
        """In MQTT's own words."""
        said = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
        if self.expires_s is not None:
            said.MessageExpiryInterval = self.expires_s
        if self.response_topic is not None:
            said.ResponseTopic = self.response_topic
        if self.correlation is not None:
            said.CorrelationData = self.correlation
        return said


class Connection:
    """hear: called in the connection's own thread with every message and how to confirm it."""

    def __init__(self, config: BrokerConfig, listening: Listening, hear: Hear) -> None:
        self._config = config
        self._listening = listening
        self._hear = hear
        self._news = Condition()
        self._is_up = False
        self._end: str | None = None
        self._client = self._make_client()

    def open(self) -> None:
        """Connect and subscribe; raises BrokerError."""
        config = self._config
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        properties.ReceiveMaximum = IN_FLIGHT
        properties.SessionExpiryInterval = (
            config.kept_days * _DAY_S if self._listening.lasting else 0
        )
        try:
            self._client.connect(
                config.host,
                config.link.effective_port,
                keepalive=config.keepalive_s,
                clean_start=not self._listening.lasting,
                properties=properties,
            )
        except (OSError, ValueError) as error:
            failure = failure_of(error)
            raise self._error(f"{failure.state.value}: {failure.detail}") from error
        self._client.loop_start()
        if not self._wait(lambda: self._is_up, config.timeout_s):
            reason = self._end or f"no answer within {config.timeout_s:g} s"
            self.close()
            raise self._error(reason)

    def say(self, speech: Speech) -> bool:
        """Hand a message over; whether there was somebody to hand it to. From any thread."""
        if self.is_over:
            return False
        said = self._client.publish(
            speech.topic, speech.payload, qos=1, retain=speech.retain, properties=speech.properties
        )
        return said.rc == mqtt.MQTT_ERR_SUCCESS

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self._end is not None

    def wait_for_end(self, longest_s: float) -> bool:
        """Until it is over, or so long; whether it is over."""
        self._wait(lambda: False, longest_s)
        return self.is_over

    def interrupt(self) -> None:
        """Whoever waits for the end need wait no longer; from any thread."""
        self._finish("interrupted")

    def close(self) -> None:
        """End it, and its thread."""
        self._finish("closed")
        self._client.disconnect()
        self._client.loop_stop()

    def _make_client(self) -> mqtt.Client:
        config = self._config
        client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            self._listening.client_id,
            protocol=mqtt.MQTTv5,
            reconnect_on_failure=False,
            manual_ack=True,
        )
        client.connect_timeout = config.timeout_s
        try:
            if config.username:
                client.username_pw_set(config.username, password(config.link))
            if config.tls.enabled:
                client.tls_set_context(tls_context(config.tls))
        except LinkFailure as failure:
            raise self._error(failure.detail) from failure
        client.on_connect = self._on_connect
        client.on_subscribe = self._on_subscribe
        client.on_disconnect = self._on_disconnect
        client.on_message = self._on_message
        return client

    def _wait(self, true: Callable[[], bool], longest_s: float) -> bool:
        with self._news:
            self._news.wait_for(lambda: true() or self.is_over, longest_s)
            return true() and not self.is_over

    def _finish(self, reason: str) -> None:
        with self._news:
            self._end = self._end or reason
            self._news.notify_all()

    def _on_connect(
        self,
        client: mqtt.Client,
        _userdata: object,
        _flags: mqtt.ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self._finish(str(reason))
            return
        if self._listening.dropped:
            client.unsubscribe(list(self._listening.dropped))
        client.subscribe(list(self._listening.filters))

    def _on_subscribe(
        self,
        _client: mqtt.Client,
        _userdata: object,
        _mid: int,
        reasons: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        refused = [str(reason) for reason in reasons if reason.is_failure]
        if refused:
            self._finish(f"the subscription was refused: {refused[0]}")
            return
        with self._news:
            self._is_up = True
            self._news.notify_all()

    def _on_disconnect(
        self,
        _client: mqtt.Client,
        _userdata: object,
        _flags: mqtt.DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        self._finish(str(reason))

    def _on_message(
        self, client: mqtt.Client, _userdata: object, message: mqtt.MQTTMessage
    ) -> None:
        try:
            topic = message.topic
        except UnicodeDecodeError:  # brokers refuse it; the connection must not die of it
            topic = "not UTF-8"
        received = Received(
            topic,
            bytes(message.payload),
            now_ms(),
            retained=message.retain,
            correlation=getattr(message.properties, "CorrelationData", None),
        )

        def confirm() -> None:
            if message.qos and not self.is_over:
                client.ack(message.mid, message.qos)

        self._hear(received, confirm)

    def _error(self, what: str) -> BrokerError:
        config = self._config
        return BrokerError(
            what,
            where=f"{config.host}:{config.link.effective_port}",
            remedy="check that the broker runs, and `broker:` in the hub's file",
        )


def nothing() -> None:
    """The confirmation of what needs none."""
