"""The whole station at pose level, as its own process; prints what it counted as JSON.

    python -m tools.stationlife.child '{"hours": 1, "folder": "/tmp/x", "port": 1883, …}'

Everything is the station's own but camera, person finder and identifier, which play a day in a gym.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from edge.config.feedback import FeedbackConfig, LightPlayer
from edge.config.station import StationConfig
from edge.config.uplink import UplinkConfig
from edge.session.events import RepCounted, RepsRenamed, SessionEnded, SessionEvent
from edge.station.assembly import assembled
from edge.station.life import Life
from edge.station.loop import Glimpse
from edge.station.service.process import listening_process
from tools.gymday.clips import make_clips
from tools.gymday.day import Day
from tools.stationlife.player import DayPlayer, Recogniser

CLIPS_EACH = 3
NEVER = 1e-9  # power cuts an hour: this station is not cut off


@dataclass(frozen=True, slots=True)
class Orders:
    """hours: of the station's time. speed: its seconds in a second, 0 = as fast as it goes.

    port: of the broker; None = there is none. sync_every_s: of the journal, in real seconds. empty:
    nobody comes.
    """

    hours: float
    folder: str
    port: int | None
    speed: float = 0.0
    fps: float = 8.0
    seed: int = 1
    sync_every_s: float = 1.0
    empty: bool = False
    exercises: tuple[str, ...] = ("squat", "biceps_curl", "lateral_raise", "plank")


class Counts:
    """A listener: what was told, and what the summaries hold."""

    def __init__(self) -> None:
        self.told = self.summarised = self.sessions = self.sets = 0

    def __call__(self, glimpse: Glimpse) -> None:
        """Note what a frame brought."""
        self.note(glimpse.events)

    def note(self, events: Iterable[SessionEvent]) -> None:
        """Note events."""
        for event in events:
            match event:
                case RepCounted():
                    self.told += 1
                case RepsRenamed():
                    self.told += len(event.reps) - event.withdrawn
                case SessionEnded(summary=summary):
                    self.sessions += 1
                    self.sets += len(summary.sets)
                    self.summarised += sum(each.rep_count for each in summary.sets)
                case _:
                    pass


def written() -> dict[str, int]:
    """What this process wrote so far, as the kernel counts it; write_bytes: towards a disk."""
    text = Path("/proc/self/io").read_text(encoding="ascii")
    counted = dict(line.split(": ") for line in text.splitlines())
    return {name: int(counted[name]) for name in ("syscw", "write_bytes")}


def main() -> None:
    """Argument: the orders as JSON."""
    orders = Orders(**json.loads(sys.argv[1]))
    settings = StationConfig(
        exercises=tuple(orders.exercises),
        data_dir=Path(orders.folder),
        feedback=FeedbackConfig(led=LightPlayer.NONE),
        uplink=UplinkConfig(host="127.0.0.1" if orders.port else None, port=orders.port),
    )
    clips = make_clips(orders.exercises, CLIPS_EACH, orders.fps, orders.seed)
    day = Day(clips, orders.hours, orders.fps, orders.seed, power_cuts_an_hour=NEVER)
    player = DayPlayer(day, orders.speed, orders.empty)
    counts = Counts()
    with (
        listening_process(lambda: settings) as process,
        assembled(settings, process.reloading, print, sync_every_s=orders.sync_every_s) as station,
    ):
        player.coaching = station.core.coaching
        rooms = replace(station.rooms, watcher=player, identifier=Recogniser(player))
        played = replace(
            station, rooms=rooms, commander=lambda: player.between() + station.commander()
        )
        life = Life(played, settings, process, print)
        before = written()
        counts.note(life.run(player, (counts,), lambda _: None))
    after = written()
    told = {
        "frames": player.frames,
        "performed": player.performed,
        "counted": counts.told,
        "in_summaries": counts.summarised,
        "sessions": counts.sessions,
        "sets": counts.sets,
        "visits": day.visits,
        **{name: after[name] - before[name] for name in after},
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
