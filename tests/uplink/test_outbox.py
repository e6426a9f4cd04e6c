"""The outbox on the disk, and what keeps it going when the disk does not."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edge.config.outbox import OutboxConfig
from edge.errors import OutboxError
from edge.uplink.clock import Instant
from edge.uplink.keeper import Keeper
from edge.uplink.outbox import ENOUGH, Outbox

DAY_S = 86_400.0


def at(monotonic_s: float, *, synced: bool = True, era: str = "era") -> Instant:
    return Instant(monotonic_s, 1_800_000_000.0 + monotonic_s, synced, era)


class FixedClock:
    def __init__(self, now: Instant) -> None:
        self.time = now

    def now(self) -> Instant:
        return self.time


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox.sqlite", OutboxConfig(most=10, resend_s=100.0))


def waiting_ids(outbox: Outbox) -> list[str]:
    return [entry.id for entry in outbox.batch(0, 1000)]


def test_first_in_first_out(outbox: Outbox) -> None:
    for number in range(5):
        outbox.put(f"id{number}", "{}", at(number))

    assert waiting_ids(outbox) == ["id0", "id1", "id2", "id3", "id4"]
    assert [entry.id for entry in outbox.batch(2, 2)] == ["id2", "id3"]


def test_an_id_that_is_there_already_changes_nothing(outbox: Outbox) -> None:
    outbox.put("id", "first", at(0))
    outbox.confirm([1], at(1))
    outbox.put("id", "second", at(2))

    assert waiting_ids(outbox) == []


def test_what_was_confirmed_lately_can_wait_again(outbox: Outbox) -> None:
    for number in range(3):
        outbox.put(f"id{number}", "{}", at(0))
    outbox.confirm([1], at(10))
    outbox.confirm([2, 3], at(50))

    assert outbox.reopen(at(120)) == 2
    assert waiting_ids(outbox) == ["id1", "id2"]


def test_a_connection_that_keeps_breaking_does_not_repeat_the_old_for_ever(
    outbox: Outbox,
) -> None:
    outbox.put("id", "{}", at(0))
    repeated = 0
    for second in range(1, 50):
        outbox.confirm([1], at(second))
        repeated += outbox.reopen(at(second))

    assert repeated == ENOUGH - 1
    assert waiting_ids(outbox) == []


def test_what_was_confirmed_long_ago_is_deleted(outbox: Outbox) -> None:
    outbox.put("old", "{}", at(0))
    outbox.confirm([1], at(0))
    outbox.put("new", "{}", at(150))
    outbox.confirm([2], at(150))

    assert outbox.reopen(at(150)) == 1
    assert waiting_ids(outbox) == ["new"]


def test_after_a_restart_of_the_machine_nobody_knows_how_long_ago_it_was(outbox: Outbox) -> None:
    outbox.put("id", "{}", at(5000))
    outbox.confirm([1], at(5000))

    assert outbox.reopen(at(3, era="next")) == 1


def test_beyond_the_limit_the_oldest_goes_and_is_counted(outbox: Outbox) -> None:
    dropped = [outbox.put(f"id{number}", "{}", at(number)) for number in range(13)]

    assert dropped == [0] * 10 + [1] * 3
    assert waiting_ids(outbox)[0] == "id3"
    assert outbox.waiting().dropped == 3


def test_what_the_broker_has_goes_before_what_it_has_not(outbox: Outbox) -> None:
    for number in range(10):
        outbox.put(f"id{number}", "{}", at(number))
    outbox.confirm([5], at(20))

    assert outbox.put("new", "{}", at(21)) == 0
    assert outbox.waiting().count == 10


def test_too_many_bytes_push_the_oldest_out(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "o.sqlite", OutboxConfig(most_mb=1))
    for number in range(3):
        outbox.put(f"id{number}", "x" * 400_000, at(number))

    assert waiting_ids(outbox) == ["id1", "id2"]


def test_age_counts_only_where_the_clock_is_known(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "o.sqlite", OutboxConfig(longest_days=1.0))
    outbox.put("old", "{}", at(0, era="last boot"))
    outbox.put("undated", "{}", at(0, synced=False, era="last boot"))
    outbox.put("unsure", "{}", at(3 * DAY_S, synced=False))
    assert waiting_ids(outbox) == ["old", "undated", "unsure"]

    outbox.put("now", "{}", at(3 * DAY_S))
    assert waiting_ids(outbox) == ["undated", "unsure", "now"]


def test_a_clock_that_jumps_makes_nothing_old(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "o.sqlite", OutboxConfig(longest_days=1.0))
    outbox.put("before", "{}", at(0))
    outbox.put("after", "{}", Instant(60.0, 1_900_000_000.0, synced=True, era="era"))
    assert waiting_ids(outbox) == ["before", "after"]

    outbox.put("a day later", "{}", at(DAY_S + 30.0))
    assert waiting_ids(outbox) == ["after", "a day later"]


def test_what_was_sent_undated_waits_again_once_the_clock_is_set(outbox: Outbox) -> None:
    outbox.put("undated", "{}", at(0, synced=False))
    outbox.put("dated", "{}", at(1))
    outbox.confirm([1, 2], at(2))
    assert outbox.reopen_undated(at(3)) == 1

    outbox.confirm([1], at(4), dated=[1])
    assert outbox.reopen_undated(at(5)) == 0


def test_how_the_last_connection_ended_outlives_a_restart(tmp_path: Path) -> None:
    first = Outbox(tmp_path / "o.sqlite", OutboxConfig())
    assert not first.ended_clean
    first.mark_clean(clean=True)
    first.close()

    assert Outbox(tmp_path / "o.sqlite", OutboxConfig()).ended_clean


def test_a_closed_outbox_says_so(outbox: Outbox) -> None:
    outbox.close()

    with pytest.raises(OutboxError, match=r"outbox\.sqlite"):
        outbox.put("id", "{}", at(0))


WRITER = """
import sys
from pathlib import Path
from edge.config.outbox import OutboxConfig
from edge.uplink.clock import Instant
from edge.uplink.outbox import ENOUGH, Outbox
outbox = Outbox(Path(sys.argv[1]), OutboxConfig())
for number in range(100_000):
    outbox.put(f"id{number}", "x" * 500, Instant(float(number), 0.0, True, "era"))
    print(number, flush=True)
"""


def test_whatever_put_has_answered_for_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout
        last = [int(next(writer.stdout)) for _ in range(50)][-1]
        os.kill(writer.pid, signal.SIGKILL)
        last = max([last, *(int(line) for line in writer.stdout if line.endswith("\n"))])

    ids = waiting_ids(Outbox(path, OutboxConfig()))
    assert ids[: last + 1] == [f"id{number}" for number in range(last + 1)]


@pytest.mark.parametrize("damage", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_moved_aside_and_a_new_one_begun(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "outbox.sqlite"
    path.write_bytes(damage)
    keeper = Keeper(path, OutboxConfig(), FixedClock(at(7)))

    assert keeper.put("id", "{}", at(7))
    assert keeper.keeping.moved_aside is not None
    assert keeper.keeping.moved_aside.read_bytes() == damage
    assert keeper.keeping.waiting == 1


def test_a_file_damaged_under_way_costs_no_new_summary(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite"
    keeper = Keeper(path, OutboxConfig(), FixedClock(at(0)))
    for number in range(200):
        keeper.put(f"id{number}", "x" * 1000, at(0))
    database = keeper.outbox._database
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("PRAGMA cache_size = 0")
    database.execute("PRAGMA shrink_memory")
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 200_000)
    for number in range(200, 230):
        keeper.put(f"id{number}", "x" * 1000, at(0))
    keeper.catch_up(at_once=True)

    assert keeper.keeping.moved_aside is not None
    assert "id229" in waiting_ids(keeper.outbox)
    assert keeper.keeping.unsaved == 0


def test_while_the_disk_is_full_summaries_are_kept_in_memory_and_saved_later(
    tmp_path: Path,
) -> None:
    clock = FixedClock(at(0))
    keeper = Keeper(tmp_path / "outbox.sqlite", OutboxConfig(), clock)
    database = keeper.outbox._database
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages + 2}")
    saved = [keeper.put(f"id{number}", "x" * 3000, at(number)) for number in range(8)]

    assert not saved[-1]
    assert "the disk is full" in keeper.keeping.problem
    assert keeper.keeping.waiting == 8

    database.execute("PRAGMA max_page_count = 100000")
    keeper.catch_up(at_once=True)
    assert keeper.keeping.unsaved == 0
    assert waiting_ids(keeper.outbox) == [f"id{number}" for number in range(8)]


def test_once_the_disk_is_back_memory_goes_behind_what_waits_there(tmp_path: Path) -> None:
    path = tmp_path / "data" / "outbox.sqlite"
    path.parent.mkdir()
    Outbox(path, OutboxConfig()).put("before", "{}", at(0))
    path.parent.rename(tmp_path / "away")
    clock = FixedClock(at(0))
    keeper = Keeper(path, OutboxConfig(), clock)
    assert not keeper.put("meanwhile", "{}", at(0))
    (tmp_path / "away").rename(path.parent)
    clock.time = at(60)
    keeper.catch_up()

    assert keeper.put("after", "{}", at(60))
    assert waiting_ids(keeper.outbox) == ["before", "meanwhile", "after"]
    assert keeper.keeping.on_disk


def test_a_folder_that_cannot_be_written_leaves_summaries_in_memory(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "missing" / "outbox.sqlite", OutboxConfig(), FixedClock(at(0)))

    assert not keeper.put("id", "{}", at(0))
    assert keeper.keeping.waiting == 1
    assert "unable to open" in keeper.keeping.problem


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["put", "send", "confirm", "lose", "restart"]), max_size=60))
def test_nothing_is_lost_or_reordered_whatever_happens(
    tmp_path_factory: pytest.TempPathFactory, events: list[str]
) -> None:
    """Against a model: the consumer's first sight of each id is in the order they were put."""
    path = tmp_path_factory.mktemp("outbox") / "o.sqlite"
    outbox, made, seen, under_way = Outbox(path, OutboxConfig()), 0, [], []
    read_row = 0
    for step, event in enumerate(events):
        if event == "put":
            outbox.put(f"id{made}", "{}", at(step))
            made += 1
        elif event == "send":
            for entry in outbox.batch(read_row, 2):
                seen.append(entry.id)
                under_way.append(entry.row)
                read_row = entry.row
        elif event == "confirm" and under_way:
            outbox.confirm([under_way.pop(0)], at(step))
        else:
            if event == "restart":
                outbox.close()
                outbox = Outbox(path, OutboxConfig())
            under_way.clear()
            outbox.reopen(at(step))
            read_row = 0
    seen += [entry.id for entry in outbox.batch(read_row, 1000)]
    outbox.close()

    assert list(dict.fromkeys(seen)) == [f"id{number}" for number in range(made)]


def test_a_file_of_a_newer_version_is_not_read_as_if_it_were_known(tmp_path: Path) -> None:
    path = tmp_path / "o.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()

    with pytest.raises(OutboxError, match="newer version"):
        Outbox(path, OutboxConfig())
