"""Movements that turned back too early: which of them are partial repetitions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from edge.config.pack import ExercisePack
from edge.exercise.checks import Checks
from edge.exercise.cycle import MOSTLY_BACK, Cycle, CycleDetector
from edge.exercise.history import History
from edge.exercise.values import PartialRep, Rep

NEXT_S = 6.0  # at most from one movement of a set to the next
ENOUGH = 3  # alike, one after the other, are a set by themselves; fewer may be steps, or setting up
ALIKE = 2.0  # times as long, or as wide, at most is one movement of a set as another
RECENT = 4  # repetitions, and partial ones, of which a movement may be a part

Movement = Rep | PartialRep


class Partials:
    """The partial repetitions of one exercise.

    told: those so far, in the order in which they became known. A movement is told only where its
    posture fits, where it is no part of a repetition, and within a set: after a repetition, or as
    one of several alike. Setting up and moving about are neither.
    """

    def __init__(self, pack: ExercisePack, checks: Checks, channels: int) -> None:
        self._pack = pack
        self._checks = checks
        self._unit = pack.unit
        self._small = [CycleDetector(pack.least_swing) for _ in range(channels)]
        self._waiting: list[PartialRep] = []
        self.told: list[PartialRep] = []

    def forget(self) -> None:
        """Nobody was seen for a while: start anew, keep what was told."""
        for small in self._small:
            small.forget()

    def see(self, at_s: float, value: float, channel: int, large: CycleDetector) -> Cycle | None:
        """The next value of a signal; the way out and back that it completes below `large`."""
        small = self._small[channel]
        if large.out:
            small.forget()
            return None
        small.least_swing = self._pack.partial_from * large.threshold
        cycle = small.update(at_s, value)
        if cycle is None or cycle.turn - cycle.end < MOSTLY_BACK * (cycle.turn - cycle.start):
            return None
        return cycle

    def offer(self, cycle: Cycle, needed: float, history: History, side: int | None) -> None:
        """Take a movement that was too small. needed: swing of a repetition, as the cycle's."""
        if not self._checks.resembles(cycle, history, side, cycle.swing / needed):
            return
        partial = PartialRep(
            exercise=self._pack.id,
            start_s=cycle.start_s,
            turn_s=cycle.turn_s,
            end_s=cycle.end_s,
            announced_s=cycle.announced_s,
            range_of_motion=cycle.swing * self._unit,
            needed=needed * self._unit,
        )
        self._waiting.append(partial)

    def settle(self, at_s: float, reps: Sequence[Rep]) -> None:
        """Tell what is sure by now. To be called while no repetition is under way."""
        if not self._waiting:
            return
        known: list[Movement] = [*reps[-RECENT:], *self.told[-RECENT:]]
        alone: list[PartialRep] = []
        for each in self._waiting:
            if _overlaps(each, (*known, *alone)):
                continue
            if any(_follows(each, other) for other in known):
                known.append(each)
                self._tell([each], at_s)
            elif alone and not _follows(each, alone[-1]):
                alone = [each]
            else:
                alone.append(each)
        if len(alone) >= ENOUGH:
            self._tell(alone, at_s)
            alone = []
        self._waiting = alone

    def _tell(self, partials: Iterable[PartialRep], at_s: float) -> None:
        self.told.extend(replace(each, announced_s=at_s) for each in partials)


def _overlaps(one: PartialRep, others: Iterable[Movement]) -> bool:
    return any(one.start_s < other.end_s and other.start_s < one.end_s for other in others)


def _follows(one: PartialRep, other: Movement) -> bool:
    """Whether a movement may go on with the set of another; a repetition only is wider."""
    if not 0.0 <= one.start_s - other.end_s <= NEXT_S:
        return False
    pairs = [(one.end_s - one.start_s, other.end_s - other.start_s)]
    if isinstance(other, PartialRep):
        pairs.append((one.range_of_motion, other.range_of_motion))
    return all(max(pair) <= ALIKE * min(pair) for pair in pairs)
