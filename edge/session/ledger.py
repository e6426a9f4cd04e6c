"""From progress to sets: what belongs to the running set, what begins another one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from math import floor

from edge.config.session import SessionConfig
from edge.exercise.values import PartialRep, Rep, SetProgress
from edge.session.about import StationAbout
from edge.session.book import SessionBook
from edge.session.events import (
    HoldCounted,
    PartialCounted,
    RepCounted,
    RepsRenamed,
    SessionEnded,
    SessionEvent,
    SessionStarted,
    SetEnded,
    SetStarted,
    TargetReached,
)
from edge.session.late_name import is_late_name, under_one_name
from edge.session.running_set import RunningSet, SetState
from edge.session.summary import SessionEnd, SetEnd
from edge.session.uuid7 import ENTROPY_BYTES, uuid7
from edge.session.visit import Visit
from edge.session.wall_clock import WallClock


class Ledger:
    """Keeps the sets of the running session, and tells what happens to them.

    clock: gives the ids their time. tell: takes every event.
    """

    def __init__(
        self,
        settings: SessionConfig,
        about: StationAbout,
        entropy: Callable[[int], bytes],
        clock: WallClock,
        tell: Callable[[SessionEvent], None],
    ) -> None:
        self._settings = settings
        self._about = about
        self._entropy = entropy
        self._clock = clock
        self._tell = tell
        self._book: SessionBook | None = None
        self._sequence = 0

    @property
    def is_open(self) -> bool:
        """Whether a session runs."""
        return self._book is not None

    @property
    def set_state(self) -> SetState | None:
        """Of the running set; None between sets."""
        return self._running.state if self._running else None

    def age_s(self, now_s: float) -> float:
        """Seconds since the session began; 0 without one."""
        return now_s - self._book.start_s if self._book else 0.0

    def note(self, event: SessionEvent) -> None:
        """Tell an event; the running session, if there is one, keeps it."""
        if self._book is not None:
            self._book.apply(event)
        self._tell(event)

    def take(self, now_s: float, progress: SetProgress, visit: Visit) -> None:
        """Credit what the tracker found in this moment."""
        for exercise, reps in groupby(visit.fresh(progress), key=lambda rep: rep.exercise):
            self._credit(now_s, exercise, list(reps), visit)
        for partial in progress.partial:
            self._attempt(now_s, partial, visit)
        self._hold(now_s, progress, visit)

    def rest(self, now_s: float, visit: Visit) -> None:
        """End the set if nothing was done for long enough."""
        running = self._running
        if running and now_s - running.worked_s >= self._settings.rest_ends_set_s:
            self._end_set(now_s, SetEnd.REST, visit)

    def close(self, now_s: float, end_s: float, reason: SessionEnd, visit: Visit) -> None:
        """End the session, whose athlete was last there at end_s."""
        self._end_set(now_s, SetEnd.SESSION, visit)
        if self._book is not None:
            summary = self._book.close(end_s, reason)
            self._book = None
            self._tell(SessionEnded(now_s, summary))

    @property
    def _running(self) -> RunningSet | None:
        return self._book.running if self._book else None

    def _credit(self, now_s: float, exercise: str, reps: Sequence[Rep], visit: Visit) -> None:
        running = self._running
        if running and running.exercise != exercise:
            if is_late_name(running, reps):
                self._rename(now_s, exercise, reps, running)
                return
            # A movement counts once, whatever it was called at first.
            reps = [rep for rep in reps if rep.turn_s > running.end_s]
        for rep in reps:
            running = self._set_of(now_s, exercise, rep.start_s, visit)
            count = len(running.reps) + 1
            self.note(RepCounted(now_s, replace(rep, index=count), count))
            self._check_target(now_s, running, count - 1, count, "reps")

    def _rename(
        self, now_s: float, exercise: str, reps: Sequence[Rep], running: RunningSet
    ) -> None:
        before = len(running.reps)
        named = under_one_name(running.reps, exercise, reps)
        self.note(RepsRenamed(now_s, exercise, named, withdrawn=before))
        self._check_target(now_s, running, 0, len(named), "reps")

    def _attempt(self, now_s: float, partial: PartialRep, visit: Visit) -> None:
        running = self._running
        if running is None:
            visit.partial.append(partial)
            del visit.partial[:-100]
        count = running.partial_reps + 1 if running else len(visit.partial)
        self.note(PartialCounted(now_s, partial, count))

    def _hold(self, now_s: float, progress: SetProgress, visit: Visit) -> None:
        running = self._running
        since_s = visit.counted_until_s
        if running and running.held_until_s is not None:
            since_s = running.held_until_s
        elif running and running.exercise != progress.exercise:
            since_s = running.end_s
        more_s = visit.held_more(progress, since_s)
        if more_s <= 0.0:
            return
        running = self._set_of(now_s, progress.exercise, now_s - more_s, visit)
        before_s, hold_s = running.hold_s, running.hold_s + more_s
        running.hold(now_s, hold_s)
        if floor(hold_s) > floor(before_s):
            self.note(HoldCounted(now_s, progress.exercise, hold_s, progress.holding))
        self._check_target(now_s, running, before_s, hold_s, "s")

    def _set_of(self, now_s: float, exercise: str, start_s: float, visit: Visit) -> RunningSet:
        """The running set of this exercise; begins one where there is none."""
        running = self._running
        if running and running.exercise == exercise:
            return running
        self._end_set(now_s, SetEnd.CHANGE, visit)
        book = self._book or self._begin(now_s, start_s, visit)
        attempts = visit.attempts_since(start_s - self._settings.rest_ends_set_s)
        self.note(SetStarted(now_s, start_s, len(book.sets) + 1, exercise, attempts))
        assert book.running is not None  # noqa: S101 - the book has just taken its beginning
        return book.running

    def _begin(self, now_s: float, start_s: float, visit: Visit) -> SessionBook:
        self._sequence += 1
        wall_time_s = self._clock.unix_s(now_s)
        started = SessionStarted(
            at_s=now_s,
            start_s=start_s,
            session_id=uuid7(wall_time_s, self._entropy(ENTROPY_BYTES)),
            sequence=self._sequence,
            athlete=visit.athlete,
            wall_time_s=wall_time_s,
            clock_synced=self._clock.synced,
            identity=visit.identity,
        )
        self._book = SessionBook(self._about, started)
        self._tell(started)
        return self._book

    def _end_set(self, now_s: float, reason: SetEnd, visit: Visit) -> None:
        running = self._running
        if self._book is None or running is None:
            return
        visit.counted_until_s = max(visit.counted_until_s, running.end_s)
        summary = self._book.set_so_far(reason)
        if summary is not None:
            self.note(SetEnded(now_s, summary))

    def _check_target(
        self, now_s: float, running: RunningSet, before: float, now: float, unit: str
    ) -> None:
        target = self._settings.targets.get(running.exercise)
        if target is not None and before < target <= now:
            self._tell(TargetReached(now_s, running.exercise, float(target), unit))
