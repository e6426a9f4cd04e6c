"""Counts the repetitions of a movement that has no pack, by its own rhythm."""

from dataclasses import replace
from math import isinf

import numpy as np

from edge.exercise.cycle import Cycle
from edge.exercise.generic_rhythm import CONTEXT, LONGEST, SPANS_S, Rhythm, rhythm_of
from edge.exercise.generic_shape import RATE_HZ, Array, Sampler, shape_of
from edge.exercise.recognise.decision import OTHER
from edge.exercise.values import Rep
from edge.pose.pose import Pose

LOOKS_S = 0.5  # between two looks at the rhythm
FIRST_S = 2.0  # of samples before the first look
KEPT_S = SPANS_S[-1] * (1.0 + CONTEXT * LONGEST)
LOST_S = 1.5  # without a pose: what comes next has nothing to do with what was before
SETTLED = 0.2  # of the period: the newest part of a filtered signal still changes
APART = 0.5  # of the period, from one turn to the next
OVERLAP = 0.35  # of the period, that the next cycle may begin before the last one's end
TOGETHER = 3.0  # periods from one turn to the next, at most, of movements that repeat


class GenericCounter:
    """Counts what repeats, of one person. Pure: the same poses at the same times, the same count.

    A movement done once is no repetition: it is held back until the next one like it follows.
    """

    def __init__(self) -> None:
        self.reps: list[Rep] = []
        self._sampler = Sampler()
        self.forget()

    def forget(self) -> None:
        """Nobody was seen for a while: start anew, keep what was counted."""
        self._sampler.forget()
        self._samples: list[Array] = []
        self._dropped = self._unlooked = 0
        self._last: Cycle | None = None
        self._rhythm: Rhythm | None = None
        self._held: list[Cycle] = []
        self._seen_s: float | None = None

    def update(self, at_s: float, pose: Pose | None) -> None:
        """Take the pose of one frame. Times must increase."""
        if self._seen_s is not None and at_s - self._seen_s > LOST_S:
            self.finish()
            self.forget()
        shape = None if pose is None else shape_of(pose)
        if shape is None:
            return
        self._seen_s = at_s
        fresh = self._sampler.update(at_s, shape)
        self._samples.extend(fresh)
        self._unlooked += len(fresh)
        if len(self._samples) >= FIRST_S * RATE_HZ and self._unlooked >= LOOKS_S * RATE_HZ:
            self._look(at_s, final=False)

    def finish(self) -> None:
        """The stream ends: count what is as good as complete."""
        if self._seen_s is not None and len(self._samples) >= FIRST_S * RATE_HZ:
            self._look(self._seen_s, final=True)

    def _look(self, at_s: float, *, final: bool) -> None:
        self._unlooked = 0
        surplus = len(self._samples) - int(KEPT_S * RATE_HZ)
        if surplus > 0:
            del self._samples[:surplus]
            self._dropped += surplus
        rhythm = rhythm_of(np.array(self._samples), self._rhythm)
        if rhythm is None:
            return
        self._rhythm = rhythm
        first_s = (self._sampler.began_s or 0.0) + self._dropped / RATE_HZ
        for relative in rhythm.cycles:
            settled = relative.end_s + SETTLED * rhythm.period_s
            ended = not isinf(relative.announced_s) and first_s + settled <= at_s
            cycle = _moved(relative, first_s, at_s)
            if (final or ended) and self._is_next(cycle, rhythm.period_s):
                self._take(cycle, rhythm)

    def _is_next(self, cycle: Cycle, period_s: float) -> bool:
        last = self._last
        return last is None or (
            cycle.turn_s >= last.turn_s + APART * period_s
            and cycle.start_s >= last.end_s - OVERLAP * period_s
        )

    def _take(self, cycle: Cycle, rhythm: Rhythm) -> None:
        began = self._last is None and not self._dropped
        opening = cycle.opening if began else None
        last, self._last = self._last, cycle
        fresh = [each for each in (opening, cycle) if each is not None]
        if last is not None and cycle.turn_s - last.turn_s > TOGETHER * rhythm.period_s:
            self._held = []
        elif last is not None or len(fresh) > 1:
            fresh, self._held = [*self._held, *fresh], []
            self._credit(fresh, rhythm.swing, cycle.announced_s)
            return
        self._held = fresh

    def _credit(self, cycles: list[Cycle], swing: float, at_s: float) -> None:
        for cycle in cycles:
            self.reps.append(
                Rep(
                    exercise=OTHER,
                    index=len(self.reps) + 1,
                    start_s=cycle.start_s,
                    turn_s=cycle.turn_s,
                    end_s=cycle.end_s,
                    announced_s=at_s,
                    range_of_motion=cycle.swing * swing,
                )
            )


def _moved(cycle: Cycle, by_s: float, announced_s: float) -> Cycle:
    before = cycle.before
    return replace(
        cycle,
        start_s=cycle.start_s + by_s,
        turn_s=cycle.turn_s + by_s,
        end_s=cycle.end_s + by_s,
        announced_s=announced_s,
        before=None if before is None else (before[0] + by_s, before[1]),
        began_s=cycle.began_s + by_s,
    )
