"""Shorter pauses, so that a test takes seconds."""

import pytest

from edge.sharing import post, sharing


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "BEAT_S", 0.05)
    monkeypatch.setattr(post, "SETTLE_S", 0.5)
    monkeypatch.setattr(post, "EVERY_S", 0.5)
