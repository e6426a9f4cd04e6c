"""The whole station at pose level: what it counts it keeps, and no frame is written."""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from tools.soak import MOST_RSS_GROWTH_PERCENT, _judged
from tools.stationlife.child import Orders
from tools.stationlife.observer import WATCHDOG_S, Figures

WELL = Figures(
    seconds=60.0,
    exit_status=0,
    rss_warm_mb=100.0,
    rss_end_mb=101.0,
    rss_most_mb=110.0,
    threads_warm=7,
    threads_end=7,
    files_warm=10,
    files_end=10,
    watchdog_longest_gap_s=2.5,
    signs_of_life=30,
    told={"counted": 5, "in_summaries": 5},
)


def live(folder: Path, **orders: object) -> dict[str, int]:
    order = Orders(hours=0.04, folder=str(folder / "data"), port=None, **orders)
    done = subprocess.run(
        [sys.executable, "-m", "tools.stationlife.child", json.dumps(asdict(order))],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_what_is_counted_is_kept_and_no_frame_is_written(tmp_path: Path) -> None:
    told = live(tmp_path, exercises=("squat",), sync_every_s=0.0)

    assert told["counted"] == told["performed"] == told["in_summaries"] > 5
    assert told["sessions"] >= 1
    # A repetition, and the beginnings and ends of sets and sessions, cost a write or two each.
    events = told["counted"] + 4 * told["sets"] + 4 * told["sessions"]
    assert told["syscw"] < 2 * events < told["frames"]


def test_an_empty_gym_writes_nothing(tmp_path: Path) -> None:
    told = live(tmp_path, empty=True)

    assert told["frames"] > 250
    assert told["counted"] == 0
    assert told["syscw"] < 5


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"rss_end_mb": 100.0 + MOST_RSS_GROWTH_PERCENT}, "memory grew by 2.00 %"),
        ({"threads_end": 12}, "threads leak"),
        ({"files_end": 14}, "open files leak"),
        ({"watchdog_longest_gap_s": WATCHDOG_S + 1}, "the watchdog was missed"),
        ({"signs_of_life": 0}, "no sign of life"),
        ({"exit_status": -6}, "exit status -6"),
        ({"told": {"counted": 5, "in_summaries": 4}}, "repetitions that were told"),
    ],
)
def test_each_limit_that_is_broken_is_named(wrong: dict[str, object], complaint: str) -> None:
    assert _judged("soak", WELL).broken == ()
    (broken,) = _judged("soak", replace(WELL, **wrong)).broken
    assert broken.startswith(complaint)
