"""A set while it runs."""

from dataclasses import dataclass, field
from itertools import chain

from edge.exercise.values import ConditionResult, Rep, Verdict
from edge.session.events import HoldCounted, RepsRenamed, SetStarted
from edge.session.summary import SetEnd, SetSummary
from edge.session.tally import counted, range_of, rounded, summary_of, tempo_of


@dataclass(frozen=True, slots=True)
class SetState:
    """The running set at this moment. count: its repetitions; hold_s: held in good position."""

    exercise: str
    count: int
    partial_reps: int
    hold_s: float


@dataclass(slots=True)
class RunningSet:
    """What was counted since the set began; times in seconds of the monotonic clock.

    worked_s: until when something was done, be it counted or too small to count.
    """

    index: int
    exercise: str
    began_s: float
    worked_s: float
    reps: list[Rep] = field(default_factory=list)
    partial_reps: int = 0
    hold_s: float = 0.0
    held_until_s: float | None = None
    hold_conditions: list[ConditionResult] = field(default_factory=list)

    @classmethod
    def of(cls, event: SetStarted) -> "RunningSet":
        """The set that this event began."""
        return cls(
            index=event.index,
            exercise=event.exercise,
            began_s=event.start_s,
            worked_s=event.start_s,
            partial_reps=len(event.partial),
        )

    @property
    def start_s(self) -> float:
        """When its first work began; a repetition before may become known late."""
        return min([self.began_s, *(rep.start_s for rep in self.reps)])

    @property
    def end_s(self) -> float:
        """When its last counted work ended."""
        held_s = self.began_s if self.held_until_s is None else self.held_until_s
        return max([held_s, *(rep.end_s for rep in self.reps)])

    @property
    def state(self) -> SetState:
        """What it has come to."""
        return SetState(self.exercise, len(self.reps), self.partial_reps, self.hold_s)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done in it."""
        return not self.reps and self.hold_s <= 0.0 and self.partial_reps == 0

    def count(self, rep: Rep) -> None:
        """One repetition more."""
        self.reps.append(rep)
        self.worked_s = max(self.worked_s, rep.end_s)

    def rename(self, event: RepsRenamed) -> None:
        """It is another exercise, from its beginning."""
        self.exercise = event.exercise
        self.reps = []
        for rep in event.reps:
            self.count(rep)

    def hold(self, at_s: float, hold_s: float) -> None:
        """Held until now, for hold_s in all."""
        self.hold_s = hold_s
        self.held_until_s = at_s
        self.worked_s = max(self.worked_s, at_s)

    def judge_hold(self, event: HoldCounted) -> None:
        """A second of a hold, and how it was held."""
        self.hold(event.at_s, event.hold_s)
        self.hold_conditions.extend(event.conditions)

    def attempt(self, end_s: float) -> None:
        """A movement too small to count."""
        self.partial_reps += 1
        self.worked_s = max(self.worked_s, end_s)

    def summary(
        self, session_start_s: float, previous: SetSummary | None, ended_by: SetEnd, unit: str
    ) -> SetSummary:
        """What it came to. previous: the set before it in the session."""
        reps = tuple(
            summary_of(rep, session_start_s) for rep in sorted(self.reps, key=lambda r: r.start_s)
        )
        start_s = rounded(self.start_s - session_start_s)
        return SetSummary(
            index=self.index,
            exercise=self.exercise,
            start_s=start_s,
            end_s=rounded(self.end_s - session_start_s),
            ended_by=ended_by,
            rep_count=len(reps),
            partial_reps=self.partial_reps,
            good_reps=sum(rep.verdict is Verdict.OK for rep in reps),
            judged_reps=sum(rep.verdict is not Verdict.NOT_JUDGED for rep in reps),
            hold_s=rounded(self.hold_s),
            tension_s=rounded(sum(max(rep.duration_s, 0.0) for rep in self.reps) + self.hold_s),
            rest_before_s=max(0.0, rounded(start_s - previous.end_s)) if previous else None,
            tempo=tempo_of(self.reps),
            range_of_motion=range_of(self.reps, unit),
            conditions=counted(chain(*(rep.conditions for rep in self.reps), self.hold_conditions)),
            reps=reps,
        )
