"""The thread that keeps what was heard outlives whatever goes wrong in it."""

import logging
import threading
from typing import cast

import pytest

from edge.backoff import BackOff
from edge.errors import StoreError
from hub.ingest.inbox import Inbox
from hub.ingest.keeper import Keeper
from hub.ingest.writer import Writer
from tests.hub.messages import done, received, summary

QUICK = BackOff(first_s=0.01, longest_s=0.02)


class Failing:
    """Fails so often before it keeps a batch."""

    def __init__(self, error: Exception, times: int) -> None:
        self.error, self.left = error, times

    def write(self, batch: list[object]) -> int:
        if self.left:
            self.left -= 1
            raise self.error
        return len(batch)


@pytest.mark.parametrize(
    ("error", "said"), [(StoreError("gone"), "gone"), (KeyError("an error of ours"), "KeyError")]
)
def test_a_batch_that_fails_is_confirmed_once_it_is_kept(
    error: Exception, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    inbox, confirmed, problems = Inbox(), threading.Event(), list[str]()
    writer = Failing(error, times=5)
    keeper = Keeper(inbox, cast("Writer", writer), "gymstation", QUICK)

    def confirm() -> None:
        problems.append(keeper.keeping.problem)
        confirmed.set()

    with caplog.at_level(logging.WARNING, "hub.ingest.keeper"):
        keeper.start()
        inbox.put(received("session", done(summary(1)).to_json()), confirm)
        assert confirmed.wait(10)
        keeper.stop()

    assert writer.left == 0
    assert problems == [""]
    assert keeper.keeping.kept == 1
    assert said in caplog.text
    # Said once, however often it was tried.
    assert sum(record.levelno == logging.WARNING for record in caplog.records) == 1
    assert sum(record.levelno == logging.ERROR for record in caplog.records) == (said == "KeyError")
