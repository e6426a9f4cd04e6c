"""Hours in which a station keeps quiet."""

from collections.abc import Iterator
from datetime import time
from typing import Annotated

from pydantic import Field

from edge.config.model import ConfigModel

ClockTime = Annotated[
    str,
    Field(
        pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
        json_schema_extra={"x-allowed": 'a time from "00:00" to "23:59"'},
    ),
]


class QuietHours(ConfigModel):
    """From one time of the day to another, over midnight where the end is the earlier."""

    begin: ClockTime = Field(title="Begin", description="Local time from which it is quiet.")
    end: ClockTime = Field(title="End", description="Local time until which it is quiet.")

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """Hours that are none or all."""
        if self.begin == self.end:
            yield (
                "end",
                'is the same as begin; for a silent station set buzzer and voice to "none"',
            )

    def hold_at(self, now: time) -> bool:
        """Whether it is quiet at this local time."""
        begin, end = time.fromisoformat(self.begin), time.fromisoformat(self.end)
        at = now.replace(second=0, microsecond=0)
        if begin < end:
            return begin <= at < end
        return at >= begin or at < end
