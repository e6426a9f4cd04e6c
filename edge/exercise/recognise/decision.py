"""From the classifier's probabilities over time to one name that does not flicker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from types import MappingProxyType

OTHER = "other"

# Clear: the probability of the last moments. One window that errs does not name an exercise.
CLEAR_S = 0.6
CLEAR = 0.60
# Leading: a smaller probability that stays ahead of every other class for longer.
LEADING_S = 2.0
LEADING = 0.42
AHEAD = 0.20
# The same two against the exercise named: a member changes seldom, and then clearly.
CLEAR_CHANGE, AHEAD_CHANGE = 0.75, 0.30
STAY = 0.30  # below, the exercise named no longer is what is being done
RELEASE_S = 4.0  # so long below: it is over; a pause between repetitions is shorter
PLAUSIBLE = 0.30  # from here on the windows speak for an exercise
FIRST_S = 0.4  # how long the first window speaks for
EVEN: Mapping[str, float] = MappingProxyType({})


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
        self._now = _Smoothed(CLEAR_S, self._columns)
        self._long = _Smoothed(LEADING_S, self._columns)
        self._plausible_since: dict[str, float] = {}
        self._named: str | None = None
        self._since_s: float | None = None
        self._supported_s = 0.0

    @property
    def probabilities(self) -> Mapping[str, float]:
        """Of every candidate at the moment, smoothed; what is missing to 1 is `other`."""
        return {name: self._now.values[name] for name in self._columns}

    def update(
        self,
        at_s: float,
        begins_s: float,
        probabilities: Sequence[float],
        odds: Mapping[str, float] = EVEN,
    ) -> Recognition:
        """Take the classes' probabilities for a window from begins_s to at_s.

        odds: how many times likelier an exercise is for what is known beside the window, above 0;
        1 where nothing is said.
        """
        given = {name: float(probabilities[column]) for name, column in self._columns.items()}
        rest = 1.0 - sum(given.values())
        weighed = {name: value * odds.get(name, 1.0) for name, value in given.items()}
        total = rest + sum(weighed.values())
        given = {name: value / total for name, value in weighed.items()} | {OTHER: rest / total}
        self._now.update(at_s, given)
        self._long.update(at_s, given)
        self._note_plausible(begins_s)
        best = self._best()
        if best is not None and best != self._named:
            self._name(best, at_s)
        if self._named is not None:
            self._keep(self._named, at_s)
        return self.recognition(at_s)

    def recognition(self, at_s: float) -> Recognition:
        """What stands at the moment."""
        name = self._named or OTHER
        return Recognition(name, self._now.values[name], self._since_s, at_s)

    def _best(self) -> str | None:
        """The exercise that the evidence names, None while it names none."""
        clear = CLEAR if self._named is None else CLEAR_CHANGE
        first, _ = self._now.leader()
        if first != OTHER and self._now.values[first] >= clear:
            return first
        needed = AHEAD if self._named is None else AHEAD_CHANGE
        first, ahead = self._long.leader()
        enough = self._long.values[first] >= LEADING and ahead >= needed
        return first if first != OTHER and enough else None

    def _name(self, exercise: str, at_s: float) -> None:
        self._named = exercise
        self._since_s = self._plausible_since.get(exercise, at_s)
        self._supported_s = at_s

    def _keep(self, exercise: str, at_s: float) -> None:
        if self._now.values[exercise] >= STAY:
            self._supported_s = at_s
        elif at_s - self._supported_s >= RELEASE_S:
            self._named = self._since_s = None

    def _note_plausible(self, begins_s: float) -> None:
        for name in self._columns:
            if self._now.values[name] < PLAUSIBLE:
                self._plausible_since.pop(name, None)
            else:
                self._plausible_since.setdefault(name, begins_s)


class _Smoothed:
    """Probabilities that forget within `seconds`; before the first all is `other`."""

    def __init__(self, seconds: float, candidates: Sequence[str] | Mapping[str, int]) -> None:
        self.values = {**dict.fromkeys(candidates, 0.0), OTHER: 1.0}
        self._seconds = seconds
        self._at_s: float | None = None

    def update(self, at_s: float, given: Mapping[str, float]) -> None:
        passed_s = FIRST_S if self._at_s is None else at_s - self._at_s
        self._at_s = at_s
        keep = exp(-passed_s / self._seconds)
        for name, value in given.items():
            self.values[name] = keep * self.values[name] + (1.0 - keep) * value

    def leader(self) -> tuple[str, float]:
        """The most probable name, and how far it is ahead of the next."""
        first = max(self.values, key=self.values.__getitem__)
        others = (value for name, value in self.values.items() if name != first)
        return first, self.values[first] - max(others, default=0.0)
