"""What the coach is told of a frame, from what athlete, exercise and session room say of it."""

from collections.abc import Mapping
from datetime import datetime, time

from edge.athlete.sighting import AthleteSighting, PlacementProblem
from edge.exercise.values import SetProgress
from edge.feedback.signal import Signal
from edge.feedback.situation import Situation
from edge.session.events import SessionEvent

HINTS: Mapping[PlacementProblem, Signal] = {
    PlacementProblem.TOO_CLOSE: Signal.STEP_BACK,
    PlacementProblem.TOO_FAR: Signal.COME_CLOSER,
    PlacementProblem.FEET_HIDDEN: Signal.SHOW_FEET,
    PlacementProblem.HANDS_HIDDEN: Signal.SHOW_HANDS,
    PlacementProblem.TURN_SIDEWAYS: Signal.TURN_SIDEWAYS,
    PlacementProblem.TURN_TO_CAMERA: Signal.TURN_TO_CAMERA,
    PlacementProblem.TOO_DARK: Signal.MORE_LIGHT,
    PlacementProblem.AGAINST_LIGHT: Signal.AGAINST_LIGHT,
}


def situation_of(
    captured_s: float,
    sighting: AthleteSighting,
    progress: SetProgress | None,
    events: tuple[SessionEvent, ...],
    *,
    states: tuple[Signal, ...] = (),
    local_time: time | None = None,
) -> Situation:
    """The situation of one frame. states: of the station, such as OFFLINE, the worst first."""
    hints = tuple(HINTS[problem] for problem in sighting.placement)
    return Situation(
        captured_s=captured_s,
        progress=progress if sighting.athlete is not None else None,
        events=events,
        seen=sighting.pose is not None,
        lasting=states + hints,
        local_time=local_time,
    )


def local_time(wall_time_s: float, *, clock_synced: bool) -> time | None:
    """The time of the day here; None while the clock was not set, as on a Pi before the network."""
    return datetime.fromtimestamp(wall_time_s).astimezone().time() if clock_synced else None
