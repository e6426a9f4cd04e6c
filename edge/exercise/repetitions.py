"""Counts the repetitions of one exercise."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp
from typing import Protocol

from edge.config.pack import ExercisePack
from edge.exercise.checks import Checks
from edge.exercise.cycle import Cycle, CycleDetector
from edge.exercise.history import History
from edge.exercise.measures import MeasureBank
from edge.exercise.partials import Partials
from edge.exercise.signal import channels
from edge.exercise.values import PartialRep, Phase, Rep

MEMORY_S = 20.0  # what was done so long ago hardly speaks any more
ASKED = 0.1  # weight of each posture and stillness that a repetition satisfied
AT_END = 0.25  # part of the way that still is the start, or the turn
ALIKE = 2.0  # times as long at most is one repetition as another of the same set
SHORT = 0.75  # of the usual swing: wider, what is not at the far end is another movement
RECENT = 3  # repetitions among which the other side's may be: an opening is counted late
ONE_REP = 0.5  # cycles of the two sides that overlap by this part of the shorter are one


class Counter(Protocol):
    """Follows one exercise through a stream of readings."""

    pack: ExercisePack
    reps: list[Rep]
    hold_s: float

    @property
    def partials(self) -> Sequence[PartialRep]:
        """Movements so far that were too small to count."""
        ...

    def update(self, at_s: float, history: History) -> None:
        """Take the newest readings of the history."""
        ...

    def finish(self, at_s: float, history: History) -> None:
        """The stream ends: count what is as good as complete."""
        ...

    def forget(self) -> None:
        """Nobody was seen for a while: start anew, keep what was counted."""
        ...

    @property
    def phase(self) -> Phase:
        """Where in the movement the member is."""
        ...

    @property
    def position(self) -> float | None:
        """0 at the start, 1 at the member's usual far end."""
        ...

    def evidence(self, at_s: float) -> float:
        """How much speaks for this exercise being done: about 1 a good repetition, fading."""
        ...


class RepetitionCounter:
    """One pack's repetitions, in the order of their ends.

    reps: counted so far. refused: why the last cycles were no repetitions (time, reason), for
        whoever writes a pack.
    """

    def __init__(self, pack: ExercisePack, bank: MeasureBank) -> None:
        self.pack = pack
        self.reps: list[Rep] = []
        self.hold_s = 0.0
        self.refused: list[tuple[float, str]] = []
        self._checks = Checks(pack, bank)
        self._signals = channels(pack, bank)
        self._cycles = [CycleDetector(pack.least_swing, pack.full_swing) for _ in self._signals]
        self._values: list[float | None] = [None] * len(self._signals)
        self._opening: Cycle | None = None
        self._partials = Partials(pack, self._checks, len(self._signals))
        self._unit = pack.unit

    def forget(self) -> None:
        """See `Counter.forget`."""
        for signal, cycle in zip(self._signals, self._cycles, strict=True):
            signal.forget()
            cycle.forget()
        self._partials.forget()
        self._values = [None] * len(self._signals)

    @property
    def partials(self) -> Sequence[PartialRep]:
        """See `Counter.partials`."""
        return self._partials.told

    def update(self, at_s: float, history: History) -> None:
        """See `Counter.update`."""
        newest = history.newest
        values, visibility = newest.values.tolist(), newest.visibility.tolist()
        for channel, signal in enumerate(self._signals):
            value = signal.update(at_s, values, visibility)
            self._values[channel] = value
            if value is not None:
                self._follow(at_s, value, channel, history)
        if not any(cycle.out for cycle in self._cycles):
            self._partials.settle(at_s, self.reps)

    def _follow(self, at_s: float, value: float, channel: int, history: History) -> None:
        cycles = self._cycles[channel]
        cycle = cycles.update(at_s, value)
        small = self._partials.see(at_s, value, channel, cycles)
        if cycle is not None and cycle.swing < cycles.threshold:
            small, cycle = cycle, None
        if cycle is not None:
            self._judge(cycle, channel, history)
        if small is not None:
            self._partials.offer(small, cycles.threshold, history, self._side(channel))

    def finish(self, at_s: float, history: History) -> None:
        """See `Counter.finish`."""
        for channel, cycles in enumerate(self._cycles):
            cycle = cycles.finish(at_s)
            if cycle is not None:
                self._judge(cycle, channel, history)
        self._partials.settle(at_s, self.reps)

    def _side(self, channel: int) -> int | None:
        return channel if len(self._signals) > 1 else None

    def _judge(self, cycle: Cycle, channel: int, history: History) -> None:
        side = self._side(channel)
        reason = self._checks.fails(cycle, history, side)
        if reason is None and any(_same(cycle, rep) for rep in self.reps[-RECENT:]):
            reason = "both sides at once"
        if reason is not None:
            self.refused.append((cycle.announced_s, reason))
            del self.refused[:-100]
            self._offer_short(cycle, channel, history)
            return
        self._cycles[channel].learn(cycle.swing)
        self._count(cycle)
        if len(self.reps) == 1:
            self._opening = self._fitting(cycle.opening, history, side)
        self._credit_opening(cycle)

    def _offer_short(self, cycle: Cycle, channel: int, history: History) -> None:
        """A cycle wide enough to count may still not have come to the exercise's far end."""
        wanted = SHORT * (self._cycles[channel].usual_swing or 1.0)
        side = self._side(channel)
        if cycle.swing < wanted and self._checks.short(cycle, history, side) is not None:
            self._partials.offer(cycle, wanted, history, side)

    def _fitting(self, opening: Cycle | None, history: History, side: int | None) -> Cycle | None:
        if opening is None or self._checks.misfit(opening.start_s, opening.end_s, history, side):
            return None
        return opening

    def _credit_opening(self, cycle: Cycle) -> None:
        """A stream may begin within a repetition: two alike after it say that it was one."""
        if len(self.reps) == 2 and self._opening is not None:  # noqa: PLR2004
            first, second = (rep.duration_s for rep in self.reps)
            if max(first, second) <= ALIKE * min(first, second):
                self._count(replace(self._opening, announced_s=cycle.announced_s))

    def _count(self, cycle: Cycle) -> None:
        self.reps.append(
            Rep(
                exercise=self.pack.id,
                index=len(self.reps) + 1,
                start_s=cycle.start_s,
                turn_s=cycle.turn_s,
                end_s=cycle.end_s,
                announced_s=cycle.announced_s,
                range_of_motion=cycle.swing * self._unit,
            )
        )

    def evidence(self, at_s: float) -> float:
        """See `Counter.evidence`. A pack that asks for more says more when it is satisfied."""
        asked = len(self.pack.posture) + len(self.pack.still)
        return (1.0 + ASKED * asked) * sum(
            (0.5 + 0.5 * min(1.0, rep.range_of_motion / self._unit))
            * exp((rep.end_s - at_s) / MEMORY_S)
            for rep in self.reps[-10:]
        )

    @property
    def position(self) -> float | None:
        """See `Counter.position`."""
        known = [
            value / (cycle.usual_swing or 1.0)
            for value, cycle in zip(self._values, self._cycles, strict=True)
            if value is not None
        ]
        return min(1.0, max(0.0, *known)) if known else None

    @property
    def phase(self) -> Phase:
        """See `Counter.phase`."""
        position = self.position
        if position is None:
            return Phase.UNKNOWN
        if position >= 1.0 - AT_END:
            return Phase.TURN
        if any(cycle.returning for cycle in self._cycles):
            return Phase.RETURN
        return Phase.START if position <= AT_END else Phase.OUTWARD


def _same(cycle: Cycle, rep: Rep) -> bool:
    """Whether a cycle is a repetition that was counted already, from the other side's signal."""
    shared = min(rep.end_s, cycle.end_s) - max(rep.start_s, cycle.start_s)
    return shared > ONE_REP * min(rep.duration_s, cycle.end_s - cycle.start_s)
