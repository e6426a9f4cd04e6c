"""`gymstation bench members`: what it measures, on a worker and an estimator that cost nothing."""

from pathlib import Path

import numpy as np
import pytest

from edge.bench import members
from edge.camera.frame import Frame
from edge.member.embedding.worker_embedder import WorkerEmbedder
from edge.pose.pose import Pose
from edge.resources import demo_clip
from tests.fakes.embedding import FAKE, chip_of, worker_command


class Watcher:
    """Sees nobody, and counts."""

    def __init__(self) -> None:
        self.frames = 0
        self.resets = 0

    def estimate(self, frame: Frame) -> Pose | None:
        self.frames += 1
        return None

    def reset(self) -> None:
        self.resets += 1

    def close(self) -> None:
        """Nothing is held."""


def test_pose_and_worker_are_measured_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    monkeypatch.setattr(members, "BLOCKS", 3)
    embedder, watcher = WorkerEmbedder(FAKE, worker_command), Watcher()
    np.testing.assert_equal(embedder.embed(chip_of(1)[None]).shape, (1, 8))
    assert embedder.pid is not None
    cost = members.measure(watcher, embedder, embedder.pid, demo_clip())
    embedder.close()
    assert watcher.frames == members.FRAMES_A_BLOCK * (1 + 2 * 3)
    assert watcher.resets == 1 + 2 * 3
    assert cost.alone_ms > 0
    assert cost.rate_kept > 0
    assert 5 < cost.worker_rss_mb < 500
    assert cost.member_cpu_s == pytest.approx(2 * cost.face_cpu_s)
    assert cost.stranger_cpu_s == pytest.approx(3 * cost.face_cpu_s)
