"""Where session summaries go, and how long they may wait."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field

from edge.config.model import ConfigModel

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


class TlsConfig(ConfigModel):
    """Who the broker must prove to be, and how the station proves who it is."""

    enabled: bool = Field(
        default=False, title="Enabled", description="Encrypt the connection and check the broker."
    )
    ca: Path | None = Field(
        default=None,
        strict=False,
        title="Certificate authority",
        description="File (PEM) of whoever signed the broker's certificate; without it those that "
        "the system trusts.",
    )
    certificate: Path | None = Field(
        default=None,
        strict=False,
        title="Client certificate",
        description="File (PEM) of this station's own certificate, for brokers that ask for one.",
    )
    key: Path | None = Field(
        default=None,
        strict=False,
        title="Client key",
        description="File (PEM) of the private key of the certificate.",
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """See `ConfigModel.conflicts`."""
        if (self.certificate is None) != (self.key is None):
            yield "certificate", "certificate and key belong together; give both or neither"
        if not self.enabled and (self.ca or self.certificate):
            yield "enabled", "false leaves the certificates unused; set it true or remove them"


class OutboxConfig(ConfigModel):
    """How much may wait while the broker cannot be reached; beyond it the oldest is dropped."""

    most: int = Field(
        default=20_000,
        ge=10,
        le=1_000_000,
        title="Most summaries",
        description="Summaries that may wait.",
    )
    most_mb: int = Field(
        default=100, ge=1, le=10_000, title="Most megabytes", description="Size they may have."
    )
    longest_days: float = Field(
        default=90.0, gt=0.0, le=3650.0, title="Longest", description="Days that one may wait."
    )
    per_second: int = Field(
        default=1000,
        ge=1,
        le=10_000,
        title="Replay rate",
        description="Summaries sent a second at most once the broker is back.",
    )
    resend_s: float = Field(
        default=1800.0,
        ge=0.0,
        le=86_400.0,
        title="Resend",
        description="After a broken connection, summaries that the broker confirmed in this many "
        "seconds before are sent again: a broker that crashed may have lost them. The hub drops "
        "doubles by their id.",
    )


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
