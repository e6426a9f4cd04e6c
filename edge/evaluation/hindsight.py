"""When a repetition was complete, as seen with the whole clip at hand.

A counter that runs along cannot know it yet: how far back a member goes shows only afterwards. So
the pack's own signal is filtered forwards and backwards, which leaves no lag, and the repetition is
complete when nine tenths of the way back are done, as far as that way then went.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from edge.config.pack import ExercisePack
from edge.evaluation.poses import TimedPoses
from edge.exercise.measures import MeasureBank, Readings
from edge.exercise.signal import channels
from edge.exercise.values import Rep

Array = NDArray[np.float64]

LEFT_OVER = 0.1  # of the way back, when a repetition is complete
NEXT = 0.35  # of the swing: a rise by so much is the next repetition


class Hindsight:
    """One pack's signal over a whole clip."""

    def __init__(self, pack: ExercisePack, poses: TimedPoses) -> None:
        bank = MeasureBank(pack.movement)
        seen = [(at_s, bank.read(pose)) for at_s, pose in poses if pose is not None]
        self._time_s = np.array([at_s for at_s, _ in seen])
        ahead = _filtered(pack, bank, seen)
        back = _filtered(pack, bank, [(-at_s, row) for at_s, row in reversed(seen)])
        self._signals = (ahead + back[:, ::-1]) / 2.0

    def complete_s(self, rep: Rep) -> float | None:
        """The moment at which a counted repetition was complete; None where it cannot be seen."""
        first, last = np.searchsorted(self._time_s, (rep.start_s, rep.end_s))
        if last - first < 2:  # noqa: PLR2004
            return None
        inside = self._signals[:, first : last + 1]
        moved = np.nan_to_num(np.nanmax(inside, axis=1) - np.nanmin(inside, axis=1))
        signal = self._signals[int(np.argmax(moved))]
        high_at = first + int(np.nanargmax(np.nan_to_num(signal[first : last + 1], nan=-np.inf)))
        return _returned_s(self._time_s[high_at:], signal[high_at:], float(moved.max()))


def _filtered(pack: ExercisePack, bank: MeasureBank, seen: list[tuple[float, Readings]]) -> Array:
    """(C, N) signal of each channel; not a number where nothing can be measured."""
    signals = channels(pack, bank)
    values = np.full((len(signals), len(seen)), np.nan)
    for number, (at_s, row) in enumerate(seen):
        read = row.values.tolist(), row.visibility.tolist()
        for channel, signal in enumerate(signals):
            value = signal.update(at_s, *read)
            if value is not None:
                values[channel, number] = value
    return values


def _returned_s(time_s: Array, signal: Array, swing: float) -> float | None:
    """When a signal that begins at its turn has come back; times and values (N,)."""
    sound = np.isfinite(signal)
    time_s, signal = time_s[sound], signal[sound]
    if not len(signal):
        return None
    high = low = float(signal[0])
    for value in signal.tolist():
        if value - low > NEXT * swing:
            break
        low = min(low, value)
    wanted = low + LEFT_OVER * (high - low)
    for (at_s, value), (then_s, after) in pairwise(
        zip(time_s.tolist(), signal.tolist(), strict=True)
    ):
        if after <= wanted < value:
            share: float = (value - wanted) / (value - after)
            return float(at_s + share * (then_s - at_s))
    return None
