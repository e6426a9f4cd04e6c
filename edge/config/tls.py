"""Encryption of the connection to the broker."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from edge.config.model import ConfigModel


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
