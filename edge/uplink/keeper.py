"""Keeps summaries on the disk, whatever the disk does; in memory while it does not work."""

import logging
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from edge.config.outbox import OutboxConfig
from edge.errors import OutboxError
from edge.uplink.clock import Clock, Instant
from edge.uplink.outbox import Outbox
from edge.uplink.outbox_file import move_aside

IN_MEMORY = Path(":memory:")
MOST_IN_MEMORY = 1000
RETRY_S = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Kept:
    id: str
    payload: str
    made: Instant


@dataclass(frozen=True, slots=True)
class Keeping:
    """How well summaries are kept. on_disk: whether a power cut would lose none.

    unsaved: in memory only. dropped: lost to the limits. moved_aside: the last damaged file.
    problem: what the disk said last, or empty. oldest: when the first that waits was made.
    """

    on_disk: bool
    unsaved: int
    waiting: int
    dropped: int
    moved_aside: Path | None
    problem: str
    oldest: Instant | None = None


class Keeper:
    """The outbox and its troubles."""

    def __init__(self, path: Path, limits: OutboxConfig, clock: Clock) -> None:
        self._path = path
        self._limits = limits
        self._clock = clock
        self._lock = Lock()
        self._unsaved: deque[_Kept] = deque()
        self._overflowed = 0
        self._problem = ""
        self._moved_aside: Path | None = None
        self._next_try_s = 0.0
        self.outbox = self._open()

    def close(self) -> None:
        """Save what can be saved."""
        self.catch_up(at_once=True)
        self.outbox.close()

    def put(self, id_: str, payload: str, made: Instant) -> bool:
        """Keep a summary; whether it is on the disk."""
        self.catch_up(at_once=True)
        with self._lock:
            if self._unsaved:  # the order is kept
                self._remember(_Kept(id_, payload, made))
                return False
        if self._save(_Kept(id_, payload, made)):
            return self._on_disk
        with self._lock:
            self._remember(_Kept(id_, payload, made))
        return False

    def catch_up(self, *, at_once: bool = False) -> None:
        """Try again to save what is in memory only."""
        now_s = self._clock.now().monotonic_s
        due = now_s >= self._next_try_s
        if (self._on_disk and not self._unsaved) or not (at_once or due):
            return
        self._next_try_s = now_s + RETRY_S
        with self._lock:
            if not self._on_disk and due:
                self._return_to_disk()
            while self._unsaved and self._save(self._unsaved[0]):
                self._unsaved.popleft()

    def mend(self, error: OutboxError) -> None:
        """What to do about trouble that somebody had with the outbox."""
        self._problem = str(error)
        if not error.damaged:
            return
        aside = self._aside()
        try:
            self.outbox.begin_anew(aside)
        except OutboxError as trouble:
            self._problem = str(trouble)
            return
        self._moved_aside = aside
        log.warning("%s; moved to %s, a new outbox was begun", error, aside)

    @property
    def keeping(self) -> Keeping:
        """How well summaries are kept."""
        try:
            waiting = self.outbox.waiting()
        except OutboxError as error:
            self._problem = str(error)
            return Keeping(
                False, len(self._unsaved), 0, self._overflowed, self._moved_aside, str(error)
            )
        return Keeping(
            on_disk=self._on_disk and not self._unsaved,
            unsaved=len(self._unsaved),
            waiting=waiting.count + len(self._unsaved),
            dropped=waiting.dropped + self._overflowed,
            moved_aside=self._moved_aside,
            problem=self._problem,
            oldest=waiting.oldest,
        )

    def _return_to_disk(self) -> None:
        try:
            self.outbox.move_to(self._path)
        except OutboxError as error:
            self._problem = str(error)
            return
        self._problem = ""
        log.warning("summaries are kept on the disk again")

    @property
    def _on_disk(self) -> bool:
        return self.outbox.path != IN_MEMORY

    def _open(self) -> Outbox:
        try:
            return Outbox(self._path, self._limits)
        except OutboxError as error:
            self._problem = str(error)
            if not error.damaged:
                log.warning("%s; summaries are kept in memory only", error)
                return Outbox(IN_MEMORY, self._limits)
        aside = self._aside()
        move_aside(self._path, aside)
        log.warning("%s; moved to %s, a new outbox was begun", self._problem, aside)
        self._moved_aside = aside
        return Outbox(self._path, self._limits)

    def _aside(self) -> Path:
        stamp = int(self._clock.now().wall_s)
        return self._path.with_name(f"{self._path.stem}.damaged-{stamp}{self._path.suffix}")

    def _save(self, kept: _Kept) -> bool:
        try:
            self.outbox.put(kept.id, kept.payload, kept.made)
        except OutboxError as error:
            if str(error) != self._problem:
                log.warning("%s", error)
            self.mend(error)
            return False
        if self._on_disk:
            self._problem = ""
        return True

    def _remember(self, kept: _Kept) -> None:
        if len(self._unsaved) >= MOST_IN_MEMORY:
            self._unsaved.popleft()
            self._overflowed += 1
        self._unsaved.append(kept)
