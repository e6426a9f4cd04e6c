"""Where session summaries go, and how long they may wait."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from edge.config.broker import BrokerAccess, Host
from edge.config.outbox import OutboxConfig

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


class MqttVersion(StrEnum):
    """The version of the protocol that is spoken with the broker."""

    V5 = "5"
    V311 = "3.1.1"


class UplinkConfig(BrokerAccess):
    """The broker, and what is sent to it."""

    host: Host | None = Field(
        default=None,
        title="Host",
        description="The broker's host name or address; without one nothing is sent.",
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
    retry_longest_s: float = Field(
        default=60.0,
        ge=0.1,
        le=3600.0,
        title="Longest pause",
        description="Seconds between two attempts to connect, at most; the pause doubles from one "
        "second.",
    )
    outbox: OutboxConfig = Field(
        default=OutboxConfig(), title="Outbox", description="What waits for the broker."
    )
    gallery: bool = Field(
        default=False,
        title="Gallery",
        description="Exchange the gallery of members with the other stations of the site, sealed "
        "with the site's key; no broker or hub can read it.",
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
