"""The movement signal of a pack: 0 at the start of the movement, 1 at its usual far end."""

from collections.abc import Sequence
from math import exp, isfinite

from edge.config.pack import ExercisePack, Sides
from edge.exercise.measures import MeasureBank

SMOOTHING_S = 0.05  # enough for the jitter of landmarks, little lag
WEIGHT_S = 1.0  # visibility flickers; a signal must not jump with it
LEAST_WEIGHT = 0.02  # a hidden side still counts a little: it is all there is in some views
SWINGS_PER_REP = 4.0  # signal units per shortest repetition: faster is a landmark that jumped


class MovementSignal:
    """One channel: all parts of the movement, of both sides or of one.

    side: 0 left, 1 right, None = both, weighted by how well each is seen.
    """

    def __init__(self, pack: ExercisePack, bank: MeasureBank, side: int | None) -> None:
        self._parts = [
            (bank.column(part), part.start, part.far - part.start, part.weight)
            for part in pack.movement
        ]
        self._sides = (0, 1) if side is None else (side,)
        self._speed = SWINGS_PER_REP / pack.gates.shortest_s
        self.forget()

    def forget(self) -> None:
        """Start anew at the next pose."""
        self._at_s: float | None = None
        self._value = 0.0
        self._weights: list[float] = []

    def update(
        self, at_s: float, values: Sequence[Sequence[float]], visibility: Sequence[Sequence[float]]
    ) -> float | None:
        """The filtered signal at one pose, or None where nothing can be measured.

        values, visibility: (2, M) as in `Readings`, as plain floats.
        """
        elapsed = 0.0 if self._at_s is None else at_s - self._at_s
        raw = self._fuse(elapsed, values, visibility)
        if raw is None:
            return None
        if self._at_s is None:
            self._value = raw
        else:
            self._value += self._step(raw - self._value, elapsed)
        self._at_s = at_s
        return self._value

    def _step(self, wanted: float, elapsed: float) -> float:
        farthest = self._speed * elapsed
        limited = max(-farthest, min(farthest, wanted))
        return limited * (1.0 - exp(-elapsed / SMOOTHING_S))

    def _fuse(
        self,
        elapsed: float,
        values: Sequence[Sequence[float]],
        visibility: Sequence[Sequence[float]],
    ) -> float | None:
        seen = [visibility[side][column] for column, *_ in self._parts for side in self._sides]
        fresh = [LEAST_WEIGHT + each * each for each in seen]
        if len(self._weights) == len(fresh):
            pull = 1.0 - exp(-elapsed / WEIGHT_S)
            self._weights = [
                old + pull * (new - old) for old, new in zip(self._weights, fresh, strict=True)
            ]
        else:
            self._weights = fresh
        total = norm = 0.0
        weights = iter(self._weights)
        for column, start, way, share in self._parts:
            for side in self._sides:
                weight = share * next(weights)
                value = (values[side][column] - start) / way
                if isfinite(value):
                    total += weight * value
                    norm += weight
        return total / norm if norm > 0.0 else None


def channels(pack: ExercisePack, bank: MeasureBank) -> list[MovementSignal]:
    """The channels that a pack is followed by."""
    sides: tuple[int | None, ...] = (None,) if pack.sides is Sides.TOGETHER else (0, 1)
    return [MovementSignal(pack, bank, side) for side in sides]
