"""One repetition as the conditions look at it: its poses, its moments, its view, its sides."""

from dataclasses import dataclass
from math import radians, sin

import numpy as np
from numpy.typing import NDArray

from edge.config.condition import ConditionSpec, FormMeasure, Limb, Moment
from edge.config.pack import ExercisePack, Sides
from edge.exercise.judge.history import PoseHistory, PoseWindow
from edge.exercise.judge.quantity import series
from edge.exercise.judge.view import BodyView, estimate_view

Array = NDArray[np.float64]

BEFORE_S = 0.5  # how long before the movement the resting end is looked at
BEFORE_END_S = 0.1
AROUND_S = 0.2  # around the turn
FRAMES_AROUND = 1.5  # and never less than the neighbouring frames
WORKS = 0.5  # part of the other side's travel from which a side works too
NEAR_ONLY = sin(radians(35.0))  # seen so much from the side, the far limbs are guessed
FOOT = FormMeasure(ahead=("mid_hip", "ankle"))


@dataclass(frozen=True, slots=True, eq=False)
class Repetition:
    """Times in seconds; poses reach from shortly before the start to the newest."""

    start_s: float
    turn_s: float
    end_s: float
    poses: PoseWindow
    view: BodyView | None
    working: tuple[int, ...]  # the sides that make it: 0 left, 1 right

    @property
    def count(self) -> int:
        """Poses within the repetition."""
        inside = self.poses.between(self.start_s, self.end_s)
        return int(inside.stop - inside.start)

    @property
    def fps(self) -> float:
        """Poses a second within the repetition."""
        return (self.count - 1) / max(self.end_s - self.start_s, 1e-6)

    def span(self, moment: Moment) -> tuple[float, float]:
        """First and last second of a moment."""
        if moment is Moment.START:
            return self.start_s - BEFORE_S, self.start_s
        if moment is Moment.TURN:
            around_s = max(AROUND_S, FRAMES_AROUND / max(self.fps, 1.0))
            return self.turn_s - around_s, self.turn_s + around_s
        if moment is Moment.END:
            before_s = max(BEFORE_END_S, FRAMES_AROUND / max(self.fps, 1.0))
            return self.end_s - before_s, np.inf
        if moment is Moment.OUTWARD:
            return self.start_s, self.turn_s
        if moment is Moment.RETURN:
            return self.turn_s, self.end_s
        return self.start_s, self.end_s

    def sides(self, condition: ConditionSpec) -> tuple[int, ...]:
        """The sides that decide a condition which is measured on one side at a time."""
        if not condition.sided:
            return (0,)
        if condition.side in {Limb.LEADING, Limb.TRAILING}:
            leading = self._leading()
            return (leading if condition.side is Limb.LEADING else 1 - leading,)
        view = self.view
        if view is not None and abs(view.facing[0]) > NEAR_ONLY and view.near_side in self.working:
            return (view.near_side,)
        return self.working

    def _leading(self) -> int:
        if self.view is None:
            return 0
        ahead = series(FOOT, self.poses, self.view)[self.poses.between(*self.span(Moment.TURN))]
        return int(np.argmax(np.median(ahead, axis=0))) if len(ahead) else 0


def cut(
    pack: ExercisePack, history: PoseHistory, start_s: float, turn_s: float, end_s: float
) -> Repetition | None:
    """The repetition of these times; None where no pose of it is left."""
    poses = history.window(start_s - BEFORE_S, np.inf)
    if poses is None:
        return None
    view = estimate_view(poses)
    working = _working(pack, poses, view, (start_s, end_s))
    return Repetition(start_s, turn_s, end_s, poses, view, working)


def _working(
    pack: ExercisePack, poses: PoseWindow, view: BodyView | None, span_s: tuple[float, float]
) -> tuple[int, ...]:
    if pack.sides is not Sides.EACH or view is None:
        return 0, 1
    part = pack.movement[0]
    measure = FormMeasure.model_validate(
        {part.kind: part.points, "source": part.source}, strict=False
    )
    values = series(measure, poses, view)[poses.between(*span_s)]
    if not len(values):
        return 0, 1
    travel = np.nan_to_num(np.ptp(np.percentile(values, (5.0, 95.0), axis=0), axis=0))
    return tuple(side for side in (0, 1) if travel[side] >= WORKS * travel.max())
