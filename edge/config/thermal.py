"""What the station does less of while its computer is hot."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from edge.config.model import ConfigModel

Celsius = Annotated[float, Field(ge=40.0, le=110.0)]
PoseRate = Annotated[float, Field(ge=2.0, le=60.0)]


class ThermalConfig(ConfigModel):
    """Steps down while the computer is hot, and back when it has cooled. Counting never stops.

    A Raspberry Pi's firmware slows the processor from 80 °C on, and harder at 85 °C, whenever that
    falls: the defaults choose before it does what to leave out.
    """

    enabled: bool = Field(
        default=True, title="Enabled", description="Whether the station does less when it is hot."
    )
    steps_c: tuple[Celsius, ...] = Field(
        default=(75.0, 79.0, 83.0),
        min_length=1,
        max_length=8,
        title="Steps",
        description="Degrees Celsius of the processor from which each step holds, the coolest "
        "first.",
    )
    pose_rates_hz: tuple[PoseRate, ...] = Field(
        default=(15.0, 10.0, 8.0),
        min_length=1,
        max_length=8,
        title="Pose rates",
        description="Pictures a second that are looked at in each step. Below 8, fast repetitions "
        "are missed.",
    )
    judge_below_c: Celsius = Field(
        default=79.0,
        title="Judge below",
        description="Degrees Celsius below which repetitions are judged for form; at most that of "
        "the last step, so that judging stops before counting suffers.",
    )
    cooler_by_c: float = Field(
        default=4.0,
        ge=0.5,
        le=30.0,
        title="Cooler by",
        description="Degrees below a step's temperature at which it is left again.",
    )
    cool_for_s: float = Field(
        default=30.0,
        ge=0.0,
        le=3600.0,
        title="Cool for",
        description="Seconds that it must be so much cooler first; one step is left at a time.",
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """Steps that do not lead down, or judging that goes on to the end."""
        if len(self.steps_c) != len(self.pose_rates_hz):
            yield "pose_rates_hz", f"{len(self.steps_c)} needed: one for each of steps_c"
        if any(hotter <= cooler for cooler, hotter in pairwise(self.steps_c)):
            yield "steps_c", "must rise from one step to the next"
        if any(hotter > cooler for cooler, hotter in pairwise(self.pose_rates_hz)):
            yield "pose_rates_hz", "must not rise from one step to the next"
        if self.judge_below_c > self.steps_c[-1]:
            yield "judge_below_c", "must be at most the last of steps_c"
