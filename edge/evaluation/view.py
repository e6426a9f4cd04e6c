"""The view of a clip, in the judge's own estimate."""

from enum import StrEnum

from edge.evaluation.poses import TimedPoses
from edge.exercise.judge.history import PoseHistory
from edge.exercise.judge.view import estimate_view


class ClipView(StrEnum):
    """From where the camera sees the body."""

    FRONT = "front"
    OBLIQUE = "oblique"
    SIDE = "side"
    BACK = "back"
    UNCLEAR = "unclear"  # it changes, or nobody is seen


_UP_TO_DEG = ((30.0, ClipView.FRONT), (60.0, ClipView.OBLIQUE), (120.0, ClipView.SIDE),
              (150.0, ClipView.OBLIQUE), (180.0, ClipView.BACK))  # fmt: skip


def view_of(poses: TimedPoses) -> ClipView:
    """The view over a whole clip."""
    history = PoseHistory(float("inf"))
    for at_s, pose in poses:
        if pose is not None:
            history.append(at_s, pose)
    window = history.window(-float("inf"), float("inf"))
    view = None if window is None else estimate_view(window)
    if view is None:
        return ClipView.UNCLEAR
    return next(name for up_to, name in _UP_TO_DEG if abs(view.yaw_deg) <= up_to)
