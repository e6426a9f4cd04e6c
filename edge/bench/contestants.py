"""Who takes part in a benchmark: our estimator with its settings, and MediaPipe beside it."""

import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol, cast

import numpy as np

from edge.bench import mediapipe_worker
from edge.bench.agreement import Seen
from edge.bench.cost import Cost, measured, peak_rss_mb
from edge.camera.frame import Frame, RecordedLandmarks
from edge.errors import RuntimeMissingError, UsageError
from edge.pose.port import PoseEstimator


class Watcher(Protocol):
    """Somebody who looks at videos."""

    @property
    def name(self) -> str:
        """What a report calls it."""
        ...

    def begin(self) -> None:
        """A new video begins."""
        ...

    def see(self, frame: Frame) -> tuple[Seen | None, Cost]:
        """Look at one frame."""
        ...


class Contestant(Watcher, Protocol):
    """Somebody whose cost counts."""

    def rss_mb(self) -> float:
        """Peak memory of the process, in MB."""
        ...

    def close(self) -> None:
        """Free everything."""
        ...


class OwnContestant:
    """One of our estimators, in this process."""

    def __init__(self, name: str, estimator: PoseEstimator) -> None:
        self.name = name
        self._estimator = estimator

    def begin(self) -> None:
        """See `Contestant.begin`."""
        self._estimator.reset()

    def see(self, frame: Frame) -> tuple[Seen | None, Cost]:
        """See `Contestant.see`."""
        pose, cost = measured(lambda: self._estimator.estimate(frame))
        if pose is None:
            return None, cost
        return Seen(pose.landmarks[:, :2], pose.visibility), cost

    def rss_mb(self) -> float:
        """See `Contestant.rss_mb`: the whole benchmark's process, with every estimator in it."""
        return peak_rss_mb()

    def close(self) -> None:
        """See `Contestant.close`."""
        self._estimator.close()


class MediaPipeContestant:
    """MediaPipe Pose (model complexity 1, unsmoothed) in a worker process.

    python: the interpreter that has mediapipe. Raises RuntimeMissingError where it has not.
    """

    name = "mediapipe"

    def __init__(self, python: Path) -> None:
        self._python = python
        self._rss_mb = 0.0
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the worker
        command = [str(python), str(Path(mediapipe_worker.__file__))]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the user's own interpreter
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log
            )
        except OSError as error:
            self._log.close()
            raise UsageError(
                f"cannot be started: {error.strerror}",
                where=str(python),
                remedy="give a Python interpreter with --mediapipe-python",
            ) from error
        # Popen knows the streams as optional; both were asked for.
        self._requests = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        try:
            self._answer()
        except RuntimeMissingError:
            self.close()
            raise

    def begin(self) -> None:
        """See `Contestant.begin`."""
        self._send(mediapipe_worker.REQUEST.pack(0, 0))

    def see(self, frame: Frame) -> tuple[Seen | None, Cost]:
        """See `Contestant.see`; the time of the transport is not counted."""
        image = frame.content
        if isinstance(image, RecordedLandmarks):
            raise UsageError("a pose recording holds no picture", remedy="give videos")
        self._send(mediapipe_worker.REQUEST.pack(image.width, image.height))
        self._send(np.ascontiguousarray(image.rgb()).data)
        return self._answer()

    def rss_mb(self) -> float:
        """See `Contestant.rss_mb`."""
        return self._rss_mb

    def close(self) -> None:
        """See `Contestant.close`."""
        with suppress(BrokenPipeError):
            self._requests.close()
        self._answers.close()
        self._process.wait()
        self._log.close()

    def _send(self, data: bytes | memoryview) -> None:
        try:
            self._requests.write(data)
            self._requests.flush()
        except BrokenPipeError:
            raise self._gone() from None

    def _answer(self) -> tuple[Seen | None, Cost]:
        header = self._read(mediapipe_worker.ANSWER.size)
        cpu_s, wall_s, self._rss_mb, seen = mediapipe_worker.ANSWER.unpack(header)
        values = np.frombuffer(self._read(mediapipe_worker.LANDMARKS * 3 * 4), np.float32)
        rows = values.reshape(mediapipe_worker.LANDMARKS, 3)
        cost = Cost(cpu_s, wall_s)
        return (Seen(rows[:, :2], rows[:, 2]) if seen else None), cost

    def _read(self, size: int) -> bytes:
        data = self._answers.read(size)
        if len(data) < size:
            raise self._gone()
        return data

    def _gone(self) -> RuntimeMissingError:
        self._process.wait()
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        return RuntimeMissingError(
            f"MediaPipe's process ended: {lines[-1] if lines else 'it said nothing'}",
            where=str(self._python),
            remedy="pip install gymstation[mediapipe], or name an interpreter that has mediapipe "
            "with --mediapipe-python",
        )
