"""The verdict on one condition of one repetition."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from edge.config.condition import ConditionSpec, Learned, Limb, Moment, Must, Take
from edge.exercise.judge.learned import FormModel, features
from edge.exercise.judge.quantity import series, visibility
from edge.exercise.judge.repetition import Repetition
from edge.exercise.judge.robust import despiked, running_median
from edge.exercise.judge.view import BodyView
from edge.exercise.points import rows
from edge.exercise.values import ConditionResult, Verdict

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

JUMP = 3.0  # times the measure's noise: no joint moves so far and back in a frame
REACHED_S = 0.1  # a value reached for so long was reached
KEPT_S = 0.3  # a limit broken for less than half of this was a bad frame
SPEED_S = 0.2  # over which the speed at the end is measured
AHEAD_S = 0.15  # how long somebody who is nearly back goes on like that
LEAST_SEEN = 0.7  # share of the moment in which all points must be visible
LEAST_POSES = 2  # of the moment
LEAST_IN_ALL = 6  # of the repetition: fewer do not show where it turned
# Of each joint the better seen side: what a trained model must at least see.
TRUNK_AND_LIMBS = rows(("shoulder", "elbow", "wrist", "hip", "knee", "ankle")).T

FormModels = Mapping[str, FormModel]


class Reason(StrEnum):
    """Why a condition is not judged."""

    VIEW = "view"
    VISIBILITY = "visibility"
    FRAME_RATE = "frame rate"
    IMAGE_SIZE = "image size"  # a recording that does not know its picture's proportions
    MODEL = "model"  # it takes a trained model that nobody has loaded
    TEMPERATURE = "temperature"  # the computer is too hot for it


class _Finding(NamedTuple):
    value: float
    at_s: float


def judged(condition: ConditionSpec, repetition: Repetition, models: FormModels) -> ConditionResult:
    """ok, fault, or not judged and why."""
    if repetition.fps < condition.fps:
        return refused(condition, Reason.FRAME_RATE)
    if condition.duration is not None:
        first_s, last_s = repetition.span(condition.duration)
        return _decided(condition, _Finding(last_s - first_s, last_s))
    if repetition.count < LEAST_IN_ALL:
        return refused(condition, Reason.FRAME_RATE)
    view = repetition.view
    if view is None or not condition.judged_from(view.yaw_deg):
        return refused(condition, Reason.VIEW)
    if condition.learned is not None:
        return _asked(condition, condition.learned, repetition, view, models)
    if condition.pictured and not repetition.poses.proportions_known:
        return refused(condition, Reason.IMAGE_SIZE)
    found = _measured(condition, repetition, view)
    return found if isinstance(found, ConditionResult) else _decided(condition, found)


def _asked(
    condition: ConditionSpec,
    learned: Learned,
    repetition: Repetition,
    view: BodyView,
    models: FormModels,
) -> ConditionResult:
    model = models.get(learned.model)
    if model is None:
        return refused(condition, Reason.MODEL)
    if not repetition.poses.proportions_known:
        return refused(condition, Reason.IMAGE_SIZE)
    poses = repetition.poses.part(repetition.start_s, repetition.end_s)
    seen = np.median(poses.visibility[:, TRUNK_AND_LIMBS].max(axis=-1), axis=0).min()
    if seen < condition.visibility:
        return refused(condition, Reason.VISIBILITY)
    probability = model(features(learned, poses, view))
    return _decided(condition, _Finding(probability, repetition.end_s))


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
        return refused(condition, reason)
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
    if condition.when is Moment.END and reach and at == len(steady) - 1:
        most = JUMP * condition.noise
        value += float(np.clip(_on_its_way(steady, time_s), -most, most))
    return _Finding(value, float(time_s[at]))


def _on_its_way(steady: Array, time_s: Array) -> float:
    """What the next moment adds to a value that still moves when the repetition is announced.

    The member is announced nearly back; who goes on will get there, who has stopped will not.
    """
    recent = time_s >= time_s[-1] - SPEED_S
    if recent.sum() < LEAST_POSES:
        return 0.0
    speed = (steady[recent][-1] - steady[recent][0]) / (time_s[recent][-1] - time_s[recent][0])
    return float(speed) * AHEAD_S


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


def refused(condition: ConditionSpec, reason: Reason) -> ConditionResult:
    """Not judged, for a reason."""
    return ConditionResult(
        condition=condition.id,
        verdict=Verdict.NOT_JUDGED,
        limit=condition.limit,
        unit=condition.unit,
        reason=reason,
    )
