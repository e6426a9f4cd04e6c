"""`Signal`: everything that the station can tell a member. What each looks and sounds like is data.

See `config/signals.yaml` and docs/signals.md.
"""

from enum import StrEnum


class Signal(StrEnum):
    """One word of the station's language."""

    READY = "ready"
    REP_GOOD = "rep_good"
    REP_FAULT = "rep_fault"  # of a timed exercise too
    REP_FAULT_AGAIN = "rep_fault_again"
    REP_NOT_JUDGED = "rep_not_judged"
    CORRECTED = "corrected"
    PARTIAL = "partial"
    HOLD_MARK = "hold_mark"
    TARGET_REACHED = "target_reached"
    SET_DONE = "set_done"
    KNOWN = "known"
    ANONYMOUS = "anonymous"
    SIGNED_IN = "signed_in"
    BUSY = "busy"
    STEP_BACK = "step_back"
    COME_CLOSER = "come_closer"
    SHOW_FEET = "show_feet"
    SHOW_HANDS = "show_hands"
    TURN_SIDEWAYS = "turn_sideways"
    TURN_TO_CAMERA = "turn_to_camera"
    MORE_LIGHT = "more_light"
    AGAINST_LIGHT = "against_light"
    CAMERA_BLOCKED = "camera_blocked"
    OFFLINE = "offline"
    OUT_OF_ORDER = "out_of_order"


PLACEMENT = frozenset(
    {
        Signal.STEP_BACK,
        Signal.COME_CLOSER,
        Signal.SHOW_FEET,
        Signal.SHOW_HANDS,
        Signal.TURN_SIDEWAYS,
        Signal.TURN_TO_CAMERA,
        Signal.MORE_LIGHT,
        Signal.AGAINST_LIGHT,
    }
)
"""Hints to whoever is about to begin; without one of them the athlete is ready."""
