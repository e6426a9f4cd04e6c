"""How much may wait for the broker."""

from pydantic import Field

from edge.config.model import ConfigModel


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
