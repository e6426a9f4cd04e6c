"""The LEDs of a station."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from edge.config.model import ConfigModel

GpioPin = Annotated[int, Field(ge=2, le=27)]
"""A pin by its GPIO (BCM) number; 0 and 1 belong to the EEPROM of extension boards."""

RGB_PINS = 3


class LightKind(StrEnum):
    """How the LEDs are arranged."""

    RGB = "rgb"
    BAR = "bar"


class LightConfig(ConfigModel):
    """An LED of three colours, or a row of LEDs, each on a pin of its own."""

    kind: LightKind = Field(
        default=LightKind.RGB,
        strict=False,
        title="Kind",
        description="rgb is one LED (or lamp) of three colours; bar is a row of LEDs whose length "
        "shows brightness.",
    )
    pins: tuple[GpioPin, ...] = Field(
        default=(17, 27, 22),
        min_length=1,
        max_length=20,
        title="Pins",
        description="GPIO numbers: red, green and blue for rgb, from the bottom up for bar.",
    )
    active_high: bool = Field(
        default=True,
        title="Active high",
        description="Whether an LED is lit when its pin is high (common cathode).",
    )
    brightness: float = Field(
        default=1.0,
        gt=0.0,
        le=1.0,
        title="Brightness",
        description="Brightness of the brightest light, as the eye feels it.",
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """A number of pins that fits no RGB LED, and a pin that is named twice."""
        if self.kind is LightKind.RGB and len(self.pins) != RGB_PINS:
            yield "pins", f"{len(self.pins)} given; kind rgb needs 3: red, green, blue"
        if len(set(self.pins)) < len(self.pins):
            yield "pins", "a pin is named twice; allowed: each pin once"
