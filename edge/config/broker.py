"""How a broker is reached and told who asks; the same for a station and for the hub."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from edge.config.model import ConfigModel
from edge.config.tls import TlsConfig

Host = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9]([A-Za-z0-9.:_-]*[A-Za-z0-9])?$",
        max_length=253,
        json_schema_extra={"x-allowed": "a host name or address, without mqtt:// and port"},
    ),
]
PLAIN_PORT = 1883
TLS_PORT = 8883


class BrokerAccess(ConfigModel):
    """Port, account, patience and encryption; whoever uses it adds the host."""

    port: int | None = Field(
        default=None,
        ge=1,
        le=65_535,
        title="Port",
        description=f"The broker's port; default {PLAIN_PORT}, with TLS {TLS_PORT}.",
    )
    username: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        title="User name",
        description="The account at the broker.",
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
    tls: TlsConfig = Field(default=TlsConfig(), title="TLS", description="Encryption.")

    @property
    def effective_port(self) -> int:
        """The port that is meant."""
        return self.port or (TLS_PORT if self.tls.enabled else PLAIN_PORT)

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """See `ConfigModel.conflicts`."""
        if self.password_file and not self.username:
            yield "username", "is missing, but password_file is given; give both"
