"""Every development clip opens, is as long as its list says, and its times increase."""

import csv
import os
from itertools import pairwise
from pathlib import Path

import pytest

from edge.camera.factory import open_file

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("GYMSTATION_DATA", ROOT.parent / "shared" / "data"))
LIST = DATA / "clips" / "clips.csv"


def clips() -> dict[str, list[dict[str, str]]]:
    """The rows of the list, a row a clip, by folder; empty where there is no list."""
    if not LIST.is_file():
        return {"none": []}
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    folders: dict[str, list[dict[str, str]]] = {}
    for name, row in rows.items():
        folders.setdefault(name.split("/")[0], []).append(row)
    return folders


@pytest.mark.parametrize(("folder", "rows"), clips().items(), ids=clips())
def test_every_clip_is_read_whole(folder: str, rows: list[dict[str, str]]) -> None:
    if not rows:
        pytest.skip(f"no development clips at {LIST}")
    wrong = []
    for row in rows:
        camera = open_file(LIST.parent / row["file"])
        camera.open()
        times, sizes = [], set()
        while (frame := camera.read(1.0)) is not None:
            times.append(frame.captured_s)
            sizes.add(frame.size)
        camera.close()
        period_s = 1 / float(row["fps"])
        seconds = float(row["seconds"])
        # The list gives tenths of a second.
        duration_fits = abs(times[-1] + period_s - seconds) <= 0.02 * seconds + 0.05
        count_fits = abs(len(times) - seconds / period_s) <= 0.02 * seconds / period_s + 2
        increases = all(later > earlier for earlier, later in pairwise(times))
        size_fits = sizes == {(int(row["width"]), int(row["height"]))}
        if not (duration_fits and count_fits and increases and size_fits):
            wrong.append((row["file"], len(times), times[-1], sizes))
    assert not wrong
