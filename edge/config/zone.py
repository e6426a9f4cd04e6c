"""Where an athlete stands, and when one gives way to the next."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from edge.config.model import ConfigModel

Share = Annotated[float, Field(ge=0.0, le=1.0)]
LEAST_CORNERS = 3


class ZoneConfig(ConfigModel):
    """The place on the floor where somebody becomes the athlete, and the rules of handing over."""

    box: tuple[Share, Share, Share, Share] = Field(
        default=(0.25, 0.4, 0.75, 1.0),
        title="Box",
        description="Left, top, right and bottom of the zone in the picture, 0 to 1 of its width "
        "and height; it is where the feet stand, not the whole body.",
    )
    polygon: tuple[tuple[Share, Share], ...] = Field(
        default=(),
        max_length=32,
        title="Polygon",
        description="Corners of the zone on the floor, x and y from 0 to 1 of the picture, instead "
        "of the box; empty = the box.",
    )
    settle_s: float = Field(
        default=0.7,
        ge=0.0,
        le=10.0,
        title="Settling",
        description="Seconds that somebody stands in the zone before they are the athlete.",
    )
    hand_over_s: float = Field(
        default=2.0,
        ge=0.2,
        le=60.0,
        title="Hand-over",
        description="Seconds that the athlete is out of the zone before somebody else who stands "
        "in it takes over.",
    )
    leave_s: float = Field(
        default=8.0,
        ge=0.5,
        le=600.0,
        title="Leaving",
        description="Seconds out of the zone or out of sight after which somebody is no longer the "
        "athlete, though nobody takes over.",
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """A box inside out, a polygon without area, giving way later than leaving."""
        left, top, right, bottom = self.box
        if left >= right or top >= bottom:
            yield "box", "it has no area; allowed: left before right and top before bottom"
        if 0 < len(self.polygon) < LEAST_CORNERS:
            yield "polygon", f"{len(self.polygon)} corners; allowed: none, or at least three"
        if self.hand_over_s > self.leave_s:
            yield "hand_over_s", f"is longer than leave_s; allowed: at most {self.leave_s:g}"
