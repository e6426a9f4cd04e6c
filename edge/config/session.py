"""When a set and a session are over, and what is aimed at."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from edge.config.exercise import ExerciseId
from edge.config.model import ConfigModel

Target = Annotated[int, Field(ge=1, le=500)]


class SessionConfig(ConfigModel):
    """The session: how long somebody may pause, or be away, before a set or session is over."""

    rest_ends_set_s: float = Field(
        default=20.0,
        ge=3.0,
        le=300.0,
        title="Rest that ends a set",
        description="Seconds without a repetition after which a set is over; shorter than the "
        "breath between two heavy repetitions and one set becomes two.",
    )
    left_after_s: float = Field(
        default=30.0,
        ge=2.0,
        le=900.0,
        title="Left after",
        description="Seconds out of the zone after which the session is over; whoever is back "
        "sooner goes on with it. Another person ends it at once.",
    )
    longest_session_s: float = Field(
        default=7200.0,
        ge=60.0,
        le=86400.0,
        title="Longest session",
        description="Seconds after which a session is ended, so that nothing is kept for ever; "
        "what follows is a new one.",
    )
    targets: Mapping[ExerciseId, Target] = Field(
        default={},
        max_length=64,
        title="Targets",
        description="Repetitions of a set, by exercise, at which the target signal is given; "
        "seconds where the exercise is held.",
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """A session that would end in its first rest."""
        if self.longest_session_s <= self.rest_ends_set_s:
            yield "longest_session_s", "must be longer than rest_ends_set_s"
