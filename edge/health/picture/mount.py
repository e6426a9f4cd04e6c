"""Whether the camera still looks where it was pointed, whoever stands before it in what light.

The view is learnt once, from pictures without people, and kept as a `Signature` in the data folder;
no picture is. Whoever points the camera anew lets the station `forget` it.
"""

import json
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np

from edge.errors import DataFolderError
from edge.files import stamp_of, write_atomically
from edge.health.finding import Finding
from edge.health.picture.luma import Grey
from edge.health.picture.signature import CELLS, Field, Shift, Signature, edges_of
from edge.health.words.all import FEW_EDGES

FILE = "mount.json"
SCHEMA = "gymstation.mount/1"
EVERY_S = 5.0
LEARN_FROM = 12  # pictures
LEAST_EDGES = 100  # of 1,728 cells; a wall tells nothing
# On 56 clips of cameras that stand still (tools/picture_limits.py) 89 % of the pictures moved by 40
# and 20 pixels of 640 are called moved, and 7 % of those as they are: cuts and pans at their ends.
MOVED_CELLS, MOVED_LIKENESS, MOVED_MARGIN = 2, 0.45, 0.1
UNLIKE = 0.35
WINDOW, ENOUGH, MOST = 24, 6, 0.8  # judged pictures: two minutes, at least half of one


class Mount:
    """Shown pictures, some seconds apart; asked whether the camera was moved. folder: of data."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._lock = Lock()
        self._learning: list[Field] = []
        self._shifts: deque[Shift] = deque(maxlen=WINDOW)
        self._known: _Kept | None = None
        self._trouble = ""

    def see(self, grey: Grey, people: int) -> None:
        """Look at a picture that is neither dark nor covered. people: how many are in it."""
        with self._lock:
            self._read()
            if self._known is not None:
                self._shifts.append(self._known.signature.shift(grey))
            elif people == 0:
                self._learn(grey)

    def finding(self) -> Finding:
        """What is known by now."""
        with self._lock:
            if self._known is None:
                got = f"{len(self._learning)} of {LEARN_FROM} pictures without people"
                return Finding.of("mount", "learning", self._trouble or got)
            if self._known.signature.edges < LEAST_EDGES:
                return Finding.of("mount", FEW_EDGES)
            return _judged(list(self._shifts))

    def _learn(self, grey: Grey) -> None:
        self._learning.append(edges_of(grey))
        if len(self._learning) < LEARN_FROM:
            return
        view = Signature.common(self._learning)
        self._learning.clear()
        try:
            _write(self._path, view)
        except OSError as error:
            self._trouble = f"{self._path}: cannot be kept: {error.strerror}"
            return
        self._trouble = ""
        self._read()

    def _read(self) -> None:
        """Take up the file where it is new; whoever forgets it removes it."""
        stamp = stamp_of(self._path)
        if self._known is not None and self._known.stamp == stamp:
            return
        before = self._known
        self._known = None
        if stamp is not None:
            with suppress(OSError, ValueError, KeyError, TypeError):
                self._known = _Kept(stamp, _parse(self._path))
        if before is not None:
            self._shifts.clear()
            self._learning.clear()


def forget(folder: Path) -> bool:
    """Let the view be learnt anew, after the camera was pointed; whether one was known.

    Raises DataFolderError where it cannot be removed.
    """
    try:
        (folder / FILE).unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise DataFolderError(
            f"the view cannot be forgotten: {error.strerror}", where=str(folder / FILE)
        ) from error
    return True


def _judged(shifts: list[Shift]) -> Finding:
    if len(shifts) < ENOUGH:
        return Finding.of("mount", "ok", "too few pictures yet to be sure")
    moved = [shift for shift in shifts if is_moved(shift)]
    if len(moved) >= MOST * len(shifts):
        across, down = (
            abs(float(np.median([shift.cells[axis] for shift in moved]))) / CELLS[axis]
            for axis in (0, 1)
        )
        detail = f"by {across:.0%} of the width and {down:.0%} of the height"
        return Finding.of("mount", "moved", detail)
    if sum(shift.likeness < UNLIKE for shift in shifts) >= MOST * len(shifts):
        return Finding.of("mount", "changed", _alike(shifts))
    return Finding.of("mount", "ok", _alike(shifts))


def is_moved(shift: Shift) -> bool:
    """Whether one picture says that the camera was moved."""
    far = max(map(abs, shift.cells)) >= MOVED_CELLS
    return far and shift.likeness >= max(MOVED_LIKENESS, shift.still + MOVED_MARGIN)


def _alike(shifts: list[Shift]) -> str:
    return f"{np.median([shift.likeness for shift in shifts]):.0%} alike"


@dataclass(frozen=True, slots=True)
class _Kept:
    """A signature, and which version of the file it is from."""

    stamp: tuple[int, int, int]
    signature: Signature


def _parse(path: Path) -> Signature:
    document = json.loads(path.read_text(encoding="ascii"))
    if document["schema"] != SCHEMA:
        raise ValueError(f"{path}: of another version")
    return Signature.parse(document["rows"])


def _write(path: Path, signature: Signature) -> None:
    content = json.dumps({"schema": SCHEMA, "rows": signature.text}, indent=1)
    write_atomically(path, content.encode())
