"""What was already told of faults: nothing is repeated too soon, and praise is given once. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from edge.exercise.values import ConditionResult, Verdict
from edge.feedback.signal import Signal


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be signalled. condition: the one to give advice on, if any."""

    signal: Signal
    condition: str | None = None


class FaultMemory:
    """Remembers, for one athlete, which faults were told and when.

    repeat_after: repetitions after which a fault may be told again.
    """

    def __init__(self, repeat_after: float) -> None:
        self._repeat_after = repeat_after
        self._told: dict[tuple[str, str], float] = {}
        self._praised: set[tuple[str, str]] = set()

    def forget(self) -> None:
        """Another athlete comes."""
        self._told.clear()
        self._praised.clear()

    def may_tell(self, exercise: str, condition: str, at: float) -> bool:
        """Whether it was not told lately; if so it counts as told now. at: in repetitions."""
        key = (exercise, condition)
        if key in self._told and at - self._told[key] < self._repeat_after:
            return False
        self._told[key] = at
        return True

    def remark(self, exercise: str, conditions: Sequence[ConditionResult], at: float) -> Remark:
        """What to signal of a repetition. conditions: the most important first; at: its number."""
        by_verdict: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
        for result in conditions:
            by_verdict[result.verdict].append(result.condition)
        for condition in by_verdict[Verdict.FAULT]:
            if self.may_tell(exercise, condition, at):
                return Remark(Signal.REP_FAULT, condition)
        if by_verdict[Verdict.FAULT]:
            return Remark(Signal.REP_FAULT_AGAIN)
        if self._praise(exercise, by_verdict[Verdict.OK]):
            return Remark(Signal.CORRECTED)
        return Remark(Signal.REP_GOOD if by_verdict[Verdict.OK] else Signal.REP_NOT_JUDGED)

    def _praise(self, exercise: str, right: Sequence[str]) -> bool:
        """Whether something that was told is right for the first time."""
        cured = {(exercise, condition) for condition in right} & set(self._told) - self._praised
        self._praised |= cured
        return bool(cured)
