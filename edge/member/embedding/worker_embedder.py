"""`WorkerEmbedder`: an embedder in a process of its own, restarted a few times when it fails."""

import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from edge.errors import EmbedderError, MemberError, RuntimeMissingError, WeightsMissingError
from edge.member.embedding.dlib import DLIB
from edge.member.embedding.weights import verified_weights
from edge.member.embedding.worker import START_TIMEOUT_S, WorkerProcess
from edge.member.port import ByteArray, FloatArray
from edge.member.template import EmbedderId

# One chip, mirrored too, takes a Raspberry Pi 4 a second or two; as the least urgent process of a
# machine whose processors are all busy, many times that. That is slow, not hung.
ANSWER_TIMEOUT_S = 45.0
MAX_RESTARTS = 3
RESTARTS_WITHIN_S = 3600.0


class WorkerHealth(StrEnum):
    """How the face worker is."""

    IDLE = "idle"
    READY = "ready"
    FAILED = "failed"
    GAVE_UP = "gave_up"
    WEIGHTS_MISSING = "weights_missing"
    RUNTIME_MISSING = "runtime_missing"


class WorkerEmbedder:
    """An `Embedder` that starts a worker when it is first asked, and again when that one fails.

    identity: the embedder that the worker must be. command: gives what to run; called at each start
    and may raise WeightsMissingError. At most `max_restarts` restarts within `within_s` seconds;
    then it gives up for good. clock: monotonic seconds. Belongs to one thread.
    """

    def __init__(
        self,
        identity: EmbedderId,
        command: Callable[[], Sequence[str]],
        *,
        timeout_s: float = ANSWER_TIMEOUT_S,
        start_timeout_s: float = START_TIMEOUT_S,
        max_restarts: int = MAX_RESTARTS,
        within_s: float = RESTARTS_WITHIN_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.id = identity
        self.health = WorkerHealth.IDLE
        self._command = command
        self._timeout_s = timeout_s
        self._start_timeout_s = start_timeout_s
        self._max_failures = max_restarts + 1
        self._within_s = within_s
        self._clock = clock
        self._failures: deque[float] = deque()
        self._worker: WorkerProcess | None = None

    @classmethod
    def dlib(cls, data_dir: Path) -> "WorkerEmbedder":
        """dlib's model with the weights under the station's data folder."""
        module = (sys.executable, "-m", "edge.member.embedding.process")
        return cls(DLIB, lambda: (*module, str(verified_weights(data_dir))))

    @property
    def pid(self) -> int | None:
        """The worker's process id, while there is one."""
        return self._worker.pid if self._worker is not None else None

    def embed(self, chips: ByteArray) -> FloatArray:
        """See `Embedder.embed`. The same chips are never tried twice.

        Raises WeightsMissingError, RuntimeMissingError or EmbedderError.
        """
        worker = self._started()
        try:
            return worker.embed(chips, self._timeout_s)
        except EmbedderError:
            if not worker.alive:
                self._fail()
            raise

    def close(self) -> None:
        """See `Embedder.close`."""
        if self._worker is not None:
            self._worker.kill()
            self._worker = None
        if self.health is WorkerHealth.READY:
            self.health = WorkerHealth.IDLE

    def _started(self) -> WorkerProcess:
        if self._worker is not None and self._worker.alive:
            return self._worker
        if self._worker is not None:
            self._fail()
        if self.health is WorkerHealth.GAVE_UP:
            raise EmbedderError(
                f"the face worker failed {self._max_failures} times and is not started again",
                remedy="restart the station; members can still use their cards",
            )
        self._worker = self._start()
        self.health = WorkerHealth.READY
        return self._worker

    def _start(self) -> WorkerProcess:
        try:
            worker = WorkerProcess(self._command(), start_timeout_s=self._start_timeout_s)
        except WeightsMissingError:
            self.health = WorkerHealth.WEIGHTS_MISSING
            raise
        except RuntimeMissingError:
            self.health = WorkerHealth.RUNTIME_MISSING
            raise
        except MemberError:
            self._fail()
            raise
        if worker.id != self.id:
            worker.kill()
            self._fail()
            raise EmbedderError(f"the face worker runs {worker.id}, not {self.id}")
        return worker

    def _fail(self) -> None:
        """Count a failure, and give up after too many."""
        self.close()
        now_s = self._clock()
        self._failures.append(now_s)
        while now_s - self._failures[0] > self._within_s:
            self._failures.popleft()
        gave_up = len(self._failures) >= self._max_failures
        self.health = WorkerHealth.GAVE_UP if gave_up else WorkerHealth.FAILED
