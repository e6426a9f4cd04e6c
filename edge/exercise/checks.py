"""What tells a repetition of one exercise from any other movement with the same signal."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from edge.config.pack import ExercisePack, MovementPart, Posture, Still, When
from edge.exercise.cycle import Cycle
from edge.exercise.history import History, column
from edge.exercise.measures import MeasureBank, Readings

NEAR_END = 0.1  # part of a repetition on each side of its start or turn that belongs to it
NEAR_END_S = 0.15  # but no more seconds than these
LONGEST_FRAME_S = 0.25  # a pose speaks for the time until the next, but for no longer
UNSEEN, MOST_UNSEEN = 0.2, 0.4  # share of a long, and of a short repetition that may be unseen
UNSEEN_S = 0.5  # up to so many seconds the larger share is allowed
LONGEST_PAUSE_S = 6.0  # at the far end: a member who stays longer sat down, or rests there
FAR = 0.7  # part of the way out that is the far end
VISIBLE = 0.5  # a point seen worse is a guess of the model: nothing is refused because of it
HALF = 0.5  # share of the poses that must show a measure before it can refuse
ROUNDING = 1e-6
TAILS = (5.0, 95.0)  # percentiles between which a measure's change is taken: jumps stay out

Rows: TypeAlias = Sequence[Readings]


class Checks:
    """Posture, stillness, and every part's own share in the movement, for one pack."""

    def __init__(self, pack: ExercisePack, bank: MeasureBank) -> None:
        self._pack = pack
        self._bank = bank

    def fails(self, cycle: Cycle, history: History, side: int | None) -> str | None:
        """Why the cycle is no repetition of this exercise; None when it is one."""
        return self._unfit(cycle, history, side) or self.short(cycle, history, side)

    def short(self, cycle: Cycle, history: History, side: int | None) -> str | None:
        """Why the cycle did not get to this exercise's far end."""
        moments = _moments(cycle, history)
        agreement = self._agreement(moments, side)
        if agreement < self._pack.agreement - ROUNDING:
            return f"only {agreement:.0%} of the signal travels far enough"
        return self._misfit({When.TURN: (moments[1],)}, side)

    def resembles(self, cycle: Cycle, history: History, side: int | None, part: float) -> bool:
        """Whether a smaller cycle is this exercise all the same, as far as it goes.

        part: how far it goes, of what a repetition needs.
        """
        if self._unfit(cycle, history, side) is not None:
            return False
        moments = _moments(cycle, history)
        # Each by itself: in a step one leg bends, which together looks like half a squat.
        sides = (0, 1) if side is None else (side,)
        shown = [each for each in sides if self._shown(moments, each)]
        return bool(shown) and all(
            self._agreement(moments, each, part) >= self._pack.agreement - ROUNDING
            for each in shown
        )

    def misfit(
        self, first_s: float, last_s: float, history: History, side: int | None
    ) -> str | None:
        """Why what was done between two times is no part of this exercise; None when it may be."""
        return self._misfit({When.WHOLE: (history.between(first_s, last_s),)}, side)

    def _unfit(self, cycle: Cycle, history: History, side: int | None) -> str | None:
        """Why the cycle is no part of this exercise, however far it went."""
        gates = self._pack.gates
        duration_s = cycle.end_s - cycle.start_s
        if not gates.shortest_s <= duration_s <= gates.longest_s:
            return f"duration {duration_s:.2f} s"
        seen_s = history.seen_s(cycle.start_s, cycle.end_s, LONGEST_FRAME_S)
        if duration_s - seen_s > max(UNSEEN * duration_s, min(MOST_UNSEEN * duration_s, UNSEEN_S)):
            return f"seen only {seen_s:.2f} of {duration_s:.2f} s"
        start, turn, end = _moments(cycle, history)
        whole = history.between(cycle.start_s, cycle.end_s)
        if duration_s > LONGEST_PAUSE_S:
            pause_s = duration_s * self._share_far(start, turn, whole, side)
            if pause_s > LONGEST_PAUSE_S:
                return f"{pause_s:.1f} s at the far end"
        return self._misfit({When.WHOLE: (whole,), When.START: (start, end)}, side)

    def _misfit(self, moments: Mapping[When, Sequence[Rows]], side: int | None) -> str | None:
        """A posture must hold in one of the moments given for its time."""
        for posture in self._pack.posture:
            times = moments.get(posture.when, ())
            if times and not any(self._holds(posture, rows, side) for rows in times):
                return f"posture {posture.kind} {posture.points}"
        for still in self._pack.still:
            for rows in moments.get(When.WHOLE, ()):
                if not self._still(still, rows, side):
                    return f"{still.kind} {still.points} changes more than {still.most:g}"
        return None

    def _share_far(self, start: Rows, turn: Rows, whole: Rows, side: int | None) -> float:
        """Share of the poses in which the main measure is near the far end of its way."""
        main = self._bank.column(max(self._pack.movement, key=lambda part: part.weight))
        first, far = (_median(column(rows, main, side)[0]) for rows in (start, turn))
        way = (column(whole, main, side)[0] - first) / (far - first)
        return float((way >= FAR).mean())

    def _shown(self, moments: Sequence[Rows], side: int) -> bool:
        """Whether the whole movement could be seen on one side."""
        return all(
            _median(column(rows, self._bank.column(part), side)[1]) >= VISIBLE
            for part in self._pack.movement
            for rows in moments
        )

    def _agreement(self, moments: Sequence[Rows], side: int | None, part: float = 1.0) -> float:
        """Share of the signal's weight whose own measures travel as far as they must.

        part: of that way.
        """
        parts = self._pack.movement
        moving = sum(each.weight for each in parts if self._travels(each, moments, side, part))
        return moving / sum(each.weight for each in parts)

    def _travels(
        self, part: MovementPart, moments: Sequence[Rows], side: int | None, share: float
    ) -> bool:
        if part.least <= 0.0:
            return True
        number = self._bank.column(part)
        start, turn, end = (_median(column(rows, number, side)[0]) for rows in moments)
        way = part.far - part.start
        return min((turn - start) / way, (turn - end) / way) >= share * part.least

    def _holds(self, posture: Posture, rows: Rows, side: int | None) -> bool:
        share = share_holding(posture, rows, self._bank, side)
        return share is None or share >= posture.share

    def _still(self, still: Still, rows: Rows, side: int | None) -> bool:
        values, seen = column(rows, self._bank.column(still), side)
        values = values[(seen >= VISIBLE) & np.isfinite(values)]
        if len(values) < HALF * len(rows):
            return True
        low, high = np.percentile(values, TAILS)
        return bool(high - low <= still.most)


def _moments(cycle: Cycle, history: History) -> tuple[Rows, Rows, Rows]:
    """Start, turn and end of a cycle."""
    around_s = min(NEAR_END_S, NEAR_END * (cycle.end_s - cycle.start_s))
    times_s = (cycle.start_s, cycle.turn_s, cycle.end_s)
    start, turn, end = (history.around(at_s, around_s) for at_s in times_s)
    return start, turn, end


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
