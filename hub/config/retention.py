"""How long the hub keeps what."""

from pydantic import Field

from edge.config.model import ConfigModel


class RetentionConfig(ConfigModel):
    """Days after which things go; the clean-up runs every hour."""

    anonymise_days: int | None = Field(
        default=None,
        ge=1,
        le=36_500,
        title="Anonymise",
        description="Days after which a session loses its member; never if left out.",
    )
    sessions_days: int = Field(
        default=1095,
        ge=1,
        le=36_500,
        title="Sessions",
        description="Days that sessions and their amendments are kept.",
    )
    health_days: int = Field(
        default=90,
        ge=1,
        le=3650,
        title="Health",
        description="Days that changes of a station's health are kept.",
    )
    alerts_days: int = Field(
        default=365, ge=1, le=3650, title="Alerts", description="Days that alerts are kept."
    )
    quarantine_days: int = Field(
        default=30,
        ge=1,
        le=3650,
        title="Quarantine",
        description="Days that unreadable messages are kept.",
    )
    quarantine_most: int = Field(
        default=100_000,
        ge=1,
        le=10_000_000,
        title="Most in quarantine",
        description="Unreadable messages kept at most; the oldest go.",
    )
    history_most: int = Field(
        default=10_000,
        ge=10,
        le=1_000_000,
        title="Most of history",
        description="Alerts, and changes of health, kept for each station at most.",
    )
    audit_days: int = Field(
        default=730,
        ge=30,
        le=36_500,
        title="Audit log",
        description="Days that the log of what staff did is kept.",
    )
