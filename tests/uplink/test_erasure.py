"""A member who is erased leaves what waits to be sent, and nothing else changes."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from edge.config.outbox import OutboxConfig
from edge.errors import OutboxError
from edge.member.identity import Method
from edge.uplink.clock import Instant
from edge.uplink.erasure import erase_member, members_in
from edge.uplink.outbox import Outbox
from edge.uplink.session_message import SessionDone
from tests.uplink.conftest import summary

NOW = Instant(10.0, 1_800_000_000.0, synced=True, era="era")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "outbox.sqlite"


@pytest.fixture
def outbox(path: Path) -> Outbox:
    """Six sessions, every other one of the member m-erase."""
    outbox = Outbox(path, OutboxConfig())
    for number in range(6):
        member_id = "m-erase" if number % 2 else "m-other"
        whose = replace(summary(number), member_id=member_id, method=Method.CARD)
        outbox.put(whose.id, SessionDone.of(whose, NOW).to_json(), NOW)
    return outbox


def test_the_sessions_go_on_as_nobodys(outbox: Outbox, path: Path):
    before = outbox.batch(0, 10)
    assert erase_member(path, "m-erase") == 3
    after = outbox.batch(0, 10)
    assert [entry.id for entry in after] == [entry.id for entry in before]
    assert after[0::2] == before[0::2]
    for entry, old in zip(after[1::2], before[1::2], strict=True):
        now, then = (SessionDone.model_validate_json(each.payload) for each in (entry, old))
        assert now.summary == replace(then.summary, member_id=None, method=None)
        assert now.boot_id == then.boot_id
    outbox.close()


def test_nothing_of_it_stays_in_the_file(outbox: Outbox, path: Path):
    erase_member(path, "m-erase")
    content = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"m-erase" not in content
    assert b"m-other" in content
    outbox.close()


def test_who_is_not_in_it_changes_nothing(outbox: Outbox, path: Path):
    assert erase_member(path, "m-nobody") == 0
    assert erase_member(path.with_name("gone.sqlite"), "m-erase") == 0
    assert not path.with_name("gone.sqlite").exists()
    outbox.close()


def test_whose_sessions_wait_is_known(outbox: Outbox, path: Path):
    assert members_in(path) == {"m-erase", "m-other"}
    erase_member(path, "m-erase")
    assert members_in(path) == {"m-other"}
    assert members_in(path.with_name("gone.sqlite")) == frozenset()
    outbox.close()


def test_what_cannot_be_erased_is_said(path: Path):
    path.write_bytes(b"no database" * 500)
    with pytest.raises(OutboxError, match="cannot be read"):
        members_in(path)
    with pytest.raises(OutboxError, match="cannot be erased"):
        erase_member(path, "m-erase")
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE entry (row INTEGER, payload TEXT, bytes INTEGER)")
        other.execute("INSERT INTO entry VALUES (1, 'm-erase, but no session', 5)")
    other.close()
    with pytest.raises(OutboxError, match="cannot be erased"):
        erase_member(path, "m-erase")
