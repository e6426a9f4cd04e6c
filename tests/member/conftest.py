"""Every gallery file that a test opens is closed after it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from edge.member.gallery import store
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.store_file import open_file


@pytest.fixture(autouse=True)
def closed_galleries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened: list[sqlite3.Connection] = []

    def noted(path: Path, key: SecretKey) -> sqlite3.Connection:
        opened.append(open_file(path, key))
        return opened[-1]

    monkeypatch.setattr(store, "open_file", noted)
    yield
    for connection in opened:
        connection.close()
