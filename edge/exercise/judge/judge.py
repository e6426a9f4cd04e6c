"""Judges a repetition, condition by condition."""

from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from edge.config.condition import ConditionSpec, Limb, Must, Take
from edge.config.pack import ExercisePack
from edge.exercise.judge.history import PoseHistory
from edge.exercise.judge.quantity import series, visibility
from edge.exercise.judge.repetition import BEFORE_S, Repetition, cut
from edge.exercise.judge.robust import despiked, running_median
from edge.exercise.judge.view import BodyView, estimate_view
from edge.exercise.values import ConditionResult, Verdict
from edge.pose.pose import Pose

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

JUMP = 3.0  # times the measure's noise: no joint moves so far and back in a frame
REACHED_S = 0.1  # a value reached for so long was reached
KEPT_S = 0.3  # a limit broken for less than half of this was a bad frame
LEAST_SEEN = 0.7  # share of the moment in which all points must be visible
LEAST_POSES = 2  # of the moment
LEAST_IN_ALL = 6  # of the repetition: fewer do not show where it turned
VIEW_S = 1.5


class Reason(StrEnum):
    """Why a condition is not judged."""

    VIEW = "view"
    VISIBILITY = "visibility"
    FRAME_RATE = "frame rate"
    IMAGE_SIZE = "image size"  # a recording that does not know its picture's proportions


class _Finding(NamedTuple):
    value: float
    at_s: float


class FormJudge:
    """Follows one exercise's poses and judges its repetitions.

    pack: whose conditions are judged. history: poses shared with other judges, which then somebody
    else fills; by default the judge keeps its own.

    Pure: the same poses give the same verdicts.
    """

    def __init__(self, pack: ExercisePack, history: PoseHistory | None = None) -> None:
        self._pack = pack
        self._history = history or PoseHistory(pack.gates.longest_s + BEFORE_S)

    def observe(self, captured_s: float, pose: Pose | None) -> None:
        """Take the pose of one frame, None where nobody is seen."""
        if pose is not None:
            self._history.append(captured_s, pose)

    def forget(self) -> None:
        """Somebody else stands there: drop the poses."""
        self._history.clear()

    def view(self, captured_s: float) -> BodyView | None:
        """The view of the last seconds before captured_s."""
        window = self._history.window(captured_s - VIEW_S, captured_s)
        return None if window is None else estimate_view(window)

    def judge(self, start_s: float, turn_s: float, end_s: float) -> tuple[ConditionResult, ...]:
        """The conditions of the repetition of these times, in the order of the pack.

        A hold is judged in one piece or in several; its turn_s is any time between.
        """
        if not self._pack.conditions:
            return ()
        repetition = cut(self._pack, self._history, start_s, turn_s, end_s)
        if repetition is None:
            return tuple(_refused(each, Reason.VISIBILITY) for each in self._pack.conditions)
        return tuple(_judged(each, repetition) for each in self._pack.conditions)


def _judged(condition: ConditionSpec, repetition: Repetition) -> ConditionResult:
    if repetition.fps < condition.fps:
        return _refused(condition, Reason.FRAME_RATE)
    if condition.duration is not None:
        first_s, last_s = repetition.span(condition.duration)
        return _decided(condition, _Finding(last_s - first_s, last_s))
    if repetition.count < LEAST_IN_ALL:
        return _refused(condition, Reason.FRAME_RATE)
    view = repetition.view
    if view is None or not condition.judged_from(view.yaw_deg):
        return _refused(condition, Reason.VIEW)
    if condition.pictured and not repetition.poses.proportions_known:
        return _refused(condition, Reason.IMAGE_SIZE)
    found = _measured(condition, repetition, view)
    return found if isinstance(found, ConditionResult) else _decided(condition, found)


def _measured(
    condition: ConditionSpec, repetition: Repetition, view: BodyView
) -> _Finding | ConditionResult:
    moment = repetition.poses.between(*repetition.span(condition.when))
    values = series(condition, repetition.poses, view)
    seen: Flags = visibility(condition, repetition.poses) >= condition.visibility
    sides = repetition.sides(condition)
    if condition.take is Take.DIFFERENCE or (condition.sided and condition.side is Limb.BOTH):
        together = np.abs(np.diff(values)) if condition.take is Take.DIFFERENCE else values.mean(1)
        values, sides = together.reshape(-1, 1), (0,)
        seen = seen[:, :1] & seen[:, 1:]
    findings: list[_Finding] = []
    reason = Reason.VISIBILITY
    for side in sides:
        good = seen[:, side] & np.isfinite(values[:, side])
        if moment.stop - moment.start < LEAST_POSES:
            reason = Reason.FRAME_RATE
        elif good[moment].mean() >= LEAST_SEEN:
            span_s = repetition.span(condition.when)
            times = repetition.poses.time_s[good]
            findings.append(_extreme(condition, times, values[good, side], span_s))
    if not findings:
        return _refused(condition, reason)
    return (max if condition.upper else min)(findings)


def _extreme(
    condition: ConditionSpec, time_s: Array, values: Array, span_s: tuple[float, float]
) -> _Finding:
    """The value that decides, and when it was."""
    reach = condition.must is Must.REACH
    steady = despiked(values, JUMP * condition.noise)
    steady = running_median(steady, time_s, REACHED_S if reach else KEPT_S)
    inside = (time_s >= span_s[0]) & (time_s <= span_s[1])
    steady, time_s = steady[inside], time_s[inside]
    # Kept below a limit, the highest value decides; to be reached below it, the lowest.
    at = int(np.argmax(steady) if condition.upper is not reach else np.argmin(steady))
    value = float(np.ptp(steady)) if condition.take is Take.RANGE else float(steady[at])
    return _Finding(value, float(time_s[at]))


def _decided(condition: ConditionSpec, found: _Finding) -> ConditionResult:
    beyond = found.value > condition.limit if condition.upper else found.value < condition.limit
    return ConditionResult(
        condition=condition.id,
        verdict=Verdict.FAULT if beyond else Verdict.OK,
        worst=round(found.value, 3),
        limit=condition.limit,
        unit=condition.unit,
        at_s=found.at_s,
    )


def _refused(condition: ConditionSpec, reason: Reason) -> ConditionResult:
    return ConditionResult(
        condition=condition.id,
        verdict=Verdict.NOT_JUDGED,
        limit=condition.limit,
        unit=condition.unit,
        reason=reason,
    )
