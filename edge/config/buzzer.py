"""The buzzer of a station."""

from typing import Annotated

from pydantic import Field

from edge.config.light import GpioPin
from edge.config.model import ConfigModel

Hertz = Annotated[float, Field(ge=100.0, le=8000.0)]


class BuzzerConfig(ConfigModel):
    """A passive piezo buzzer: it sounds the frequency that its pin is driven with."""

    pin: GpioPin = Field(default=18, title="Pin", description="GPIO number.")
    active_high: bool = Field(
        default=True,
        title="Active high",
        description="Whether the buzzer draws current when its pin is high.",
    )
    low_hz: Hertz = Field(
        default=1000.0,
        title="Low tone",
        description="Frequency of the low tone in hertz. A piezo is loudest near its resonance, "
        "usually 2000 to 4000.",
    )
    middle_hz: Hertz = Field(
        default=1500.0, title="Middle tone", description="Frequency of the middle tone in hertz."
    )
    high_hz: Hertz = Field(
        default=2000.0, title="High tone", description="Frequency of the high tone in hertz."
    )
    volume: float = Field(
        default=1.0,
        ge=0.0,
        le=1.0,
        title="Volume",
        description="Loudness: the share of the largest amplitude.",
    )
