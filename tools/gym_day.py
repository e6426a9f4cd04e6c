"""Play a day in a gym and hold every repetition against the summaries.

.venv/bin/python -m tools.gym_day --hours 8 --seed 1

Exact poses of the mannequin, as many people as a day brings, go through the exercise tracker, the
session machine and the journal on a virtual clock: hand-overs within a second, passers-by, missing
poses, athletes who are known, sign out or are somebody else, losses of power in mid-set with a torn
last write, a clock that is set late. Prints its figures as JSON; the exit status is 1 if a
repetition was lost, doubled or given to somebody else, or if the memory grew. Eight hours take
about five minutes of processor time.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from edge.config.pack import load_packs
from edge.config.session import SessionConfig
from tools.gymday.clips import make_clips
from tools.gymday.day import Day
from tools.gymday.floor import FloorStation

EXERCISES = ("squat", "biceps_curl", "lateral_raise", "plank")
CLIPS_EACH = 5
WARM = 0.15  # of the day: until then caches fill
MOST_GROWTH_MB = 5.0
PAGE_MB = 4096 / 2**20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tool; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.gym_day", description=__doc__)
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--fps", type=float, default=8.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    figures = play_day(options.hours, options.fps, options.seed)
    print(json.dumps(figures, indent=2))
    return 0 if is_sound(figures) else 1


def is_sound(figures: dict[str, float]) -> bool:
    """Whether every repetition is in exactly one summary, of whoever did it."""
    wrong = ("lost", "doubled", "wrong_person", "clock_wrong")
    return all(figures[name] == 0 for name in wrong) and (
        figures["memory_growth_mb"] < MOST_GROWTH_MB
    )


def play_day(hours: float, fps: float, seed: int) -> dict[str, float]:
    """The figures of one day."""
    began_s = time.process_time()
    day = Day(make_clips(EXERCISES, CLIPS_EACH, fps, seed), hours, fps, seed)
    warm_mb = 0.0
    with tempfile.TemporaryDirectory() as folder:
        packs = load_packs(EXERCISES)
        station = FloorStation(packs, SessionConfig(), Path(folder), seed)
        for step in day.steps():
            station.step(step)
            if not warm_mb and day.now_s > WARM * hours * 3600:
                warm_mb = memory_mb()
        station.close()
    audit = station.audit
    return {
        "hours": hours,
        "fps": fps,
        "seed": seed,
        "frames": station.frames,
        "visits": day.visits,
        "passers": day.passers,
        "power_cuts": station.power_cuts,
        "sessions": audit.sessions,
        "interrupted": audit.interrupted,
        "of_members": audit.members,
        "performed": station.performed,
        "performed_in_the_dark": station.performed_in_the_dark,
        "counted": audit.counted,
        "in_summaries": audit.summarised,
        "lost": audit.lost,
        "doubled": audit.doubled,
        "wrong_person": audit.wrong,
        "torn_by_power_cuts": audit.torn,
        "clock_wrong": audit.clock_off,
        "held_s": round(day.held_s, 1),
        "held_in_summaries_s": round(audit.hold_s, 1),
        "memory_growth_mb": round(memory_mb() - warm_mb, 2),
        "processor_s": round(time.process_time() - began_s, 1),
        **{f"as_{name}": count for name, count in sorted(audit.exercises.items())},
    }


def memory_mb() -> float:
    """Resident memory of this process."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * PAGE_MB


if __name__ == "__main__":
    sys.exit(main())
