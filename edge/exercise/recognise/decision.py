"""From the classifier's probabilities over time to one name that does not flicker."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

OTHER = "other"

SMOOTHING_S = 0.6  # one window that errs does not name an exercise
ENTER = 0.60  # smoothed probability that names an exercise
CHANGE = 0.60  # the same, against the one named
STAY = 0.30  # below, the exercise named no longer is what is being done
RELEASE_S = 4.0  # so long below: it is over; a pause between repetitions is shorter
PLAUSIBLE = 0.30  # from here on the windows speak for an exercise


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the member is doing.

    exercise: a candidate, or `other`. probability: smoothed, 0..1. since_s: the time from which the
    movement may have been that exercise (its earlier repetitions count); None for `other`.
    captured_s: when.
    """

    exercise: str
    probability: float
    since_s: float | None
    captured_s: float


class Decision:
    """Names an exercise when the evidence is clear, and keeps it through short doubts.

    classes: of the classifier, `other` among them. candidates: exercises that may be named; what
    the classifier gives to any other class counts as `other`.
    """

    def __init__(self, classes: Sequence[str], candidates: Sequence[str]) -> None:
        self._columns = {name: classes.index(name) for name in candidates if name in classes}
        self.clear()

    def clear(self) -> None:
        """Nobody was seen for a while: start anew."""
        self._smoothed = dict.fromkeys(self._columns, 0.0)
        self._plausible_since: dict[str, float] = {}
        self._named: str | None = None
        self._since_s: float | None = None
        self._at_s: float | None = None
        self._supported_s = 0.0

    def update(self, at_s: float, begins_s: float, probabilities: Sequence[float]) -> Recognition:
        """Take the classes' probabilities for a window from begins_s to at_s."""
        self._smooth(at_s, begins_s, probabilities)
        best = max(self._smoothed, key=self._smoothed.__getitem__, default=None)
        if best is not None and best != self._named:
            needed = ENTER if self._named is None else CHANGE
            if self._smoothed[best] >= needed:
                self._name(best, at_s)
        if self._named is not None:
            if self._smoothed[self._named] >= STAY:
                self._supported_s = at_s
            elif at_s - self._supported_s >= RELEASE_S:
                self._named = self._since_s = None
        return self.recognition(at_s)

    def recognition(self, at_s: float) -> Recognition:
        """What stands at the moment."""
        if self._named is None:
            return Recognition(OTHER, 1.0 - sum(self._smoothed.values()), None, at_s)
        return Recognition(self._named, self._smoothed[self._named], self._since_s, at_s)

    def _name(self, exercise: str, at_s: float) -> None:
        self._named = exercise
        self._since_s = self._plausible_since.get(exercise, at_s)
        self._supported_s = at_s

    def _smooth(self, at_s: float, begins_s: float, probabilities: Sequence[float]) -> None:
        # The first window alone is half of what is known.
        keep = 0.5 if self._at_s is None else exp((self._at_s - at_s) / SMOOTHING_S)
        self._at_s = at_s
        for name, column in self._columns.items():
            now = float(probabilities[column])
            self._smoothed[name] = keep * self._smoothed[name] + (1.0 - keep) * now
            if self._smoothed[name] < PLAUSIBLE:
                self._plausible_since.pop(name, None)
            else:
                self._plausible_since.setdefault(name, begins_s)
