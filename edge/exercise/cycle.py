"""Complete cycles of one scalar signal: out from the start, back again, once each.

A causal zigzag. A turn is believed when the signal has come back from its extreme by a threshold
that is a part of the member's own usual swing; until that is known, the exercise's least swing.
Levels are relative to the last extreme, so that drift of the signal does not matter.
"""

from collections import deque
from dataclasses import dataclass, replace
from statistics import median
from typing import TypeAlias

USUAL_SWINGS = 5  # repetitions that make a member's usual swing
OWN_RANGE_REPS = 3  # repetitions after which a member's range is known to be small
SMALLEST = 0.5  # part of the least swing that even then is needed
NEARLY_BACK = 0.85  # part of the way out; come back this far, the repetition is complete
MOSTLY_BACK = 0.6  # part of the way out that is enough where the signal goes no further
STALE_S = 0.2  # no further on the way back for so long: complete where it stands
OPENING = 1.5  # repetitions' time in which a stream that begins at the far end must come back
NEAR = 0.25  # part of the threshold that still is the resting end

Point: TypeAlias = tuple[float, float]
"""Seconds and signal value."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """One way out and back. Times in seconds; `start`, `turn` and `end` are signal values.

    before: the highest point ahead of the first cycle of a signal; began_s: when the signal began.
    """

    start_s: float
    turn_s: float
    end_s: float
    announced_s: float
    start: float
    turn: float
    end: float
    before: Point | None = None
    began_s: float = 0.0

    @property
    def swing(self) -> float:
        """The smaller of the way out and the way back."""
        return self.turn - max(self.start, self.end)

    @property
    def opening(self) -> "Cycle | None":
        """The half repetition before this one, with which the signal began, if there was one.

        It began near the far end and came back in a repetition's time.
        """
        if self.before is None:
            return None
        at_s, value = self.before
        fell = value - self.start
        in_time = self.start_s - self.began_s <= OPENING * (self.end_s - self.start_s)
        if fell < MOSTLY_BACK * self.swing or not in_time:
            return None
        return replace(
            self,
            start_s=at_s,
            turn_s=at_s,
            end_s=self.start_s,
            turn=value,
            end=self.start,
            before=None,
        )


class CycleDetector:
    """Follows one signal that rises from the start of the movement to its far end.

    least_swing: smallest swing that is believed, in the signal's unit, where 1 is the exercise's
    own range. full_swing: part of the member's usual swing that a repetition needs.
    """

    def __init__(self, least_swing: float, full_swing: float = 0.5) -> None:
        self.least_swing = least_swing
        self._full = full_swing
        self._swings: deque[float] = deque(maxlen=USUAL_SWINGS)
        self.forget()

    def forget(self) -> None:
        """Start anew at the next value; the member's usual swing is kept."""
        self.out = False
        self._low: Point | None = None
        self._peak: Point | None = None  # highest value so far, until a repetition is known
        self._opening: Point | None = None  # highest value before the low from which we go out
        self._began_s = self._left_s = 0.0
        self._high = (0.0, 0.0)
        self._back = (0.0, 0.0)

    def learn(self, swing: float) -> None:
        """Take a repetition's swing into the member's usual one."""
        self._swings.append(swing)

    @property
    def usual_swing(self) -> float | None:
        """Median of the last repetitions' swings, None before the first."""
        return median(self._swings) if self._swings else None

    @property
    def threshold(self) -> float:
        """The way that a turn needs now."""
        usual = self.usual_swing
        if usual is None:
            return self.least_swing
        known = len(self._swings) >= OWN_RANGE_REPS
        if known:
            return max(SMALLEST * self.least_swing, self._full * usual)
        return max(self.least_swing, self._full * min(usual, 1.0))

    @property
    def returning(self) -> bool:
        """True on the way back to the start."""
        return self.out and self._high[1] - self._back[1] >= NEAR * self.threshold

    @property
    def _returned(self) -> bool:
        low = self._high[1] if self._low is None else self._low[1]
        way_out, way_back = self._high[1] - low, self._high[1] - self._back[1]
        return way_back >= min(self.threshold, NEARLY_BACK * way_out)

    def update(self, at_s: float, value: float) -> Cycle | None:
        """Take the next value; the cycle that it completes, if any. Times must increase."""
        if self._low is None:
            self._low, self._left_s = (at_s, value), at_s
            self._peak = self._opening = self._low
            self._began_s = at_s
        elif self.out:
            return self._going_out(at_s, value, self._low)
        else:
            self._at_home(at_s, value, self._low)
        return None

    def _at_home(self, at_s: float, value: float, low: Point) -> None:
        if value < low[1]:
            self._low = low = (at_s, value)
            self._opening = self._peak
        elif self._peak is not None and value > self._peak[1]:
            self._peak = (at_s, value)
        if value <= low[1] + NEAR * self.threshold:
            self._left_s = at_s
        if value - low[1] >= self.threshold:
            self.out = True
            self._high = self._back = (at_s, value)

    def _going_out(self, at_s: float, value: float, low: Point) -> Cycle | None:
        again = self._returned and value - self._back[1] >= self.threshold
        if value >= self._high[1] and not again:  # one slow frame may go beyond the last turn
            self._high = self._back = (at_s, value)
            return None
        if value < self._back[1]:
            self._back = (at_s, value)
        way_back = self._high[1] - self._back[1]
        if not self._returned:
            return None
        way_out = self._high[1] - low[1]
        stale = at_s - self._back[0] >= STALE_S and way_back >= MOSTLY_BACK * way_out
        if not (way_back >= NEARLY_BACK * way_out or stale or again):
            return None
        cycle = self._complete(at_s, low)
        if again:
            self.out = True
            self._high = self._back = (at_s, value)
        return cycle

    def finish(self, at_s: float) -> Cycle | None:
        """The signal ends: the cycle that was as good as complete, if any."""
        if not self.out or self._low is None:
            return None
        way_back = self._high[1] - self._back[1]
        if way_back < max(self.threshold, MOSTLY_BACK * (self._high[1] - self._low[1])):
            return None
        return self._complete(at_s, self._low)

    def _complete(self, at_s: float, low: Point) -> Cycle:
        cycle = Cycle(
            start_s=self._left_s,
            turn_s=self._high[0],
            end_s=self._back[0],
            announced_s=at_s,
            start=low[1],
            turn=self._high[1],
            end=self._back[1],
            before=self._opening,
            began_s=self._began_s,
        )
        self.out = False
        self._peak = self._opening = None
        self._low, self._left_s = self._back, self._back[0]
        return cycle
