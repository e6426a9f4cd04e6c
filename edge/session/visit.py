"""Somebody in the zone, from the first sight to the last."""

from dataclasses import dataclass, field

from edge.exercise.values import PartialRep, Rep, SetProgress
from edge.member.identity import Identity


@dataclass(slots=True)
class Visit:
    """One athlete at the station; times in seconds of the monotonic clock.

    seen_s: when last in the zone. identity: who it is, once known. counted_until_s: work before is
    counted already, or somebody else's. partial: movements too small to count, before a set.
    """

    athlete: int
    counted_until_s: float
    seen_s: float
    identity: Identity | None = None
    partial: list[PartialRep] = field(default_factory=list)
    _held_s: dict[str, float] = field(default_factory=dict)

    def fresh(self, progress: SetProgress) -> list[Rep]:
        """The new repetitions that are counted nowhere yet."""
        return [rep for rep in progress.finished if rep.turn_s > self.counted_until_s]

    def held_more(self, progress: SetProgress, since_s: float) -> float:
        """Seconds held since the last progress; never more than there were since since_s."""
        before_s = self._held_s.get(progress.exercise, 0.0)
        self._held_s[progress.exercise] = progress.hold_s
        return min(max(progress.hold_s - before_s, 0.0), max(progress.captured_s - since_s, 0.0))

    def attempts_since(self, since_s: float) -> tuple[PartialRep, ...]:
        """Hands over the partial repetitions that ended after since_s; the others are dropped."""
        recent = tuple(partial for partial in self.partial if partial.end_s > since_s)
        self.partial.clear()
        return recent

    def begin_anew(self, at_s: float) -> None:
        """What comes next has nothing to do with what was before."""
        self.counted_until_s = at_s
        self.partial.clear()
        self._held_s.clear()
