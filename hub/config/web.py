"""Where staff and programs reach the hub."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from edge.config.model import ConfigModel


class WebConfig(ConfigModel):
    """The address of the API, and who stands before it."""

    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        max_length=253,
        title="Host",
        description="Address to listen on; 0.0.0.0 for every network of this machine.",
    )
    port: int = Field(
        default=8080, ge=0, le=65_535, title="Port", description="Port to listen on; 0: a free one."
    )
    certificate: Path | None = Field(
        default=None,
        strict=False,
        title="Certificate",
        description="File (PEM) of the certificate, to speak HTTPS without a proxy.",
    )
    key: Path | None = Field(
        default=None,
        strict=False,
        title="Key",
        description="File (PEM) of the certificate's private key.",
    )
    proxies: tuple[str, ...] = Field(
        default=(),
        title="Proxies",
        description="Addresses of proxies whose X-Forwarded-… headers are believed.",
    )
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/]+$",
        title="Public address",
        description="What staff write in the browser, such as https://gym.example; default: the "
        "address listened on.",
    )
    session_hours: int = Field(
        default=12,
        ge=1,
        le=720,
        title="Session",
        description="Hours after which staff must sign in again.",
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """See `ConfigModel.conflicts`."""
        if (self.certificate is None) != (self.key is None):
            yield "certificate", "certificate and key belong together; give both or neither"

    @property
    def is_encrypted(self) -> bool:
        """Whether browsers come by HTTPS, here or at a proxy."""
        return self.certificate is not None or (self.public_url or "").startswith("https:")
