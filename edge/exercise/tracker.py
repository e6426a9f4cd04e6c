"""Follows a member through a set: poses in, progress and repetitions out."""

from collections.abc import Sequence
from math import isfinite

from edge.config.pack import ExercisePack, Kind
from edge.errors import UsageError
from edge.exercise.choice import Choice
from edge.exercise.history import History
from edge.exercise.hold import HoldTimer
from edge.exercise.judge.judge import NO_MODELS
from edge.exercise.judge.judges import FormJudges
from edge.exercise.judge.verdict import FormModels
from edge.exercise.measures import MeasureBank
from edge.exercise.plausible import Plausible
from edge.exercise.repetitions import Counter, RepetitionCounter
from edge.exercise.values import Phase, Rep, SetProgress
from edge.pose.pose import Pose

OTHER = "other"  # the exercise while none is known
LOST_S = 1.5  # nobody seen for longer: whoever comes next starts anew
CLOCK_BACK_S = 1.0  # time stamps back by more are a new clock, by less a frame out of order
HISTORY_S = 30.0


class ExerciseTracker:
    """Counts repetitions and times holds of one set.

    packs: the exercises it may be. With one, that exercise is given. models: trained form models by
    name; a condition that asks a missing one is not judged.

    Pure: the same poses at the same times give the same result, whatever the clock says.
    """

    def __init__(self, packs: Sequence[ExercisePack], models: FormModels = NO_MODELS) -> None:
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
        self._choice = Choice(self._counters)
        self._credited: dict[str, int] = dict.fromkeys((pack.id for pack in packs), 0)
        self._now_s: float | None = None
        self._seen_s: float | None = None

    @property
    def repetitions(self) -> tuple[Rep, ...]:
        """Every repetition so far of the exercise followed."""
        followed = self._choice.followed(self._now_s or 0.0)
        return tuple(followed.reps) if followed else ()

    def update(self, captured_s: float, pose: Pose | None) -> SetProgress:
        """Take the pose of one frame, or None where nobody is seen.

        A frame whose time is not after the last one's is left out.
        """
        if not self._in_order(captured_s):
            return self._progress(captured_s)
        self._now_s = captured_s
        if pose is not None and self._plausible.believes(captured_s, pose):
            self._see(captured_s, pose)
        elif self._seen_s is not None and captured_s - self._seen_s > LOST_S:
            self._forget()
        return self._progress(captured_s)

    def finish(self) -> SetProgress:
        """The end of the stream: what the set came to."""
        at_s = self._now_s or 0.0
        for counter in self._counters:
            counter.finish(at_s, self._history)
        return self._progress(at_s)

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

    def _forget(self) -> None:
        self._seen_s = None
        self._history.clear()
        self._plausible.forget()
        for counter in self._counters:
            counter.forget()

    def _progress(self, captured_s: float) -> SetProgress:
        followed = self._choice.followed(captured_s)
        if followed is None:
            return SetProgress(OTHER, captured_s, 0, Phase.UNKNOWN)
        exercise = followed.pack.id
        credited = followed.reps[self._credited[exercise] :]
        self._credited[exercise] = len(followed.reps)
        held = followed.phase is Phase.HOLD
        return SetProgress(
            exercise=exercise,
            captured_s=captured_s,
            count=len(followed.reps),
            phase=followed.phase,
            position=followed.position,
            hold_s=followed.hold_s,
            finished=tuple(self._form.judged(rep) for rep in credited),
            holding=self._form.hold(exercise, captured_s) if held else (),
        )


def _counter(pack: ExercisePack, bank: MeasureBank) -> Counter:
    if pack.kind is Kind.HOLD:
        return HoldTimer(pack, bank)
    return RepetitionCounter(pack, bank)
