"""Figures for Prometheus."""

from pydantic import Field

from edge.config.model import ConfigModel


class MetricsConfig(ConfigModel):
    """Where the figures are served; by default nowhere, and no port is open."""

    port: int | None = Field(
        default=None,
        ge=1,
        le=65_535,
        title="Port",
        description="TCP port that the figures are served on; null: none.",
    )
    address: str = Field(
        default="127.0.0.1",
        min_length=1,
        max_length=255,
        title="Address",
        description="Address of this machine that they are served on. Anybody who reaches it reads "
        "them; they hold no member.",
    )
