"""What the session room is told of one frame."""

from dataclasses import dataclass
from enum import StrEnum

from edge.exercise.values import SetProgress


class Presence(StrEnum):
    """Who is in the picture."""

    EMPTY = "empty"  # nobody
    PASSING = "passing"  # somebody, outside the zone
    IN_ZONE = "in_zone"


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant at the station.

    captured_s: of the frame, in seconds of the monotonic clock. wall_time_s: Unix time at that
    instant, as far as the station knows it; clock_synced says whether it was set from outside.
    athlete: number of the person followed, another number for another person; None while nobody
    is. progress: of the athlete's exercise; None where the frame was not looked at for it.
    """

    captured_s: float
    wall_time_s: float
    presence: Presence
    athlete: int | None = None
    progress: SetProgress | None = None
    clock_synced: bool = False
