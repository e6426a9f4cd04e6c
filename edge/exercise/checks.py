"""What tells a repetition of one exercise from any other movement with the same signal."""

from collections.abc import Sequence

import numpy as np

from edge.config.pack import ExercisePack, MovementPart, Posture, Still, When
from edge.exercise.cycle import Cycle
from edge.exercise.history import History, column
from edge.exercise.measures import MeasureBank, Readings

NEAR_END_S = 0.15  # and at least so many seconds around it
LONGEST_FRAME_S = 0.3  # a pose speaks for the time until the next, but for no longer
LEAST_SEEN = 0.7  # share of a repetition that must have been seen
VISIBLE = 0.5  # a point seen worse is a guess of the model: nothing is refused because of it
HALF = 0.5  # share of the poses that must show a measure before it can refuse
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
        rows = history.between(cycle.start_s, cycle.end_s)
        for part in self._pack.movement:
            if part.least and not self._travels(part, cycle, history, side):
                return f"{part.kind} {part.points} travels less than {part.least:g}"
        for posture in self._pack.posture:
            if not self._holds(posture, cycle, history, rows, side):
                return f"posture {posture.kind} {posture.points}"
        for still in self._pack.still:
            if not self._still(still, rows, side):
                return f"{still.kind} {still.points} changes more than {still.most:g}"
        return None

    def _travels(
        self, part: MovementPart, cycle: Cycle, history: History, side: int | None
    ) -> bool:
        number = self._bank.column(part)
        start = self._level(number, cycle.start_s, history, side)
        turn = self._level(number, cycle.turn_s, history, side)
        end = self._level(number, cycle.end_s, history, side)
        way = part.far - part.start
        return min((turn - start) / way, (turn - end) / way) >= part.least

    def _level(self, number: int, at_s: float, history: History, side: int | None) -> float:
        rows = history.between(at_s - NEAR_END_S, at_s + NEAR_END_S)
        return float(np.nanmedian(column(rows, number, side)[0])) if rows else np.nan

    def _holds(
        self,
        posture: Posture,
        cycle: Cycle,
        history: History,
        rows: Sequence[Readings],
        side: int | None,
    ) -> bool:
        if posture.when is not When.WHOLE:
            at_s = cycle.turn_s if posture.when is When.TURN else cycle.start_s
            rows = history.between(at_s - NEAR_END_S, at_s + NEAR_END_S)
        share = share_holding(posture, rows, self._bank, side)
        return share is None or share >= posture.share

    def _still(self, still: Still, rows: Sequence[Readings], side: int | None) -> bool:
        values, seen = column(rows, self._bank.column(still), side)
        values = values[(seen >= VISIBLE) & np.isfinite(values)]
        if len(values) < HALF * len(rows):
            return True
        low, high = np.percentile(values, TAILS)
        return bool(high - low <= still.most)


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
