"""Holds what the station told against its summaries: nothing lost, nothing doubled."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from edge.session.document import from_json, to_json
from edge.session.events import RepCounted, RepsRenamed, SessionEvent, SessionStarted
from edge.session.summary import SessionSummary

MERGE_S = 0.01  # times in a summary are rounded


@dataclass(slots=True)
class Audit:
    """Follows one session after the other; memory does not grow with the day.

    counted: repetitions that were told. summarised: those in summaries. wrong: in the summary of
    somebody else. torn: told, but their record was torn by a loss of power. clock_off: summaries
    with a set clock and a wrong time.
    """

    sessions: int = 0
    interrupted: int = 0
    members: int = 0
    counted: int = 0
    summarised: int = 0
    lost: int = 0
    doubled: int = 0
    wrong: int = 0
    torn: int = 0
    clock_off: int = 0
    hold_s: float = 0.0
    exercises: Counter[str] = field(default_factory=Counter)
    _told: list[float] = field(default_factory=list)
    _id: str | None = None
    _athlete: int = 0
    _last_s: float = 0.0
    _done: set[str] = field(default_factory=set)

    def hear(self, events: Iterable[SessionEvent]) -> None:
        """What the machine told, before any summary of it is taken."""
        for event in events:
            match event:
                case SessionStarted():
                    self._told, self._id, self._athlete = [], event.session_id, event.athlete
                case RepCounted():
                    self._told.append(event.rep.start_s)
                case RepsRenamed():
                    # The set's own repetitions are taken back, and told again by another name.
                    del self._told[len(self._told) - event.withdrawn :]
                    self._told.extend(rep.start_s for rep in event.reps)
                case _:
                    pass

    def take(self, summary: SessionSummary, owners: "Owners", wall_zero_s: float) -> None:
        """The summary of the session heard last, as it would leave the station."""
        summary = from_json(to_json(summary))
        found = [summary.start_s + r.start_s for each in summary.sets for r in each.reps]
        self.sessions += 1
        self.interrupted += summary.interrupted
        self.members += summary.member_id is not None
        self.doubled += self._doubled(summary, found)
        missing = _unmatched(self._told, found)
        if summary.interrupted:
            self.torn += missing
        else:
            self.lost += missing
        self.counted += len(self._told)
        self.summarised += len(found)
        self.wrong += sum(owners.of(start_s) not in (None, self._athlete) for start_s in found)
        self.hold_s += sum(each.hold_s for each in summary.sets)
        for each in summary.sets:
            self.exercises[each.exercise] += each.rep_count
        off_s = summary.start_time.timestamp() - wall_zero_s - summary.start_s
        self.clock_off += summary.clock_synced and abs(off_s) > MERGE_S
        self._told, self._id = [], None

    def dark(self, *, recovered: bool) -> None:
        """Power was lost; without a summary, what was told of the running session is gone."""
        if not recovered:
            self.counted += len(self._told)
            self.torn += len(self._told)
            self._told, self._id = [], None

    def _doubled(self, summary: SessionSummary, found: list[float]) -> int:
        """Summaries come in the order of time, so that a repetition before the last is a double."""
        if summary.id in self._done or summary.id != self._id:
            return len(found)
        self._done.add(summary.id)
        again = sum(start_s < self._last_s - MERGE_S for start_s in found)
        self._last_s = max([self._last_s, *(start_s + MERGE_S for start_s in found)])
        return again + _unmatched(found, self._told)


@dataclass(slots=True)
class Owners:
    """Who was at the station when, as far back as a session may reach."""

    _since: list[tuple[float, int | None]] = field(default_factory=list)

    def note(self, at_s: float, athlete: int | None) -> None:
        """Somebody else, or nobody, from now on."""
        if not self._since or self._since[-1][1] != athlete:
            self._since.append((at_s, athlete))
            del self._since[:-200]

    def of(self, at_s: float) -> int | None:
        """Who was there; None for nobody."""
        owner = None
        for since_s, athlete in self._since:
            if since_s <= at_s + MERGE_S:
                owner = athlete
        return owner


def _unmatched(times_s: Iterable[float], others_s: Iterable[float]) -> int:
    """How many of the times have no partner among the others."""
    rest = sorted(others_s)
    missing = 0
    for time_s in sorted(times_s):
        while rest and rest[0] < time_s - MERGE_S:
            rest.pop(0)
        if rest and rest[0] <= time_s + MERGE_S:
            rest.pop(0)
        else:
            missing += 1
    return missing
