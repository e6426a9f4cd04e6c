"""The connections that a fleet shares: a thousand would measure this program, not the hub."""

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from edge.errors import BrokerError
from edge.uplink.message import Message
from edge.uplink.secrets import password, tls_context
from hub.config.broker import BrokerConfig

_LEAVE_S = 30.0


class Line:
    """One connection, for some of the stations. Nothing that has QoS 1 is lost on it."""

    def __init__(self, config: BrokerConfig, number: int) -> None:
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, f"gymhub-fleet-{number}", protocol=mqtt.MQTTv5
        )
        self._client.max_queued_messages_set(0)
        self._client.max_inflight_messages_set(200)
        self._last: mqtt.MQTTMessageInfo | None = None
        if config.username:
            self._client.username_pw_set(config.username, password(config.link))
        if config.tls.enabled:
            self._client.tls_set_context(tls_context(config.tls))
        try:
            self._client.connect(config.host, config.link.effective_port)
        except OSError as error:
            raise BrokerError(
                f"cannot be reached: {error.strerror or error}",
                where=f"{config.host}:{config.link.effective_port}",
                remedy="check that the broker runs, and `broker:` in the hub's file",
            ) from error
        self._client.loop_start()

    def say(self, topic: str, message: Message) -> None:
        """Hand a message over; a summary is sent again until the broker has it."""
        properties = None
        if message.expires_s is not None:
            properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
            properties.MessageExpiryInterval = message.expires_s
        info = self._client.publish(
            topic, message.to_json(), message.qos, message.retained, properties
        )
        if message.qos:
            self._last = info

    def close(self) -> None:
        """Wait until the broker has everything, and leave."""
        if self._last is not None:
            self._last.wait_for_publish(_LEAVE_S)
        self._client.disconnect()
        self._client.loop_stop()
