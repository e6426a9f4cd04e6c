"""The journal of running sessions in a folder: one small file each, until its summary is safe."""

import logging
import os
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from threading import Condition, Event, Thread

from edge.errors import DataFolderError
from edge.session.about import StationAbout
from edge.session.events import HoldCounted, SessionEnded, SessionEvent, SessionStarted
from edge.session.journal import KEPT, line_of, replay
from edge.session.summary import SessionSummary

SUFFIX, DAMAGED = ".journal", ".damaged"
SYNC_EVERY_S = 1.0  # what a loss of power may cost; a memory card wears with each write
RETRY_S = 5.0
HOLD_EVERY_S = 5  # of a hold, so much may be lost
MOST_DAMAGED = 10  # files that are kept for whoever looks into it
MOST_WAITING = 10_000  # lines; more only where the disk fails for hours

log = logging.getLogger(__name__)

Step = tuple[str, StationAbout | SessionEvent | None]
"""A record of a session, by the session's id; None: settled."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a folder held: sessions that have no summary elsewhere, and files nobody can read."""

    summaries: tuple[SessionSummary, ...]
    damaged: tuple[Path, ...]


def recover(folder: Path) -> Recovered:
    """Close the sessions that a loss of power left open, oldest first.

    Their files stay until they are settled. A file without a readable beginning is moved aside.
    Raises DataFolderError where the folder cannot be read or changed.
    """
    try:
        return _recover(folder)
    except OSError as error:
        raise DataFolderError(
            f"interrupted sessions cannot be read: {error.strerror}",
            where=str(folder),
            remedy="let the station's user own this folder",
        ) from error


def _recover(folder: Path) -> Recovered:
    found: list[SessionSummary] = []
    damaged: list[Path] = []
    files = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime)
    for path in files:
        summary = replay(path.read_bytes().splitlines(keepends=True))
        if summary is None:
            damaged.append(path.replace(path.with_suffix(DAMAGED)))
        elif any(each.rep_count or each.hold_s for each in summary.sets):
            found.append(summary)
        else:
            path.unlink()
    for old in sorted(folder.glob(f"*{DAMAGED}"))[:-MOST_DAMAGED]:
        old.unlink()
    return Recovered(tuple(found), tuple(damaged))


class FileJournal:
    """Writes in its own thread, at most once in sync_every_s, what happened meanwhile.

    folder: made if it is missing. about: of this run. trouble: why nothing can be written, None
    while all is well; what waits is tried again. lost: lines that waited too long behind others.
    """

    def __init__(
        self, folder: Path, about: StationAbout, *, sync_every_s: float = SYNC_EVERY_S
    ) -> None:
        self.trouble: str | None = None
        self.lost = 0
        self._folder = folder
        self._about = about
        self._sync_every_s = sync_every_s
        self._session_id: str | None = None
        self._waiting: deque[Step] = deque()
        self._writing = 0
        self._changed = Condition()
        self._closing = Event()
        self._thread = Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def note(self, events: Sequence[SessionEvent]) -> None:
        """See `Journal.note`."""
        for event in events:
            if isinstance(event, SessionStarted):
                self._session_id = event.session_id
                self._put(event.session_id, self._about)
            if self._session_id is not None and _is_kept(event):
                self._put(self._session_id, event)
            if isinstance(event, SessionEnded):
                self._session_id = None

    def settle(self, session_id: str) -> None:
        """See `Journal.settle`."""
        self._put(session_id, None)

    @property
    def waiting(self) -> int:
        """Lines that are not on the disk yet."""
        return len(self._waiting) + self._writing

    def close(self) -> None:
        """Write what waits, as far as the disk allows, and stop."""
        with self._changed:
            self._closing.set()
            self._changed.notify()
        self._thread.join()

    def _put(self, session_id: str, record: StationAbout | SessionEvent | None) -> None:
        with self._changed:
            self._waiting.append((session_id, record))
            if len(self._waiting) > MOST_WAITING:
                self._drop()
            self._changed.notify()

    def _drop(self) -> None:
        self._waiting.popleft()
        self.lost += 1

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing.is_set())
                batch, self._waiting = self._waiting, deque()
                self._writing = len(batch)
            if batch:
                self._write_all(batch)
            self._writing = 0
            if self._closing.wait(RETRY_S if self.trouble else self._sync_every_s):
                with self._changed:
                    if self.trouble or not self._waiting:
                        return

    def _write_all(self, batch: deque[Step]) -> None:
        """Do all steps in order; those that fail, and all behind them, wait again."""
        try:
            while batch:
                self._step(batch)
            self.trouble = None
        except OSError as error:
            self.trouble = f"{self._folder}: the running session cannot be kept: {error.strerror}"
            with self._changed:
                self._waiting.extendleft(reversed(batch))
                while len(self._waiting) > MOST_WAITING:
                    self._drop()

    def _step(self, batch: deque[Step]) -> None:
        """Do the first step, and with it those behind it that are of the same kind and file."""
        session_id, record = batch[0]
        path = self._folder / f"{session_id}{SUFFIX}"
        if record is None:
            path.unlink(missing_ok=True)
            batch.popleft()
            return
        run = list(takewhile(lambda step: step[0] == session_id and step[1] is not None, batch))
        _append(path, b"".join(self._line(record) for _, record in run if record is not None))
        for _ in run:
            batch.popleft()

    def _line(self, record: StationAbout | SessionEvent) -> bytes:
        """A line, or nothing where an error of ours stands in the way: the others are kept."""
        try:
            return line_of(record)
        except Exception:
            log.exception("a record of %s cannot be written", type(record).__name__)
            self.lost += 1
            return b""


def _is_kept(event: SessionEvent) -> bool:
    if isinstance(event, HoldCounted):
        return int(event.hold_s) % HOLD_EVERY_S == 0
    return isinstance(event, KEPT)


def _append(path: Path, data: bytes) -> None:
    """Append all of it, down to the disk, or nothing; raises OSError."""
    is_new = not path.exists()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(file).st_size
        try:
            _write(file, data)
            os.fsync(file)
        except OSError:
            with suppress(OSError):
                os.ftruncate(file, size)
            raise
    finally:
        os.close(file)
    if is_new:
        _sync_folder(path.parent)


def _write(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _sync_folder(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
