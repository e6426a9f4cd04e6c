"""The face worker: it may fail in every way, and is asked again only so often."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from edge.errors import EmbedderError, RuntimeMissingError, WeightsMissingError
from edge.member.embedding.dlib import DLIB
from edge.member.embedding.worker_embedder import WorkerEmbedder, WorkerHealth
from edge.member.template import EmbedderId
from tests.fakes.embedding import (
    CRASH,
    FAKE,
    GARBAGE,
    HANG,
    REFUSE,
    chip_of,
    face_of,
    worker_command,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _fakes_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def embedder(*words: str, identity: EmbedderId = FAKE, **settings: float) -> WorkerEmbedder:
    return WorkerEmbedder(identity, lambda: worker_command(*words), **settings)


@pytest.fixture
def worker() -> Iterator[WorkerEmbedder]:
    made = embedder()
    yield made
    made.close()


def ask(worker: WorkerEmbedder, number: int) -> np.ndarray:
    return worker.embed(chip_of(number)[None])


def test_it_describes_faces(worker: WorkerEmbedder) -> None:
    chips = np.array([chip_of(number) for number in (1, 2, 3, 4, 5)])
    assert worker.health is WorkerHealth.IDLE
    np.testing.assert_allclose(worker.embed(chips), [face_of(n) for n in (1, 2, 3, 4, 5)])
    assert worker.health is WorkerHealth.READY


def test_closing_ends_the_process(worker: WorkerEmbedder) -> None:
    ask(worker, 1)
    pid = worker.pid
    assert pid is not None
    worker.close()
    worker.close()
    assert not psutil.pid_exists(pid)
    assert worker.health is WorkerHealth.IDLE


def test_a_refused_picture_costs_nothing_else(worker: WorkerEmbedder) -> None:
    ask(worker, 1)
    pid = worker.pid
    with pytest.raises(EmbedderError, match="poisoned"):
        ask(worker, REFUSE)
    assert ask(worker, 2).shape == (1, 8)
    assert worker.pid == pid


@pytest.mark.parametrize("mood", [CRASH, GARBAGE])
def test_after_a_death_the_next_face_meets_a_new_worker(worker: WorkerEmbedder, mood: int) -> None:
    ask(worker, 1)
    pid = worker.pid
    with pytest.raises(EmbedderError):
        ask(worker, mood)
    assert worker.health is WorkerHealth.FAILED
    np.testing.assert_allclose(ask(worker, 2)[0], face_of(2))
    assert worker.pid != pid
    assert worker.health is WorkerHealth.READY


def test_a_worker_that_hangs_is_killed_in_time() -> None:
    worker = embedder(timeout_s=0.3)
    ask(worker, 1)
    pid = worker.pid
    began_s = time.monotonic()
    with pytest.raises(EmbedderError, match="too long"):
        ask(worker, HANG)
    assert time.monotonic() - began_s < 5
    assert pid is not None
    assert not psutil.pid_exists(pid)


def test_a_killed_worker_is_replaced(worker: WorkerEmbedder) -> None:
    ask(worker, 1)
    assert worker.pid is not None
    process = psutil.Process(worker.pid)
    process.kill()
    wait_until(lambda: process.status() == psutil.STATUS_ZOMBIE)
    assert ask(worker, 3).shape == (1, 8)
    assert worker.pid != process.pid


def wait_until(condition: Callable[[], bool]) -> None:
    ends_s = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < ends_s
        time.sleep(0.01)


def test_it_gives_up_after_so_many_restarts() -> None:
    starts: list[int] = []

    def command() -> list[str]:
        starts.append(1)
        return worker_command()

    worker = WorkerEmbedder(FAKE, command, max_restarts=1, clock=lambda: 0.0)
    for _ in range(2):
        with pytest.raises(EmbedderError):
            ask(worker, CRASH)
    assert worker.health is WorkerHealth.GAVE_UP
    with pytest.raises(EmbedderError, match="not started again"):
        ask(worker, 1)
    assert len(starts) == 2


def test_failures_long_ago_are_forgiven() -> None:
    now = [0.0]
    worker = WorkerEmbedder(FAKE, worker_command, max_restarts=1, within_s=60, clock=lambda: now[0])
    for _ in range(3):
        with pytest.raises(EmbedderError):
            ask(worker, CRASH)
        now[0] += 100
    assert worker.health is WorkerHealth.FAILED


@pytest.mark.parametrize(
    ("words", "error", "health"),
    [
        ("missing", WeightsMissingError, WorkerHealth.WEIGHTS_MISSING),
        ("dead", EmbedderError, WorkerHealth.FAILED),
    ],
)
def test_a_worker_that_does_not_start(
    words: str, error: type[Exception], health: WorkerHealth
) -> None:
    worker = embedder(words)
    with pytest.raises(error):
        ask(worker, 1)
    assert worker.health is health


def test_a_worker_that_never_says_hello() -> None:
    worker = embedder("silent", start_timeout_s=0.3)
    with pytest.raises(EmbedderError, match="too long"):
        ask(worker, 1)


def test_a_program_that_is_not_there() -> None:
    worker = WorkerEmbedder(FAKE, lambda: ["/no/such/program"])
    with pytest.raises(EmbedderError, match="cannot be started"):
        ask(worker, 1)


def test_another_model_than_expected_is_refused() -> None:
    worker = embedder(identity=EmbedderId("other", "1", 8))
    with pytest.raises(EmbedderError, match="not EmbedderId"):
        ask(worker, 1)


def test_without_weights_the_real_worker_says_so(tmp_path: Path) -> None:
    worker = WorkerEmbedder.dlib(tmp_path)
    with pytest.raises(WeightsMissingError, match="members setup"):
        ask(worker, 1)
    assert worker.health is WorkerHealth.WEIGHTS_MISSING


def test_without_dlib_the_real_worker_says_so(tmp_path: Path) -> None:
    (tmp_path / "dlib.py").write_text("raise ImportError('not here')")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); "
        "sys.argv[1:] = ['weights.dat']; "
        "from edge.member.embedding.process import main; main()"
    )
    worker = WorkerEmbedder(DLIB, lambda: [sys.executable, "-c", code])
    with pytest.raises(RuntimeMissingError, match="dlib"):
        ask(worker, 1)
    assert worker.health is WorkerHealth.RUNTIME_MISSING
