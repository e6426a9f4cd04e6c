"""The coach: from what happens to what is said, one thing at a time. Pure; time comes from outside.

See docs/adr/0105-one-thing-at-a-time.md.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from edge.config.quiet import QuietHours
from edge.exercise.values import Rep, SetProgress
from edge.feedback.cue import Cue
from edge.feedback.faults import FaultMemory, Remark
from edge.feedback.greeting import Greeting
from edge.feedback.lasting import Lasting
from edge.feedback.pace import Pace
from edge.feedback.phrases import Phrasebook
from edge.feedback.score import length_s
from edge.feedback.signal import Signal
from edge.feedback.situation import Situation
from edge.feedback.table import SignalTable
from edge.feedback.turn import Turn
from edge.session.events import (
    HoldCounted,
    PartialCounted,
    PhaseChanged,
    RepCounted,
    SessionEnded,
    SessionEvent,
    SessionPhase,
    SetEnded,
    SetStarted,
    TargetReached,
    TrackerReset,
)
from edge.session.summary import SetEnd, SetSummary

LATE_S = 1.0
"""A repetition that is told later than this after it was complete is not told: the next one is."""
HOLD_MARK_S = 10
HOLD_WORTH_S = 3.0
"""So many seconds of a hold weigh as one repetition when a fault may be told again."""
EXAMPLE = 3
"""The number in an example of a signal."""
BETWEEN_S = 0.15
"""Between two cues, so that their rhythms do not run together."""
_PARTIAL = "too small"

Advice = Callable[[str, str], str]
"""What to do about a fault, by exercise and condition, in the station's language."""


@dataclass(frozen=True, slots=True)
class CoachSettings:
    """How the coach behaves.

    speaks: whether a voice says what it has to say. identifies: whether members are known here.
    """

    repeat_after_reps: int = 5
    quiet_hours: QuietHours | None = None
    speaks: bool = False
    identifies: bool = False


class Coach:
    """Turns situations into cues, for one athlete after the other."""

    def __init__(
        self,
        table: SignalTable,
        phrases: Phrasebook,
        advice: Advice,
        settings: CoachSettings | None = None,
    ) -> None:
        self._table = table
        self._phrases = phrases
        self._advice = advice
        self._settings = settings or CoachSettings()
        self._faults = FaultMemory(self._settings.repeat_after_reps)
        self._lasting = Lasting(table)
        self._turn = Turn(self._length_s)
        self._pace = Pace()
        self._phase = SessionPhase.EMPTY
        self._greeting = Greeting(identifies=self._settings.identifies)
        self._owed = ""
        self._reps = 0
        self._now_s = 0.0

    def update(self, situation: Situation) -> Cue | None:
        """The cue that is to be begun at this instant, if any."""
        self._now_s = situation.captured_s
        self._hear(situation.events)
        if situation.progress is not None:
            self._watch_hold(situation.progress)
        if (greeting := self._greeting.due(situation, self._phase)) is not None:
            self._offer(greeting)
        for reminder in self._lasting.due(self._now_s, situation.lasting, self._phase):
            self._offer(reminder.signal, silent=not reminder.aloud)
        cue = self._turn.take(self._now_s, self._phase)
        if cue is None:
            return None
        if self._table.signals[cue.signal].repeat is not None:
            self._lasting.given(cue.signal, self._now_s)
        return replace(cue, silent=True) if self._is_quiet(situation) else cue

    def example(self, signal: Signal) -> Cue:
        """The signal as it would be given, for whoever tries the station."""
        return Cue(signal, self._now_s, EXAMPLE, self._phrases.text(signal, EXAMPLE))

    def _hear(self, events: tuple[SessionEvent, ...]) -> None:
        """Take what happened; of several repetitions in one instant the newest is told."""
        counted: RepCounted | None = None
        target: TargetReached | None = None
        for event in events:
            match event:
                case RepCounted():
                    counted = event
                    self._reps += 1
                case TargetReached():
                    target = event
                case _:
                    self._follow(event)
                    self._announce(event)
                    if (answer := self._greeting.answer(event)) is not None:
                        self._offer(answer)
        if counted is not None:
            self._tell_rep(counted.rep, counted.count, reached=target is not None)
        elif target is not None:
            self._offer(Signal.TARGET_REACHED, count=round(target.target))

    def _follow(self, event: SessionEvent) -> None:
        match event:
            case PhaseChanged(phase=phase):
                self._phase = phase
            case SessionEnded() | TrackerReset():
                self._forget()
            case SetStarted():
                self._pace.restart()
                self._owed = ""

    def _announce(self, event: SessionEvent) -> None:
        match event:
            case PartialCounted(partial=partial):
                if self._faults.may_tell(partial.exercise, _PARTIAL, self._reps):
                    self._offer(Signal.PARTIAL)
            case HoldCounted(hold_s=hold_s) if round(hold_s) % HOLD_MARK_S == 0:
                self._offer(Signal.HOLD_MARK, count=round(hold_s))
            case SetEnded(set=ended):
                self._close_set(ended)

    def _tell_rep(self, rep: Rep, count: int, *, reached: bool) -> None:
        free_s = self._pace.free_s(rep)
        if self._now_s - rep.announced_s > LATE_S and not reached:
            return
        remark = self._faults.remark(rep.exercise, rep.conditions, self._reps)
        if remark.signal is Signal.CORRECTED:
            self._owed = ""
        advice = self._words(rep.exercise, remark)
        signal = Signal.TARGET_REACHED if reached else remark.signal
        if advice and self._phrases.seconds(self._phrases.text(signal, count, advice)) > free_s:
            self._owed, advice = advice, ""
        self._offer(signal, count=count, advice=advice)

    def _watch_hold(self, progress: SetProgress) -> None:
        at = self._now_s / HOLD_WORTH_S
        remark = self._faults.remark(progress.exercise, progress.holding, at)
        if remark.signal in {Signal.REP_FAULT, Signal.CORRECTED}:
            self._offer(remark.signal, advice=self._words(progress.exercise, remark))

    def _close_set(self, ended: SetSummary) -> None:
        """Say how the set came out, with the advice for which there was no time in it."""
        done = ended.rep_count or round(ended.hold_s)
        if done and ended.ended_by is not SetEnd.SESSION:
            self._offer(Signal.SET_DONE, count=done, advice=self._owed)
        self._owed = ""

    def _forget(self) -> None:
        self._faults.forget()
        self._pace.restart()
        self._owed = ""

    def _words(self, exercise: str, remark: Remark) -> str:
        return "" if remark.condition is None else self._advice(exercise, remark.condition)

    def _is_quiet(self, situation: Situation) -> bool:
        hours, now = self._settings.quiet_hours, situation.local_time
        return hours is not None and now is not None and hours.hold_at(now)

    def _offer(
        self, signal: Signal, *, count: int | None = None, advice: str = "", silent: bool = False
    ) -> None:
        text = self._phrases.text(signal, count, advice)
        cue = Cue(signal, self._now_s, count, text, silent)
        self._turn.offer(cue, self._table.signals[signal], self._now_s)

    def _length_s(self, cue: Cue) -> float:
        spoken_s = self._phrases.seconds(cue.text) if self._settings.speaks else 0.0
        shown_s = length_s(self._table, cue.signal)
        return BETWEEN_S + max(shown_s, 0.0 if cue.silent else spoken_s)
