"""The station of the day: tracker, session machine and journal, with power that may fail."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from edge.config.pack import ExercisePack
from edge.config.session import SessionConfig
from edge.exercise.tracker import ExerciseTracker
from edge.member.identity import Identity, Method
from edge.session.about import StationAbout
from edge.session.events import SessionEnded, SessionEvent
from edge.session.machine import SessionMachine
from edge.session.moment import Moment
from edge.session.summary import SessionEnd, Versions
from edge.station.coaching import Coaching
from edge.station.storage.journal import SUFFIX, FileJournal, recover
from edge.vision import tracker_factory
from tools.gymday.audit import Audit, Owners
from tools.gymday.day import DARK_S, Act, Sight

WALL_ZERO_S = 1_800_000_000.0
UNSET_S = 40.0  # after the start, until the clock is set; before, it goes on from the power cut
LONGEST_TEAR = 60  # bytes that a loss of power takes from the end of a file


class FloorStation:
    """Does with each step what the station does, and has every summary audited."""

    def __init__(
        self, packs: Sequence[ExercisePack], settings: SessionConfig, folder: Path, seed: int
    ) -> None:
        self.audit = Audit()
        self.power_cuts = 0
        self.frames = 0
        self.performed = self.performed_in_the_dark = 0
        self._new_tracker: Callable[[], ExerciseTracker] = tracker_factory(packs)
        self._settings = settings
        self._folder = folder
        self._rng = np.random.default_rng((seed, 5))
        self._owners = Owners()
        self._boots = 0
        self._boot(0.0)

    def step(self, step: Sight | Act) -> None:
        """Take the next step of the day."""
        if isinstance(step, Sight):
            self._see(step)
        elif self._now_s < self._dark_until_s:
            return
        elif step is Act.POWER_CUT:
            self._lose_power()
        elif step is Act.SIGN_OUT:
            self._hear(self._coaching.sign_out())
        elif step is Act.NOT_ME:
            self._hear(self._coaching.not_me())
        else:
            member = f"m{self.frames}"
            identity = Identity(member, Method.FACE, 0.5, 3, self._now_s)
            self._hear(self._coaching.identify(identity))

    def close(self) -> None:
        """The end of the day."""
        if self._now_s >= self._dark_until_s:
            self._hear(self._coaching.end(SessionEnd.SHUTDOWN))
        self._journal.close()

    def _see(self, sight: Sight) -> None:
        self._now_s = sight.at_s
        if sight.at_s < self._dark_until_s:
            self.performed_in_the_dark += sight.performed
            return
        self.performed += sight.performed
        self.frames += 1
        self._owners.note(sight.at_s, sight.athlete)
        self._hear(self._coaching.see(self._moment(sight), sight.pose)[1])

    def _moment(self, sight: Sight) -> Moment:
        synced = sight.at_s >= self._synced_from_s
        wall_s = WALL_ZERO_S + sight.at_s - (0.0 if synced else self._behind_s)
        return Moment(sight.at_s, wall_s, sight.presence, sight.athlete, clock_synced=synced)

    def _hear(self, events: Sequence[SessionEvent]) -> None:
        self.audit.hear(events)
        for event in events:
            if isinstance(event, SessionEnded):
                self.audit.take(event.summary, self._owners, WALL_ZERO_S)
                self._journal.settle(event.summary.id)

    def _boot(self, at_s: float) -> None:
        """Switch on, or on again: close what was interrupted, then begin with nothing known."""
        self._boots += 1
        about = StationAbout("gym", "station-1", f"boot-{self._boots}", Versions("0", "gym-day"))
        found = recover(self._folder)
        self._journal = FileJournal(self._folder, about, sync_every_s=0.0)
        for summary in found.summaries:
            self.audit.take(summary, self._owners, WALL_ZERO_S)
            self._journal.settle(summary.id)
        self.audit.dark(recovered=bool(found.summaries))
        machine = SessionMachine(self._settings, about, self._rng.bytes)
        self._coaching = Coaching(machine, self._new_tracker, self._journal)
        self._now_s = at_s
        self._dark_until_s = at_s + (DARK_S if self.power_cuts else 0.0)
        self._synced_from_s = self._dark_until_s + UNSET_S
        self._behind_s = DARK_S

    def _lose_power(self) -> None:
        """All that was written is on the disk, but for the torn end of the newest file."""
        self.power_cuts += 1
        self._journal.close()
        for path in self._folder.glob(f"*{SUFFIX}"):
            torn = int(self._rng.integers(0, LONGEST_TEAR)) * int(self._rng.integers(0, 2))
            os.truncate(path, max(0, path.stat().st_size - torn))
        self._boot(self._now_s)
