"""From when on the station calls itself unwell."""

from pydantic import Field

from edge.config.model import ConfigModel


class HealthConfig(ConfigModel):
    """Limits of the checks; `docs/health.md` names all checks."""

    least_pose_hz: float = Field(
        default=8.0,
        ge=1.0,
        le=60.0,
        title="Least pose rate",
        description="Pictures looked at a second, with somebody there, below which the station "
        "calls itself slow. Below 8, fast repetitions are missed.",
    )
    most_latency_s: float = Field(
        default=0.25,
        ge=0.02,
        le=10.0,
        title="Most latency",
        description="Seconds from picture to light, in 19 of 20 pictures, above which the station "
        "calls itself late.",
    )
    low_disk_mb: int = Field(
        default=500,
        ge=50,
        le=1_000_000,
        title="Low disk",
        description="Free megabytes below which the disk counts as nearly full.",
    )
