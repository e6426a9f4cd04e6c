"""Break everything between a station and its hub for minutes on end, and see what arrives.

    python -m tools.chaos_uplink --minutes 8 --seed 1 --json

A station at pose level works far faster than in a gym, as its own process against a real mosquitto,
while faults follow one another (tools/chaos/faults.py). In the last quarter the station itself is
left alone, so that its memory can be watched. As root the station's folder lies on a file system of
two megabytes that is filled up now and then.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import pairwise
from os import geteuid
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.progress import Progress

from tools.chaos.broker import Mosquitto
from tools.chaos.faults import Faults
from tools.chaos.listener import Listener
from tools.chaos.process import StationProcess
from tools.chaos.proxy import Proxy
from tools.chaos.station import Orders

QUIET_S = (0.2, 0.8)  # between two faults
LEFT_ALONE = 0.25  # the last part of the time in which the station is not killed
DISK = "8m"
DRAIN_S = 60.0
RESEND_S = 60.0
WARM = 0.2  # part of a run after which its memory should no longer grow


@dataclass(frozen=True, slots=True)
class Plan:
    """per_second: sessions, as far as the machine can keep up."""

    minutes: float
    seed: int
    per_second: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made and what arrived. reordered: pairs of neighbours that came in another order.

    extra: arrived, but the station was killed before it could answer for them.
    """

    minutes: float
    seed: int
    sessions: int
    faults: int
    by_fault: dict[str, int]
    starts: int
    arrived: int
    copies: int
    lost: int
    doubled: int
    reordered: int
    wrong_count: int
    extra: int
    rss_growth_percent: float

    @property
    def is_flawless(self) -> bool:
        """Whether nothing was lost, doubled, reordered or miscounted."""
        return not (self.lost or self.doubled or self.reordered or self.wrong_count)


def main(
    minutes: Annotated[float, typer.Option(min=0.1, help="How long.")] = 8.0,
    seed: Annotated[int, typer.Option(help="Decides what breaks when.")] = 0,
    per_second: Annotated[float, typer.Option(help="Sessions a second.")] = 12.0,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Break what can break, and count what arrives."""
    console = Console(stderr=True)
    with tempfile.TemporaryDirectory() as name, small_disk(Path(name)) as disk:
        outcome = trial(Path(name), disk, Plan(minutes, seed, per_second), console)
    print(json.dumps(asdict(outcome), indent=None if as_json else 2))
    sys.exit(0 if outcome.is_flawless else 1)


def trial(folder: Path, disk: Path | None, plan: Plan, console: Console) -> Outcome:
    """The whole trial in a folder."""
    rng = np.random.default_rng(plan.seed)
    store = folder / "store"
    store.mkdir(mode=0o777)
    settings = ("persistence true", f"persistence_location {store}/", "autosave_interval 1")
    clock = folder / "clock"
    data = disk or folder / "data"
    data.mkdir(exist_ok=True)
    with Mosquitto(folder, *settings, "max_queued_messages 0") as broker:
        proxy, listener = Proxy(broker.port), Listener(broker.port)
        orders = Orders(proxy.port, str(data), str(clock), plan.seed, plan.per_second, RESEND_S)
        station = StationProcess(orders, folder)
        faults = Faults(broker, store, proxy, station, clock, disk, rng)
        station.start()
        counted = _break(faults, plan.minutes * 60.0, rng, console)
        faults.heal()
        status = station.finish(30.0)
        if status != 0:
            console.print(f"the station ended with {status}", station.complaint)
        # What the station left behind is sent by its next run.
        station_again = _drain(orders, folder, listener, len(set(station.made)))
        listener.close()
        proxy.close()
    return _judge(plan, station, counted, listener, station_again)


def _break(
    faults: Faults, seconds: float, rng: np.random.Generator, console: Console
) -> Counter[str]:
    counted: Counter[str] = Counter()
    began_s = time.monotonic()
    with Progress(console=console) as progress:
        bar = progress.add_task("breaking", total=seconds)
        while (passed_s := time.monotonic() - began_s) < seconds:
            time.sleep(float(rng.uniform(*QUIET_S)))
            choice = faults.all(may_kill_station=passed_s < (1 - LEFT_ALONE) * seconds)
            # Each as often as the others, in an order that the seed decides.
            rarest = min(counted[name] for name in choice)
            name = str(rng.choice([name for name in choice if counted[name] == rarest]))
            progress.update(bar, completed=passed_s, description=name)
            choice[name]()
            counted[name] += 1
    return counted


def _drain(orders: Orders, folder: Path, listener: Listener, count: int) -> list[str]:
    if listener.wait(count, 2.0):
        return []
    (folder / "stop").unlink()
    again = StationProcess(orders, folder)
    again.start()
    listener.wait(count, DRAIN_S)
    again.finish(30.0)
    return again.made


def _judge(
    plan: Plan,
    station: StationProcess,
    faults: Counter[str],
    listener: Listener,
    later: Sequence[str],
) -> Outcome:
    made = list(dict.fromkeys(station.made))
    places = [listener.first[each] for each in made if each in listener.first]
    rss = station.rss_kb[int(len(station.rss_kb) * WARM) :] or [1]
    fifth = max(1, len(rss) // 5)
    return Outcome(
        minutes=plan.minutes,
        seed=plan.seed,
        sessions=len(made),
        faults=faults.total(),
        by_fault=dict(sorted(faults.items())),
        starts=station.starts,
        arrived=len(places),
        copies=listener.heard - len(listener.first),
        lost=len(made) - len(places),
        doubled=len(listener.origins) - len(set(listener.origins.values())),
        reordered=sum(one > other for one, other in pairwise(places)),
        wrong_count=sum(
            listener.reps[each] != reps
            for each, reps in station.reps_of.items()
            if each in listener.reps
        ),
        extra=len(set(listener.first) - set(made) - set(later)),
        rss_growth_percent=round(
            100.0 * (float(np.median(rss[-fifth:])) / float(np.median(rss[:fifth])) - 1.0), 2
        ),
    )


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A file system of a few megabytes, for root; None for others."""
    disk = folder / "disk"
    if geteuid() != 0:
        yield None
        return
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


if __name__ == "__main__":
    typer.run(main)
