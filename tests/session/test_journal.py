"""A session that a loss of power cuts off is told by its journal."""

import errno
import json
import os
import threading
from math import nan
from zlib import crc32

import pytest

from edge.errors import DataFolderError
from edge.session.events import PartialCounted, SessionEnded
from edge.session.journal import KEPT, line_of, record_of, replay
from edge.session.summary import SessionEnd
from edge.station.storage import journal as journal_module
from edge.station.storage.journal import FileJournal, recover
from tests.fakes.session import ABOUT, FAULT, Floor


def work(floor: Floor) -> Floor:
    floor.enter(1).known("m1")
    floor.attempt()
    floor.rep(range_deg=nan)
    floor.rep(conditions=(FAULT,))
    floor.wait(25)
    floor.hold(12)
    floor.rep("lunge")
    floor.attempt("lunge")
    return floor


def lines(floor: Floor) -> list[bytes]:
    return [line_of(ABOUT), *(line_of(event) for event in floor.events if isinstance(event, KEPT))]


@pytest.fixture
def floor() -> Floor:
    return work(Floor())


@pytest.fixture
def journal(tmp_path):
    opened = FileJournal(tmp_path / "journal", ABOUT, sync_every_s=0.0)
    yield opened
    opened.close()


def test_what_was_counted_is_summarised_as_interrupted(floor):
    summary = replay(lines(floor))
    floor.end()
    whole = floor.summaries[0]
    assert summary.interrupted
    assert summary.ended_by is SessionEnd.INTERRUPTED
    assert summary.id == whole.id
    assert summary.member_id == "m1"
    assert [(s.exercise, s.rep_count, s.partial_reps) for s in summary.sets] == [
        ("squat", 2, 1),
        ("plank", 0, 0),
        ("lunge", 1, 1),
    ]
    assert summary.sets[0].reps == whole.sets[0].reps
    assert summary.sets[1].hold_s == whole.sets[1].hold_s
    assert summary.start_time == whole.start_time


def test_a_session_that_was_closed_is_told_as_it_was(floor):
    floor.end()
    assert replay(lines(floor)) == floor.summaries[0]


def test_records_come_back_as_they_were(floor):
    floor.end()
    for line in lines(floor):
        assert line_of(record_of(line)) == line


def test_a_torn_line_costs_only_itself(floor):
    kept = lines(floor)
    summary = replay([*kept[:-1], kept[-1][:-9]])
    assert summary.sets[-1].partial_reps == 0
    assert summary.rep_count == 3


def test_a_damaged_line_in_the_middle_costs_at_most_itself(floor):
    floor.end()
    kept = lines(floor)
    counted = [at for at, line in enumerate(kept) if b"RepCounted" in line]
    kept[counted[0]] = kept[counted[0]].replace(b"squat", b"squid")
    assert replay(kept[:-1]).rep_count == 3  # the end of its set tells it as well


@pytest.mark.parametrize("line", [b"", b"\n", b"nonsense\n", b"00000000 []\n", b"\xff\xfe\n"])
def test_what_is_no_record_is_none(line):
    assert record_of(line) is None


def test_records_of_another_version_are_left_out():
    text = json.dumps(["HeartRateSeen", {"at_s": 1.0}]).encode()
    assert record_of(b"%08x %s\n" % (crc32(text), text)) is None


def test_a_file_is_kept_until_the_session_is_settled(journal, floor, tmp_path):
    floor.end()
    journal.note(floor.events)
    journal.close()
    (summary,) = recover(tmp_path / "journal").summaries
    assert summary == floor.summaries[0]
    again = FileJournal(tmp_path / "journal", ABOUT, sync_every_s=0.0)
    again.settle(summary.id)
    again.close()
    assert list((tmp_path / "journal").iterdir()) == []


def test_a_station_that_stops_in_mid_set_loses_nothing_that_was_written(journal, floor, tmp_path):
    for event in floor.events:
        journal.note([event])
    journal.close()
    (summary,) = recover(tmp_path / "journal").summaries
    assert summary.interrupted
    assert summary.rep_count == 3
    assert summary.sets[1].hold_s == pytest.approx(12, abs=0.2)


def test_nothing_is_written_before_the_first_repetition(journal, tmp_path):
    floor = Floor().enter(1)
    floor.attempt()
    journal.note(floor.events)
    journal.close()
    assert not (tmp_path / "journal").exists()


def test_a_file_without_a_beginning_is_moved_aside(tmp_path):
    (tmp_path / "a.journal").write_bytes(b"\x00" * 512)
    found = recover(tmp_path)
    assert found.summaries == ()
    assert [path.name for path in found.damaged] == ["a.damaged"]
    assert recover(tmp_path).damaged == ()


def test_only_so_many_damaged_files_are_kept(tmp_path):
    for number in range(15):
        (tmp_path / f"{number:02}.journal").write_bytes(b"torn")
    recover(tmp_path)
    assert [path.stem for path in sorted(tmp_path.iterdir())] == [f"{n:02}" for n in range(5, 15)]


def test_a_session_of_which_no_repetition_was_written_is_dropped(floor, tmp_path):
    kept = [line for line in lines(floor) if b"Started" in line or b"About" in line]
    (tmp_path / "a.journal").write_bytes(b"".join(kept[:3]))
    assert recover(tmp_path).summaries == ()
    assert list(tmp_path.iterdir()) == []


def test_no_folder_holds_nothing(tmp_path):
    assert recover(tmp_path / "none").summaries == ()


def test_a_folder_that_cannot_be_read_is_a_clear_error(tmp_path):
    (tmp_path / "a.journal").mkdir()
    with pytest.raises(DataFolderError, match="interrupted sessions"):
        recover(tmp_path)


def test_a_full_disk_is_named_and_what_waits_is_written_later(floor, tmp_path, monkeypatch):
    troubles: list[str | None] = []
    written = threading.Event()
    write = os.write

    def write_after_two_tries(file: int, data: bytes) -> int:
        troubles.append(journal.trouble)
        if len(troubles) <= 2:
            write(file, bytes(data[:5]))
            raise OSError(errno.ENOSPC, "No space left on device")
        written.set()
        return write(file, data)

    monkeypatch.setattr(journal_module.os, "write", write_after_two_tries)
    monkeypatch.setattr(journal_module, "RETRY_S", 0.01)
    journal = FileJournal(tmp_path, ABOUT, sync_every_s=0.0)
    journal.note(floor.events)
    assert written.wait(5)
    journal.close()
    assert troubles[0] is None
    assert "No space left on device" in troubles[1]
    assert journal.trouble is None
    assert recover(tmp_path).summaries[0].rep_count == 3


def test_a_disk_that_fails_for_ever_costs_memory_only_so_far(floor, tmp_path, monkeypatch):
    monkeypatch.setattr(journal_module, "MOST_WAITING", 4)
    (tmp_path / "file").write_bytes(b"")
    journal = FileJournal(tmp_path / "file" / "below", ABOUT, sync_every_s=0.0)
    journal.note(floor.events)
    journal.close()
    assert "cannot be kept" in journal.trouble
    assert journal.lost > 0


def test_a_record_that_cannot_be_written_costs_only_itself(floor, journal, tmp_path, monkeypatch):
    def line_of_most(record):
        if isinstance(record, PartialCounted):
            raise TypeError("an error of ours")
        return line_of(record)

    monkeypatch.setattr(journal_module, "line_of", line_of_most)
    journal.note(floor.events)
    journal.close()
    assert journal.lost > 0
    assert journal.waiting == 0
    summary = recover(tmp_path / "journal").summaries[0]
    assert summary.rep_count == 3
    assert summary.sets[-1].partial_reps == 0


def test_many_repetitions_at_once_are_one_write(floor, tmp_path, monkeypatch):
    synced: list[int] = []
    fsync = os.fsync
    monkeypatch.setattr(journal_module.os, "fsync", lambda file: (synced.append(file), fsync(file)))
    journal = FileJournal(tmp_path, ABOUT, sync_every_s=60.0)
    journal.note(floor.events)
    journal.close()
    assert len(synced) == 2  # the file, and once the folder
    assert not isinstance(floor.events[-1], SessionEnded)
