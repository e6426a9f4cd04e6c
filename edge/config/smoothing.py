"""How landmarks are smoothed."""

from pydantic import Field

from edge.config.model import ConfigModel


class SmoothingConfig(ConfigModel):
    """The One-Euro filter of the landmarks; works in time, not in frames."""

    enabled: bool = Field(
        default=True,
        title="Smoothing",
        description="Whether landmarks are smoothed; without, they tremble but have no lag.",
    )
    min_cutoff_hz: float = Field(
        default=4.0,
        ge=0.1,
        le=30.0,
        title="Cut-off at rest",
        description="Cut-off frequency in hertz of a landmark at rest: lower is steadier and "
        "later.",
    )
    beta: float = Field(
        default=4.0,
        ge=0.0,
        le=100.0,
        title="Speed gain",
        description="Hertz added to the cut-off for each metre a second of speed: higher follows "
        "quick movement with less lag.",
    )
