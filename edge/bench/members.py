"""What identification costs: the pose rate beside a busy face worker, its memory, its time."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import Self

import numpy as np

from edge.bench.cost import measured
from edge.camera.factory import open_file
from edge.camera.frame import Frame
from edge.errors import EmbedderError
from edge.member.identify.votes import STAGES
from edge.member.port import CHIP_SIZE, Embedder
from edge.pose.port import PoseEstimator

READ_TIMEOUT_S = 10.0
# Short blocks in turns: whatever else the machine does falls on both.
FRAMES_A_BLOCK = 15
BLOCKS = 24
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class MembersCost:
    """The pose stage alone and beside a worker that never rests, and what the worker needs.

    alone_ms, beside_ms: median wall time of a frame. rate_kept: the pose rate beside the worker as
    a share of that without it, median of blocks that followed each other. worker_rss_mb: its memory
    at most. face_cpu_s: its processor time for one face. member_cpu_s, stranger_cpu_s: for one who
    is named at once, and for one who is not.
    """

    alone_ms: float
    beside_ms: float
    rate_kept: float
    worker_rss_mb: float
    face_cpu_s: float
    member_cpu_s: float
    stranger_cpu_s: float


class _Busy:
    """Asks the worker for face after face while it is on."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._stop = Event()
        self._thread = Thread(target=self._work, daemon=True)
        self.faces = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        chip = np.random.default_rng(0).integers(0, 255, (1, CHIP_SIZE, CHIP_SIZE, 3), np.uint8)
        with suppress(EmbedderError):
            while not self._stop.is_set():
                self._embedder.embed(chip)
                self.faces += 1


def measure(estimator: PoseEstimator, embedder: Embedder, pid: int, clip: Path) -> MembersCost:
    """Watch a clip in turns without and with a busy worker.

    embedder: runs in the process `pid`, and has been asked once.
    """
    frames = _frames(clip)
    _watch(estimator, frames)  # warm
    alone: list[list[float]] = []
    beside: list[list[float]] = []
    before_s, faces = _cpu_s(pid), 0
    for _ in range(BLOCKS):
        alone.append(_watch(estimator, frames))
        with _Busy(embedder) as busy:
            beside.append(_watch(estimator, frames))
        faces += busy.faces
    face_cpu_s = (_cpu_s(pid) - before_s) / max(faces, 1)
    (frames_of_stranger, votes), *_ = STAGES
    return MembersCost(
        alone_ms=1000 * median(chain.from_iterable(alone)),
        beside_ms=1000 * median(chain.from_iterable(beside)),
        rate_kept=median(sum(one) / sum(two) for one, two in zip(alone, beside, strict=True)),
        worker_rss_mb=_rss_mb(pid),
        face_cpu_s=face_cpu_s,
        member_cpu_s=votes * face_cpu_s,
        stranger_cpu_s=frames_of_stranger * face_cpu_s,
    )


def _frames(clip: Path) -> list[Frame]:
    camera = open_file(clip)
    camera.open()
    try:
        read = (camera.read(READ_TIMEOUT_S) for _ in range(FRAMES_A_BLOCK))
        return [frame for frame in read if frame is not None]
    finally:
        camera.close()


def _watch(estimator: PoseEstimator, frames: Sequence[Frame]) -> list[float]:
    estimator.reset()
    return [measured(partial(estimator.estimate, frame))[1].wall_s for frame in frames]


def _cpu_s(pid: int) -> float:
    """Processor seconds of a process, user and system: fields 14 and 15 of /proc/PID/stat."""
    text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    fields = text.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _rss_mb(pid: int) -> float:
    """The most memory that a process has held, in MB of 1024 * 1024 bytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
