"""`AthleteSighting`: who stands before the station in one frame, as every later room sees it."""

from dataclasses import dataclass
from enum import StrEnum

from edge.pose.pose import Pose


class Presence(StrEnum):
    """Where people are."""

    EMPTY = "empty"  # nobody is seen
    PASSING = "passing"  # somebody is seen, and nobody in the zone
    IN_ZONE = "in_zone"  # the athlete, or somebody about to become one, is in the zone


class PlacementProblem(StrEnum):
    """Why a set could not be counted or judged well; the most important first."""

    TOO_DARK = "too_dark"
    AGAINST_LIGHT = "against_light"  # a bright window or lamp behind the athlete
    TOO_CLOSE = "too_close"
    TOO_FAR = "too_far"
    FEET_HIDDEN = "feet_hidden"  # feet out of the picture
    HANDS_HIDDEN = "hands_hidden"  # hands out of the picture
    TURN_SIDEWAYS = "turn_sideways"  # what the station coaches is judged from the side
    TURN_TO_CAMERA = "turn_to_camera"  # what the station coaches is judged from the front


@dataclass(frozen=True, slots=True)
class AthleteSighting:
    """Who stands before the station in one frame.

    pose: of the athlete; None while they cannot be seen, and while nobody is the athlete.
    athlete: the number of the person followed, from 1, another number for another person; it stays
        while the person is hidden; None while nobody is the athlete.
    people: how many people were seen when last looked for, the athlete among them.
    placement: what to correct before a set, the most important first; () where all is well.
    """

    pose: Pose | None
    athlete: int | None
    people: int
    presence: Presence
    placement: tuple[PlacementProblem, ...] = ()
