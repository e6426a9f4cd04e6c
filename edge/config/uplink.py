"""Where session summaries go, and how long they may wait."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field

from edge.config.model import ConfigModel
from edge.config.outbox import OutboxConfig
from edge.config.tls import TlsConfig

Host = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9]([A-Za-z0-9.:_-]*[A-Za-z0-9])?$",
        max_length=253,
        json_schema_extra={"x-allowed": "a host name or address, without mqtt:// and port"},
    ),
]
TopicLevel = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$",
        max_length=40,
        json_schema_extra={
            "x-allowed": "up to 40 lower-case letters, digits, hyphens and underscores"
        },
    ),
]
PLAIN_PORT = 1883
TLS_PORT = 8883


class MqttVersion(StrEnum):
    """The version of the protocol that is spoken with the broker."""

    V5 = "5"
    V311 = "3.1.1"


class UplinkConfig(ConfigModel):
    """The broker, and what is sent to it."""

    host: Host | None = Field(
        default=None,
        title="Host",
        description="The broker's host name or address; without one nothing is sent.",
    )
    port: int | None = Field(
        default=None,
        ge=1,
        le=65_535,
        title="Port",
        description=f"The broker's port; default {PLAIN_PORT}, with TLS {TLS_PORT}.",
    )
    version: MqttVersion = Field(
        default=MqttVersion.V5,
        strict=False,
        title="MQTT version",
        description="5, or 3.1.1 for brokers that are too old for it.",
    )
    prefix: TopicLevel = Field(
        default="gymstation", title="Prefix", description="First level of every topic."
    )
    username: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        title="User name",
        description="The station's account at the broker.",
    )
    password_file: Path | None = Field(
        default=None,
        strict=False,
        title="Password file",
        description="File whose first line is the password; default: the service's credential "
        "mqtt-password. Only its owner may read it.",
    )
    keepalive_s: int = Field(
        default=30,
        ge=5,
        le=3600,
        title="Keep-alive",
        description="Seconds of silence after which the broker is asked whether it is there.",
    )
    timeout_s: float = Field(
        default=10.0,
        ge=1.0,
        le=120.0,
        title="Time-out",
        description="Seconds that the broker may take to answer.",
    )
    retry_longest_s: float = Field(
        default=60.0,
        ge=0.1,
        le=3600.0,
        title="Longest pause",
        description="Seconds between two attempts to connect, at most; the pause doubles from one "
        "second.",
    )
    tls: TlsConfig = Field(default=TlsConfig(), title="TLS", description="Encryption.")
    outbox: OutboxConfig = Field(
        default=OutboxConfig(), title="Outbox", description="What waits for the broker."
    )
    home_assistant: bool = Field(
        default=False,
        title="Home Assistant",
        description="Announce the station to Home Assistant (MQTT device discovery).",
    )
    home_assistant_prefix: TopicLevel = Field(
        default="homeassistant",
        title="Home Assistant prefix",
        description="First level of Home Assistant's discovery topics.",
    )

    @property
    def effective_port(self) -> int:
        """The port that is meant."""
        return self.port or (TLS_PORT if self.tls.enabled else PLAIN_PORT)

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """See `ConfigModel.conflicts`."""
        if self.password_file and not self.username:
            yield "username", "is missing, but password_file is given; give both"
