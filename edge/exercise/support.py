"""What the counters make of a movement, as odds beside the recogniser's probabilities.

A network that has seen few people guesses by the look of a body. The packs know what must move, and
how far: an exercise whose signal hardly travels is not being done, one whose repetitions pass every
check of its pack is likelier than it looks.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from math import exp

from edge.config.pack import Kind
from edge.exercise.repetitions import Counter
from edge.exercise.values import Phase

LOOK_S = 6.0  # what is seen of a movement: two slow repetitions or one very slow way
EVERY_S = 0.12
REP_FADES_S = 6.0
LONG_AGO = 0.1  # of a repetition's weight: nothing any more
MOST_REPS = 1.5  # more repetitions say no more
A_REP = 1.0  # how much likelier one fresh repetition makes its exercise
TRAVELS = 0.25  # part of the full way that is more than sway, or the look of another movement
TRAVELS_NOT = 0.3  # times as likely without it
HELD_S = 2.0
TAIL = 20  # one in so many values at either end may be an outlier


class Support:
    """How many times likelier each exercise is for what its counter saw; 1 says nothing."""

    def __init__(self, counters: Sequence[Counter]) -> None:
        self._counters = counters
        self._seen: deque[tuple[float, list[float | None], list[bool]]] = deque()

    def forget(self) -> None:
        """Nobody was seen for a while: start anew."""
        self._seen.clear()

    def see(self, at_s: float) -> None:
        """Note where every counter stands. Times must increase."""
        if self._seen and at_s - self._seen[-1][0] < EVERY_S:
            return
        positions = [counter.position for counter in self._counters]
        holding = [counter.phase is Phase.HOLD for counter in self._counters]
        self._seen.append((at_s, positions, holding))
        while self._seen[0][0] < at_s - LOOK_S:
            self._seen.popleft()

    def odds(self, at_s: float) -> Mapping[str, float]:
        """By exercise, above 0."""
        return {
            counter.pack.id: self._odds(counter, number, at_s)
            for number, counter in enumerate(self._counters)
        }

    def _odds(self, counter: Counter, number: int, at_s: float) -> float:
        held = self._held(number, at_s)
        done = min(held * MOST_REPS, 1.0) + sum(
            exp((rep.announced_s - at_s) / REP_FADES_S) for rep in counter.reps[-4:]
        )
        repeated = counter.pack.kind is Kind.REPETITIONS
        if repeated and self._travelled(number) < TRAVELS and done < LONG_AGO:
            return TRAVELS_NOT
        return 1.0 + A_REP * min(done, MOST_REPS)

    def _travelled(self, number: int) -> float:
        """Part of the full way between both ends of the last seconds, in 0..1."""
        values = sorted(
            position
            for _, positions, _ in self._seen
            if (position := positions[number]) is not None
        )
        if not values:
            return 0.0
        off = len(values) // TAIL
        return values[-1 - off] - values[off]

    def _held(self, number: int, at_s: float) -> float:
        """Share of the last moments in which the position was held."""
        late = [holding[number] for seen_s, _, holding in self._seen if seen_s > at_s - HELD_S]
        return sum(late) * EVERY_S / HELD_S if late else 0.0
