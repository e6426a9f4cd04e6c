"""A station at pose level, as its own process: athletes come and go far faster than in a gym.

What it prints is the truth of the trial: one line for each summary that it answered for.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from edge.config.outbox import OutboxConfig
from edge.config.pack import load_packs
from edge.config.session import SessionConfig
from edge.config.uplink import UplinkConfig
from edge.exercise.tracker import ExerciseTracker
from edge.mannequin.casting import cast
from edge.mannequin.performance import Performance
from edge.mannequin.view import View
from edge.pose.pose import Pose
from edge.session.about import StationAbout
from edge.session.events import SessionEnded, SessionEvent, TrackerReset
from edge.session.machine import SessionMachine
from edge.session.moment import Moment, Presence
from edge.session.summary import SessionSummary, Versions
from edge.station.storage.journal import FileJournal, recover
from edge.uplink.clock import Instant, SystemClock
from edge.uplink.topics import Topics
from edge.uplink.uplink import Uplink

FPS = 8.0
AWAY_S = 30.0  # between two athletes, in the station's own time
SITE, STATION = "gym", "station-1"


@dataclass(frozen=True, slots=True)
class Orders:
    """port: of the broker. folder: the station's data. clock: a file that shifts the wall clock.

    per_second: sessions. resend_s: see OutboxConfig.
    """

    port: int
    folder: str
    clock: str
    seed: int
    per_second: float
    resend_s: float


class ShiftedClock:
    """The machine's clocks; a file (`shift synced`) sets the wall clock wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._system = SystemClock()

    def now(self) -> Instant:
        """See `Clock.now`."""
        now = self._system.now()
        try:
            shift, synced = self._path.read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return replace(now, synced=True)
        return replace(now, wall_s=now.wall_s + float(shift), synced=synced == "1")


class ChaosStation:
    """Tracker, session machine, journal and uplink, put together as the station does."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        folder = Path(orders.folder)
        self._clock = ShiftedClock(Path(orders.clock))
        self._rng = np.random.default_rng((orders.seed, os.getpid()))
        self._packs = load_packs(["squat"])
        boot_id = os.urandom(8).hex()
        about = StationAbout(SITE, STATION, boot_id, Versions(software="chaos", config="chaos"))
        config = UplinkConfig(
            host="127.0.0.1",
            port=orders.port,
            timeout_s=2.0,
            keepalive_s=5,
            retry_longest_s=0.5,
            outbox=OutboxConfig(resend_s=orders.resend_s),
        )
        topics = Topics(config.prefix, SITE, STATION)
        self._uplink = Uplink(
            config, topics, folder, boot_id=boot_id, version="chaos", clock=self._clock
        )
        journal_folder = folder / "journal"
        self._recovered = recover(journal_folder) if journal_folder.is_dir() else None
        self._journal = FileJournal(journal_folder, about, sync_every_s=0.1)
        self._machine = SessionMachine(SessionConfig(), about, os.urandom)
        self._tracker = ExerciseTracker(self._packs)
        self._poses = [list(self._perform(count)) for count in (1, 2, 3)]
        self._now_s = 0.0

    def run(self) -> None:
        """Until it is killed, or told to stop by the end of its input."""
        self._uplink.start()
        for summary in self._recovered.summaries if self._recovered else ():
            self._keep(summary)
        athlete = 0
        while not _told_to_stop():
            began_s = time.monotonic()
            athlete += 1
            self._visit(athlete)
            time.sleep(max(0.0, 1 / self._orders.per_second - (time.monotonic() - began_s)))
        self._uplink.stop()
        self._journal.close()

    def _visit(self, athlete: int) -> None:
        poses = self._poses[int(self._rng.integers(len(self._poses)))]
        begin_s = self._now_s
        for pose in poses:
            at_s = begin_s + pose.captured_s
            progress = self._tracker.update(at_s, replace(pose, captured_s=at_s))
            self._live(Moment(at_s, self._wall_s(), Presence.IN_ZONE, athlete, progress, True))
        self._now_s += poses[-1].captured_s
        for _ in range(4):
            self._now_s += AWAY_S
            self._live(Moment(self._now_s, self._wall_s(), Presence.EMPTY))

    def _live(self, moment: Moment) -> None:
        events = self._machine.update(moment)
        self._journal.note(events)
        for event in events:
            self._act(event)

    def _act(self, event: SessionEvent) -> None:
        if isinstance(event, TrackerReset):
            self._tracker = ExerciseTracker(self._packs)
        elif isinstance(event, SessionEnded):
            self._keep(event.summary)

    def _keep(self, summary: SessionSummary) -> None:
        """Into the outbox; then the journal may forget it, and only then is it answered for."""
        if self._uplink.summary(summary):
            self._journal.settle(summary.id)
        rss_kb = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4
        made = {"id": summary.id, "reps": summary.rep_count, "rss_kb": rss_kb}
        print(json.dumps(made), flush=True)

    def _wall_s(self) -> float:
        return self._clock.now().wall_s

    def _perform(self, count: int) -> Iterator[Pose]:
        scene = cast(Performance("squat", repetitions=count), View(yaw_deg=45), seed=1, fps=FPS)
        motion = scene.motion()
        projection = scene.projection(motion)
        pixels, world = projection.pixels(motion.landmarks), projection.world(motion.landmarks)
        for at, at_s in enumerate(motion.time_s):
            yield Pose.from_blazepose(
                pixels[at].astype(np.float32),
                world[at].astype(np.float32),
                np.full(33, 0.95, np.float32),
                presence=1.0,
                captured_s=float(at_s),
                image_size=scene.size,
            )


def _told_to_stop() -> bool:
    return Path(sys.argv[2]).exists()


def main() -> None:
    """Arguments: the orders as JSON, and a file that appears when it shall end."""
    ChaosStation(Orders(**json.loads(sys.argv[1]))).run()


if __name__ == "__main__":
    main()
