"""The book of one session: its events in, its summary out."""

from dataclasses import replace

from edge.member.identity import Identity
from edge.session.about import StationAbout
from edge.session.events import (
    ClockSet,
    HoldCounted,
    Identified,
    IdentityWithdrawn,
    PartialCounted,
    RepCounted,
    RepsRenamed,
    SessionEvent,
    SessionStarted,
    SetEnded,
    SetStarted,
)
from edge.session.running_set import RunningSet
from edge.session.summary import SessionEnd, SessionSummary, SetEnd, SetSummary
from edge.session.tally import rounded
from edge.session.wall_clock import WallClock


class SessionBook:
    """Keeps one session, whether it is running or read back after a loss of power.

    sets: those that are over. running: the set in progress. last_s: of the last event.
    """

    def __init__(self, about: StationAbout, started: SessionStarted) -> None:
        self.about = about
        self.sets: list[SetSummary] = []
        self.running: RunningSet | None = None
        self.last_s = started.at_s
        self.start_s = started.start_s
        self._started = started
        self._identity: Identity | None = started.identity
        self._clock = WallClock()
        self._clock.note(started.at_s, started.wall_time_s, synced=started.clock_synced)

    def apply(self, event: SessionEvent) -> None:
        """Take the next event of this session."""
        self.last_s = max(self.last_s, event.at_s)
        match event:
            case SetStarted():
                self.running = RunningSet.of(event)
            case SetEnded():
                self.sets.append(event.set)
                self.running = None
            case Identified():
                self._identity = event.identity
            case IdentityWithdrawn():
                self._identity = None
            case ClockSet():
                self._clock.note(event.at_s, event.wall_time_s, synced=event.clock_synced)
            case _:
                self._count(event)

    def _count(self, event: SessionEvent) -> None:
        running = self.running
        if running is None:
            return
        match event:
            case RepCounted():
                running.count(event.rep)
            case RepsRenamed():
                running.rename(event)
            case PartialCounted():
                running.attempt(event.partial.end_s)
            case HoldCounted():
                running.judge_hold(event)
            case _:
                pass

    def set_so_far(self, ended_by: SetEnd) -> SetSummary | None:
        """The running set as if it ended now; None where none runs or nothing was done in it."""
        if self.running is None or self.running.is_empty:
            return None
        previous = self.sets[-1] if self.sets else None
        unit = self.about.units.get(self.running.exercise, "")
        return self.running.summary(self.start_s, previous, ended_by, unit)

    def close(self, end_s: float, ended_by: SessionEnd) -> SessionSummary:
        """The summary of the session, which ended at end_s."""
        last = self.set_so_far(SetEnd.SESSION)
        sets = [*self.sets, last] if last else self.sets
        # A repetition that became known late may have begun before the session was known to begin.
        early_s = min([0.0, *(each.start_s for each in sets)])
        start_s = rounded(self.start_s + early_s)
        end_s = max(rounded(end_s), start_s, *(rounded(self.start_s + s.end_s) for s in sets))
        about, identity = self.about, self._identity
        return SessionSummary(
            id=self._started.session_id,
            site=about.site,
            station=about.station,
            boot_id=about.boot_id,
            sequence=self._started.sequence,
            member_id=identity.member_id if identity else None,
            method=identity.method if identity else None,
            start_time=self._clock.utc(start_s),
            end_time=self._clock.utc(end_s),
            clock_synced=self._clock.synced,
            start_s=start_s,
            end_s=end_s,
            ended_by=ended_by,
            interrupted=ended_by is SessionEnd.INTERRUPTED,
            versions=about.versions,
            sets=_rested([_later(each, -early_s) for each in sets]),
        )


def _rested(sets: list[SetSummary]) -> tuple[SetSummary, ...]:
    """With the rest after each set that had a next one."""
    following = [*sets[1:], None]
    return tuple(
        replace(each, rest_after_s=after.rest_before_s if after else None)
        for each, after in zip(sets, following, strict=False)
    )


def _later(each: SetSummary, by_s: float) -> SetSummary:
    if by_s == 0.0:
        return each
    return replace(
        each,
        start_s=rounded(each.start_s + by_s),
        end_s=rounded(each.end_s + by_s),
        reps=tuple(
            replace(
                rep,
                start_s=rounded(rep.start_s + by_s),
                turn_s=rounded(rep.turn_s + by_s),
                end_s=rounded(rep.end_s + by_s),
            )
            for rep in each.reps
        ),
    )
