"""What tells a repetition of one exercise from any other movement with the same signal."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from edge.config.pack import ExercisePack, MovementPart, Posture, Still, When
from edge.exercise.cycle import Cycle
from edge.exercise.history import History, column
from edge.exercise.measures import MeasureBank, Readings

NEAR_END = 0.1  # part of a repetition on each side of its start or turn that belongs to it
NEAR_END_S = 0.15  # but no more seconds than these
LONGEST_FRAME_S = 0.25  # a pose speaks for the time until the next, but for no longer
LEAST_SEEN = 0.6  # share of a repetition that must have been seen
VISIBLE = 0.5  # a point seen worse is a guess of the model: nothing is refused because of it
HALF = 0.5  # share of the poses that must show a measure before it can refuse
ROUNDING = 1e-6
TAILS = (5.0, 95.0)  # percentiles between which a measure's change is taken: jumps stay out


class Checks:
    """Posture, stillness, and every part's own share in the movement, for one pack."""

    def __init__(self, pack: ExercisePack, bank: MeasureBank) -> None:
        self._pack = pack
        self._bank = bank

    def fails(self, cycle: Cycle, history: History, side: int | None) -> str | None:
        """Why the cycle is no repetition of this exercise; None when it is one."""
        gates = self._pack.gates
        duration_s = cycle.end_s - cycle.start_s
        if not gates.shortest_s <= duration_s <= gates.longest_s:
            return f"duration {duration_s:.2f} s"
        seen = history.seen_s(cycle.start_s, cycle.end_s, LONGEST_FRAME_S) / duration_s
        if seen < LEAST_SEEN:
            return f"seen only {seen:.0%} of the time"
        around_s = min(NEAR_END_S, NEAR_END * duration_s)
        starts = history.around(cycle.start_s, around_s)
        turns = history.around(cycle.turn_s, around_s)
        ends = history.around(cycle.end_s, around_s)
        whole = history.between(cycle.start_s, cycle.end_s)
        agreement = self._agreement((starts, turns, ends), side)
        if agreement < self._pack.agreement - ROUNDING:
            return f"only {agreement:.0%} of the signal travels far enough"
        moments = {When.WHOLE: whole, When.START: starts, When.TURN: turns}
        return self._misfit(moments, side)

    def misfit(
        self, first_s: float, last_s: float, history: History, side: int | None
    ) -> str | None:
        """Why what was done between two times is no part of this exercise; None when it may be."""
        return self._misfit({When.WHOLE: history.between(first_s, last_s)}, side)

    def _misfit(self, moments: Mapping[When, Sequence[Readings]], side: int | None) -> str | None:
        for posture in self._pack.posture:
            if posture.when in moments and not self._holds(posture, moments[posture.when], side):
                return f"posture {posture.kind} {posture.points}"
        for still in self._pack.still:
            if not self._still(still, moments[When.WHOLE], side):
                return f"{still.kind} {still.points} changes more than {still.most:g}"
        return None

    def _agreement(self, moments: Sequence[Sequence[Readings]], side: int | None) -> float:
        """Share of the signal's weight whose own measures travel as far as they must."""
        parts = self._pack.movement
        moving = sum(part.weight for part in parts if self._travels(part, moments, side))
        return moving / sum(part.weight for part in parts)

    def _travels(
        self, part: MovementPart, moments: Sequence[Sequence[Readings]], side: int | None
    ) -> bool:
        if part.least <= 0.0:
            return True
        number = self._bank.column(part)
        start, turn, end = (_median(column(m, number, side)[0]) for m in moments)
        way = part.far - part.start
        return min((turn - start) / way, (turn - end) / way) >= part.least

    def _holds(self, posture: Posture, rows: Sequence[Readings], side: int | None) -> bool:
        share = share_holding(posture, rows, self._bank, side)
        return share is None or share >= posture.share

    def _still(self, still: Still, rows: Sequence[Readings], side: int | None) -> bool:
        values, seen = column(rows, self._bank.column(still), side)
        values = values[(seen >= VISIBLE) & np.isfinite(values)]
        if len(values) < HALF * len(rows):
            return True
        low, high = np.percentile(values, TAILS)
        return bool(high - low <= still.most)


def _median(values: NDArray[np.float64]) -> float:
    """The median of what is finite; not finite where nothing is."""
    finite = values[np.isfinite(values)]
    return float(np.median(finite)) if len(finite) else np.nan


def share_holding(
    posture: Posture, rows: Sequence[Readings], bank: MeasureBank, side: int | None
) -> float | None:
    """Share in 0..1 of the rows in which a posture holds; None where it can hardly be seen."""
    if not rows:
        return None
    values, seen = column(rows, bank.column(posture), side)
    values = values[(seen >= VISIBLE) & np.isfinite(values)]
    if len(values) < HALF * len(rows):
        return None
    good = np.ones(len(values), dtype=bool)
    if posture.at_least is not None:
        good &= values >= posture.at_least
    if posture.at_most is not None:
        good &= values <= posture.at_most
    return float(good.mean())
