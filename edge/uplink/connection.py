"""One connection to the broker, from connect to disconnect; a new one is made each time."""

import socket
import ssl
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from edge.config.uplink import MqttVersion, UplinkConfig
from edge.uplink.link import LinkFailure, LinkState, failure_of
from edge.uplink.secrets import password, tls_context

WINDOW = 64  # summaries under way at once, unless the broker wants fewer
LARGEST_PACKET = 268_435_455  # bytes: MQTT 5, section 2.1.4
_WINDOW_V311 = 20  # what brokers commonly allow where they cannot say
_TICK_S = 0.02
_NO_SUBSCRIBERS = 0x10  # MQTT 5, table 3-4: PUBACK reason codes
_TAKEN_OVER = 0x8E  # MQTT 5, section 3.14.2.1
_NOT_AUTHORISED = {0x86, 0x87, 0x8A}  # bad user name or password, not authorised, banned


@dataclass(frozen=True, slots=True)
class Will:
    """What the broker says, retained, when the station is gone without a word."""

    topic: str
    payload: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The broker has message `mid`. delivered: False where it knows that nobody listens.

    refused: why it does not want it, or empty.
    """

    mid: int
    delivered: bool
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message to the station. retained: it was lying at the broker."""

    topic: str
    payload: bytes
    response_topic: str | None
    correlation: bytes | None
    retained: bool = False


class Connection:
    """Used by one thread; every method raises LinkFailure once the connection is over."""

    def __init__(self, config: UplinkConfig, client_id: str, will: Will | None = None) -> None:
        self._config = config
        self._is_v5 = config.version is MqttVersion.V5
        self.confirmations: deque[Confirmation] = deque()
        self.incoming: deque[Incoming] = deque(maxlen=100)
        self.window = WINDOW if self._is_v5 else _WINDOW_V311
        self.largest = LARGEST_PACKET
        self._refusal: LinkFailure | None = None
        self._is_up = False
        self._tls = tls_context(config.tls) if config.tls.enabled else None
        self._client = self._make_client(client_id, will)

    def _make_client(self, client_id: str, will: Will | None) -> mqtt.Client:
        config = self._config
        client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id,
            clean_session=None if self._is_v5 else True,
            protocol=mqtt.MQTTv5 if self._is_v5 else mqtt.MQTTv311,
            reconnect_on_failure=False,
        )
        client.connect_timeout = config.timeout_s
        client.max_inflight_messages_set(WINDOW * 2)
        if config.username:
            client.username_pw_set(config.username, password(config))
        if self._tls:
            client.tls_set_context(self._tls)
        if will:
            client.will_set(will.topic, will.payload, qos=1, retain=True)
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_publish = self._on_publish
        client.on_message = self._on_message
        return client

    def open(self, alive: Callable[[], None] = lambda: None) -> None:
        """Connect and wait until the broker has accepted. alive: called while it waits."""
        config = self._config
        host = config.host or ""
        resolve(host, config.effective_port, config.timeout_s)
        if self._tls:
            shake_hands(host, config.effective_port, self._tls, config.timeout_s)
        try:
            self._client.connect(
                host,
                config.effective_port,
                keepalive=config.keepalive_s,
                clean_start=True if self._is_v5 else mqtt.MQTT_CLEAN_START_FIRST_ONLY,
            )
        except (OSError, ValueError) as error:
            raise failure_of(error) from error
        limit_s = time.monotonic() + config.timeout_s
        while not self._is_up:
            alive()
            self.pump(_TICK_S)
            if time.monotonic() > limit_s:
                raise LinkFailure(LinkState.SILENT, f"no answer within {config.timeout_s:g} s")

    def subscribe(self, topic_filter: str) -> None:
        """Ask for messages of these topics."""
        self._check(self._client.subscribe(topic_filter, qos=1)[0])

    def publish(
        self,
        topic: str,
        payload: str | bytes,
        *,
        qos: int,
        retain: bool = False,
        expires_s: int | None = None,
        correlation: bytes | None = None,
    ) -> int:
        """Hand a message to the connection; returns its number, to be confirmed if qos is 1."""
        properties = None
        if self._is_v5 and (expires_s is not None or correlation is not None):
            properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
            if expires_s is not None:
                properties.MessageExpiryInterval = expires_s
            if correlation is not None:
                properties.CorrelationData = correlation
        info = self._client.publish(topic, payload, qos, retain, properties)
        self._check(info.rc)
        return info.mid

    def pump(self, longest_s: float) -> None:
        """Let data flow, and return when some has, or after longest_s."""
        self._check(self._client.loop(longest_s))

    def close(self) -> None:
        """Say goodbye, so that the broker does not send the will."""
        self._refusal = None
        try:
            self._client.disconnect()
            self._client.loop(_TICK_S)
        except (OSError, ValueError):
            pass

    def _check(self, code: MQTTErrorCode) -> None:
        if self._refusal:
            raise self._refusal
        if code != mqtt.MQTT_ERR_SUCCESS:
            raise LinkFailure(LinkState.LOST, mqtt.error_string(code))

    def _on_connect(
        self,
        _client: mqtt.Client,
        _userdata: object,
        _flags: mqtt.ConnectFlags,
        reason: ReasonCode,
        properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            denied = reason.value in _NOT_AUTHORISED
            state = LinkState.NOT_AUTHORISED if denied else LinkState.REFUSED
            self._refusal = LinkFailure(state, str(reason))
            return
        allowed = getattr(properties, "ReceiveMaximum", None)
        if allowed is not None:
            self.window = max(1, min(self.window, allowed))
        self.largest = getattr(properties, "MaximumPacketSize", None) or LARGEST_PACKET
        self._is_up = True

    def _on_disconnect(
        self,
        _client: mqtt.Client,
        _userdata: object,
        flags: mqtt.DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if self._refusal:
            return
        if flags.is_disconnect_packet_from_server and reason.value == _TAKEN_OVER:
            self._refusal = LinkFailure(LinkState.TAKEN_OVER, str(reason))
        elif not self._is_up:
            self._refusal = LinkFailure(LinkState.REFUSED, "the broker hung up before answering")
        else:
            self._refusal = LinkFailure(LinkState.LOST, str(reason))

    def _on_publish(
        self,
        _client: mqtt.Client,
        _userdata: object,
        mid: int,
        reason: ReasonCode,
        _properties: Properties,
    ) -> None:
        refused = str(reason) if reason.is_failure else ""
        heard = reason.value != _NO_SUBSCRIBERS
        self.confirmations.append(Confirmation(mid, heard and not refused, refused))

    def _on_message(
        self, _client: mqtt.Client, _userdata: object, message: mqtt.MQTTMessage
    ) -> None:
        properties = message.properties
        self.incoming.append(
            Incoming(
                message.topic,
                bytes(message.payload),
                getattr(properties, "ResponseTopic", None),
                getattr(properties, "CorrelationData", None),
                message.retain,
            )
        )


def resolve(host: str, port: int, timeout_s: float) -> None:
    """Ask for the host's address; raises LinkFailure. getaddrinfo(3) has no time-out of its own."""
    problem: list[Exception | None] = []

    def ask() -> None:
        try:
            socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            problem.append(None)
        except (OSError, UnicodeError) as error:
            problem.append(error)

    thread = Thread(target=ask, name="resolve", daemon=True)
    thread.start()
    thread.join(timeout_s)
    if not problem:
        raise LinkFailure(LinkState.UNKNOWN_HOST, f"no answer from DNS within {timeout_s:g} s")
    if isinstance(problem[0], Exception):
        raise LinkFailure(LinkState.UNKNOWN_HOST, f"{host}: {problem[0]}") from problem[0]


def shake_hands(host: str, port: int, context: ssl.SSLContext, timeout_s: float) -> str:
    """See whether the broker proves who it is; returns the version of TLS, raises LinkFailure.

    The client library leaves its socket open where this fails, so it is tried before.
    """
    try:
        plain = socket.create_connection((host, port), timeout_s)
    except OSError as error:
        raise failure_of(error) from error
    with plain:
        try:
            with context.wrap_socket(plain, server_hostname=host) as secure:
                return secure.version() or "TLS"
        except ssl.SSLError as error:
            raise failure_of(error) from error
        except OSError as error:
            raise LinkFailure(LinkState.NO_TLS, f"hung up in the handshake: {error}") from error
