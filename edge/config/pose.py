"""How a person is found and followed."""

from enum import StrEnum

from pydantic import Field

from edge.config.model import ConfigModel
from edge.config.smoothing import SmoothingConfig


class PoseBackend(StrEnum):
    """What estimates the pose."""

    BLAZEPOSE = "blazepose"
    MEDIAPIPE = "mediapipe"


class PoseConfig(ConfigModel):
    """The pose stage: which models run, how often, and what they must be sure of."""

    backend: PoseBackend = Field(
        default=PoseBackend.BLAZEPOSE,
        strict=False,
        title="Backend",
        description="blazepose is our quantised one. mediapipe is the reference for comparisons: "
        "slower, and an extra that must be installed.",
    )
    threads: int = Field(
        default=2,
        ge=1,
        le=8,
        title="Threads",
        description="Processor threads for the models; more than the cores of the board slows it "
        "down.",
    )
    presence_threshold: float = Field(
        default=0.5,
        gt=0.0,
        lt=1.0,
        title="Presence threshold",
        description="Probability from which a person counts as seen: lower follows longer through "
        "poor light, higher is lost sooner.",
    )
    detect_every_s: float = Field(
        default=2.0,
        ge=0.2,
        le=60.0,
        title="Detection beat",
        description="Seconds between two looks for other people while one is followed; each costs "
        "as much as a frame.",
    )
    smoothing: SmoothingConfig = Field(
        default=SmoothingConfig(),
        title="Smoothing",
        description="How landmarks are smoothed.",
    )
