"""One worker process, seen from the station: started, asked, killed."""

import json
import os
import select
import subprocess
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from edge.errors import EmbedderError, RuntimeMissingError, WeightsMissingError
from edge.member.embedding.process import COUNT, HEAD, Status
from edge.member.port import ByteArray, FloatArray
from edge.member.template import EmbedderId

START_TIMEOUT_S = 60.0
# Everything said in an answer fits: a message, or the rows of a few chips.
MAX_ANSWER_BYTES = 1 << 20
_ERRORS = {
    Status.WEIGHTS_MISSING: WeightsMissingError,
    Status.RUNTIME_MISSING: RuntimeMissingError,
}


class WorkerProcess:
    """A process that describes faces, from its start to its end.

    command: what to run; it speaks as `edge.member.embedding.process` says. Raises EmbedderError
    when it does not start, WeightsMissingError and RuntimeMissingError when it says so.
    """

    def __init__(self, command: Sequence[str], *, start_timeout_s: float = START_TIMEOUT_S) -> None:
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        try:
            # A group of its own: Ctrl-C ends the station, which then ends the worker. Not a session
            # of its own: Linux may share the processor out by sessions, whatever their niceness.
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                process_group=0,
                bufsize=0,
            )
        except OSError as error:
            raise EmbedderError(f"the face worker cannot be started: {error}") from error
        assert self._process.stdin is not None  # noqa: S101 - PIPE was asked for
        assert self._process.stdout is not None  # noqa: S101
        self._requests, self._answers = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._requests, False)
        try:
            self.id = self._hello(start_timeout_s)
        except BaseException:
            self.kill()
            raise

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def embed(self, chips: ByteArray, timeout_s: float) -> FloatArray:
        """Descriptors of chips; raises EmbedderError when it fails, dies or takes too long.

        After a failure that is not about the picture the process is of no use: `alive` is False.
        """
        deadline_s = time.monotonic() + timeout_s
        try:
            self._send(COUNT.pack(len(chips)) + np.ascontiguousarray(chips).tobytes(), deadline_s)
            payload = self._answer(deadline_s)
        except _RefusedError as error:
            raise EmbedderError(f"the face could not be described: {error}") from error
        except (OSError, EmbedderError):
            self.kill()
            raise
        rows = np.frombuffer(payload, np.float32)
        if len(rows) != len(chips) * self.id.dimension:
            self.kill()
            raise EmbedderError("the face worker's answer has the wrong length")
        return rows.reshape(len(chips), self.id.dimension).copy()

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once, and free what it held. May be called twice."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def _hello(self, timeout_s: float) -> EmbedderId:
        payload = self._answer(time.monotonic() + timeout_s)
        try:
            said: dict[str, Any] = json.loads(payload)
            return EmbedderId(**said)
        except (ValueError, TypeError) as error:
            raise EmbedderError("the face worker does not say which model it runs") from error

    def _send(self, data: bytes, deadline_s: float) -> None:
        view = memoryview(data)
        while view:
            self._wait(deadline_s, write=True)
            try:
                view = view[os.write(self._requests, view) :]
            except OSError as error:
                raise EmbedderError(f"the face worker is gone: {error.strerror}") from error

    def _answer(self, deadline_s: float) -> bytes:
        status, length = HEAD.unpack(self._receive(HEAD.size, deadline_s))
        if length > MAX_ANSWER_BYTES or status not in set(Status):
            raise EmbedderError("the face worker's answer makes no sense")
        payload = self._receive(length, deadline_s)
        if status == Status.DONE:
            return payload
        message = payload.decode("utf-8", "replace")
        raise _ERRORS.get(Status(status), _RefusedError)(message)

    def _receive(self, count: int, deadline_s: float) -> bytes:
        received = bytearray()
        while len(received) < count:
            self._wait(deadline_s, write=False)
            part = os.read(self._answers, count - len(received))
            if not part:
                raise EmbedderError("the face worker ended")
            received += part
        return bytes(received)

    def _wait(self, deadline_s: float, *, write: bool) -> None:
        left_s = max(deadline_s - time.monotonic(), 0.0)
        readers, writers = ([], [self._requests]) if write else ([self._answers], [])
        if not any(select.select(readers, writers, [], left_s)):
            raise EmbedderError("the face worker took too long")


class _RefusedError(EmbedderError):
    """The worker is well, but this request failed."""
