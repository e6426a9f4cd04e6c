"""Keeps what was heard: read, written in batches, and only then confirmed to the broker."""

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from edge.backoff import BackOff, chance
from edge.errors import StoreError
from hub.ingest.inbox import Inbox, Letter
from hub.ingest.parse import parse
from hub.ingest.received import Read, Received, Rejected
from hub.ingest.writer import Writer
from hub.times import now_ms

BATCH = 500
_WAIT_S = 1.0
_LAGS = 10_000

log = logging.getLogger(__name__)

Result = Read | Rejected


@dataclass(frozen=True, slots=True)
class Keeping:
    """How well it goes. new: sessions since the start; problem: of the store, or empty.

    lag_p95_s: from hearing a message to its being kept, of the last ten thousand; None before.
    """

    kept: int
    new: int
    rejected: int
    waiting: int
    dropped: int
    problem: str
    lag_p95_s: float | None


class Keeper:
    """The thread that writes."""

    def __init__(self, inbox: Inbox, writer: Writer, prefix: str, back_off: BackOff) -> None:
        self._inbox = inbox
        self._writer = writer
        self._prefix = prefix
        self._back_off = back_off
        self._stop = Event()
        self._kept = self._new = self._rejected = 0
        self._problem = ""
        self._lags_ms: deque[int] = deque(maxlen=_LAGS)
        self._thread = Thread(target=self._run, name="keeper", daemon=True)

    @property
    def keeping(self) -> Keeping:
        """How it stands."""
        lags = sorted(self._lags_ms.copy())
        return Keeping(
            self._kept,
            self._new,
            self._rejected,
            len(self._inbox),
            self._inbox.dropped,
            self._problem,
            lags[int(len(lags) * 0.95)] / 1000 if lags else None,
        )

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being written. What is not kept is not confirmed, and comes again."""
        self._stop.set()
        self._inbox.close()
        self._thread.join()
        done = self.keeping
        log.info(
            "kept %d messages, %d sessions new, %d unreadable, lag p95 %.3f s",
            done.kept,
            done.new,
            done.rejected,
            done.lag_p95_s or 0.0,
        )

    def _run(self) -> None:
        while not self._stop.is_set():
            letters = self._inbox.take(BATCH, _WAIT_S)
            if letters:
                self._keep_until_kept(letters)

    def _keep_until_kept(self, letters: Sequence[Letter]) -> None:
        batch = [self._read(letter.content) for letter in letters]
        attempt = 0
        while not self._stop.is_set():
            trouble = self._attempt(batch)
            self._note(trouble)
            if trouble:
                attempt += 1
                self._stop.wait(self._back_off.delay_s(attempt, chance()))
                continue
            for letter in letters:
                letter.confirm()
            self._count(batch)
            return

    def _attempt(self, batch: list[Result]) -> str:
        """Keep a batch; what hinders it, or empty where it is kept."""
        try:
            self._write(batch)
        except StoreError as error:
            return str(error)
        except Exception as error:
            # An error of ours must not leave a hub that is up, and deaf.
            trouble = f"what was heard cannot be kept: {type(error).__name__}"
            if trouble != self._problem:
                log.exception("a batch of %d messages", len(batch))
            return trouble
        return ""

    def _write(self, batch: list[Result]) -> None:
        """Keep a batch; what the store refuses is found and put into the quarantine."""
        try:
            self._new += self._writer.write(batch)
        except (SQLAlchemyError, ValueError, OverflowError) as error:
            if len(batch) > 1:
                for place, each in enumerate(batch):
                    alone = [each]
                    self._write(alone)
                    batch[place] = alone[0]
                return
            only = batch[0]
            if isinstance(only, Rejected):
                raise
            reason = f"the store refuses it: {type(error).__name__}"
            batch[0] = Rejected(only.received, reason)
            self._writer.write(batch)

    def _read(self, content: Received | Rejected) -> Result:
        return content if isinstance(content, Rejected) else parse(content, self._prefix)

    def _note(self, problem: str) -> None:
        if problem and problem != self._problem:
            log.warning("%s", problem)
        elif self._problem and not problem:
            log.info("the database works again")
        self._problem = problem

    def _count(self, batch: Sequence[Result]) -> None:
        now = now_ms()
        self._kept += len(batch)
        self._rejected += sum(isinstance(each, Rejected) for each in batch)
        self._lags_ms.extend(now - each.at_ms for each in batch if isinstance(each, Read))
