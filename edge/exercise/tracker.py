"""Follows a member through a set: poses in, progress and repetitions out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import isfinite
from typing import TypeAlias

from edge.config.pack import ExercisePack, Kind
from edge.errors import UsageError
from edge.exercise.choice import Choice, MostEvidence
from edge.exercise.history import History
from edge.exercise.hold import HoldTimer
from edge.exercise.judge.judge import NO_MODELS
from edge.exercise.judge.judges import FormJudges
from edge.exercise.judge.verdict import FormModels
from edge.exercise.measures import MeasureBank
from edge.exercise.named import Named
from edge.exercise.other import OtherSet
from edge.exercise.plausible import Plausible
from edge.exercise.recognise.decision import OTHER
from edge.exercise.recognise.recogniser import ExerciseRecogniser
from edge.exercise.repetitions import Counter, RepetitionCounter
from edge.exercise.values import PartialRep, Phase, Rep, SetProgress
from edge.pose.pose import Pose

__all__ = ["OTHER", "ExerciseTracker"]

LOST_S = 1.5  # nobody seen for longer: whoever comes next starts anew
CLOCK_BACK_S = 1.0  # time stamps back by more are a new clock, by less a frame out of order
HISTORY_S = 30.0

Belongs: TypeAlias = Callable[[Rep | PartialRep], bool]


class ExerciseTracker:
    """Counts repetitions and times holds of one set.

    packs: the exercises it may be. With one, that exercise is given. models: trained form models by
    name; a condition that asks a missing one is not judged. recogniser: names the exercise where
    there are several, and what it calls `other` is counted by its own rhythm; without one the
    exercise with the most evidence of its own is followed.

    Pure: the same poses at the same times give the same result, whatever the clock says.
    """

    def __init__(
        self,
        packs: Sequence[ExercisePack],
        models: FormModels = NO_MODELS,
        recogniser: ExerciseRecogniser | None = None,
    ) -> None:
        if not packs:
            raise UsageError("no exercise to follow", remedy="name at least one exercise")
        self._bank = MeasureBank(
            measure for pack in packs for measure in (*pack.movement, *pack.posture, *pack.still)
        )
        longest_s = max(HISTORY_S, *(pack.gates.longest_s for pack in packs))
        self._history = History(longest_s)
        self._form = FormJudges(packs, longest_s, models)
        self._plausible = Plausible()
        self._counters = [_counter(pack, self._bank) for pack in packs]
        self._choice: Choice = (
            Named(self._counters, recogniser) if recogniser else MostEvidence(self._counters)
        )
        self._other = OtherSet() if recogniser else None
        self._ledgers = {pack.id: _Ledger() for pack in packs}
        self._now_s: float | None = None
        self._seen_s: float | None = None

    @property
    def judging(self) -> bool:
        """Whether repetitions are judged; where not, their conditions are `not_judged`."""
        return self._form.judging

    @judging.setter
    def judging(self, judging: bool) -> None:
        self._form.judging = judging

    @property
    def repetitions(self) -> tuple[Rep, ...]:
        """Every repetition so far of the exercise done most."""
        most = self._done_most()
        if self._other and self._seconds(most) <= 0.0:
            return tuple(self._other.credited)
        return tuple(self._ledgers[most.pack.id].credited)

    def update(self, captured_s: float, pose: Pose | None) -> SetProgress:
        """Take the pose of one frame, or None where nobody is seen.

        A frame whose time is not after the last one's is left out.
        """
        if not self._in_order(captured_s):
            return self._progress(captured_s)
        self._now_s = captured_s
        believed = pose if pose and self._plausible.believes(captured_s, pose) else None
        self._choice.see(captured_s, believed)
        if believed is not None:
            self._see(captured_s, believed)
        elif self._seen_s is not None and captured_s - self._seen_s > LOST_S:
            self._forget()
        return self._progress(captured_s)

    def finish(self) -> SetProgress:
        """The end of the stream: what the exercise done most came to.

        `finished` and `partial` hold what the end completed, of whatever was followed last.
        """
        at_s = self._now_s or 0.0
        for counter in self._counters:
            counter.finish(at_s, self._history)
        if self._other:
            self._other.finish()
        last = self._progress(at_s)
        most = self._done_most()
        if self._seconds(most) <= 0.0 and (unnamed := self._unnamed(at_s)).count:
            return replace(unnamed, finished=(*last.finished, *unnamed.finished))
        if most.pack.id == last.exercise or not self._ledgers[most.pack.id].was_followed:
            return last
        return replace(self._of(most, at_s), finished=last.finished, partial=last.partial)

    def _in_order(self, captured_s: float) -> bool:
        if not isfinite(captured_s):
            return False
        if self._now_s is None or captured_s > self._now_s:
            return True
        if captured_s < self._now_s - CLOCK_BACK_S:
            self._forget()
            return True
        return False

    def _see(self, at_s: float, pose: Pose) -> None:
        if self._seen_s is not None and at_s - self._seen_s > LOST_S:
            self._forget()
        self._seen_s = at_s
        self._form.see(at_s, pose)
        self._history.append(at_s, self._bank.read(pose))
        for counter in self._counters:
            counter.update(at_s, self._history)
        if self._other:
            self._other.see(at_s, pose)

    def _forget(self) -> None:
        self._seen_s = None
        self._history.clear()
        self._plausible.forget()
        self._choice.forget()
        for counter in self._counters:
            counter.forget()
        if self._other:
            self._other.forget()

    def _progress(self, captured_s: float) -> SetProgress:
        followed = self._choice.followed(captured_s)
        if followed is None:
            return self._unnamed(captured_s)
        ledger = self._ledgers[followed.pack.id]
        fresh = ledger.credit(followed.reps, self._choice.credits)
        judged = [self._form.judged(rep) for rep in fresh]
        ledger.credited.extend(judged)
        partial = ledger.credit_partial(followed.partials, self._choice.credits)
        if self._other and self._seconds(followed) > 0.0:
            self._other.drop()
        return replace(
            self._of(followed, captured_s), finished=tuple(judged), partial=tuple(partial)
        )

    def _unnamed(self, at_s: float) -> SetProgress:
        if self._other is None:
            return SetProgress(OTHER, at_s, 0, Phase.UNKNOWN)
        fresh = tuple(self._other.credit())
        count = len(self._other.credited)
        return SetProgress(OTHER, at_s, count, Phase.UNKNOWN, finished=fresh)

    def _of(self, counter: Counter, at_s: float) -> SetProgress:
        exercise = counter.pack.id
        held = counter.phase is Phase.HOLD
        return SetProgress(
            exercise=exercise,
            captured_s=at_s,
            count=len(self._ledgers[exercise].credited),
            phase=counter.phase,
            position=counter.position,
            hold_s=counter.hold_s,
            partial_count=len(self._ledgers[exercise].partial),
            holding=self._form.hold(exercise, at_s) if held else (),
        )

    def _done_most(self) -> Counter:
        """The exercise in which the most time was spent, among those that were followed."""
        return max(self._counters, key=self._seconds)

    def _seconds(self, counter: Counter) -> float:
        """What was done of an exercise; below 0 where it was never followed."""
        ledger = self._ledgers[counter.pack.id]
        if not ledger.was_followed:
            return -1.0
        return counter.hold_s + sum(rep.duration_s for rep in ledger.credited)


class _Ledger:
    """What one exercise of the set is credited with."""

    def __init__(self) -> None:
        self.credited: list[Rep] = []
        self.partial: list[PartialRep] = []
        self.was_followed = False
        self._read = self._read_partial = 0

    def credit(self, counted: Sequence[Rep], belongs: Belongs) -> list[Rep]:
        """The repetitions that are new and belong to the set, numbered on."""
        new = [rep for rep in counted[self._read :] if belongs(rep)]
        self._read = len(counted)
        self.was_followed = True
        first = len(self.credited) + 1
        return [replace(rep, index=index) for index, rep in enumerate(new, first)]

    def credit_partial(self, told: Sequence[PartialRep], belongs: Belongs) -> list[PartialRep]:
        """The partial repetitions that are new and belong to the set."""
        new = [each for each in told[self._read_partial :] if belongs(each)]
        self._read_partial = len(told)
        self.partial.extend(new)
        return new


def _counter(pack: ExercisePack, bank: MeasureBank) -> Counter:
    if pack.kind is Kind.HOLD:
        return HoldTimer(pack, bank)
    return RepetitionCounter(pack, bank)
