"""The gallery's file: nothing to read without the key, nothing lost when something goes wrong."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edge.errors import (
    GalleryBusyError,
    GalleryCorruptError,
    GalleryError,
    GalleryFullError,
    GalleryKeyError,
)
from edge.member.gallery.gallery import FILE_NAME, Gallery
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.state import Change, Entry, GalleryState, Slot
from edge.member.gallery.store import GalleryStore
from edge.member.gallery.store_errors import gallery_errors
from edge.member.gallery.store_schema import MIGRATIONS, migrate
from tests.fakes.gallery import KEY, descriptors, enrolment, gallery

SLOT = Slot("m-1", "name")


def put(slot: Slot, value: str, stamp: int = 1) -> Callable[[GalleryState], Change]:
    return lambda state: Change(put={slot: Entry(stamp, value)})


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_what_is_stored_is_there_again(tmp_path: Path):
    store = GalleryStore.open(tmp_path / "a.db", KEY)
    store.change(put(SLOT, '"Kim"'))
    store.change(put(SLOT, '"Lee"', stamp=2))
    store.close()
    assert GalleryStore.open(tmp_path / "a.db", KEY).load().entries == {SLOT: Entry(2, '"Lee"')}


def test_the_file_belongs_to_its_owner(tmp_path: Path):
    store = GalleryStore.open(tmp_path / "a.db", KEY)
    store.change(put(SLOT, "x"))
    for path in tmp_path.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_stolen_disk_tells_nothing(tmp_path: Path):
    with gallery(tmp_path) as members:
        members.enrol(enrolment("m-secret", "Kim Secret", 7))
        token = members.issue_card(members.find("m-secret"))
        stolen = files(tmp_path)  # with the log, before it is written back
        (card,) = members.find("m-secret").cards
    stolen += files(tmp_path)
    vectors = [vector[:4].tobytes() for vector in descriptors(7)]
    words = [
        "m-secret",
        "Kim",
        "Secret",
        token,
        token[4:],
        card.fingerprint,
        "fake",
        "2026",
        "face",
    ]
    for piece in [*vectors, *(word.encode() for word in words), bytes.fromhex(card.fingerprint)]:
        assert piece not in stolen
    assert KEY.secret not in stolen


def test_a_value_moved_to_another_member_is_noticed(tmp_path: Path):
    path = tmp_path / "a.db"
    store = GalleryStore.open(path, KEY)
    store.change(put(SLOT, '"Kim"'))
    store.change(put(Slot("m-2", "name"), '"Lee"'))
    store.close()
    with sqlite3.connect(path) as thief:
        sealed = thief.execute("SELECT sealed FROM entry ORDER BY slot").fetchall()
        slots = thief.execute("SELECT slot FROM entry ORDER BY slot").fetchall()
        for (slot,), (value,) in zip(slots, reversed(sealed), strict=True):
            thief.execute("UPDATE entry SET sealed = ? WHERE slot = ?", (value, slot))
    thief.close()
    with pytest.raises(GalleryCorruptError, match="altered or moved"):
        GalleryStore.open(path, KEY).load()


def test_the_wrong_key_is_named_and_nothing_is_lost(tmp_path: Path):
    path = tmp_path / "a.db"
    store = GalleryStore.open(path, KEY)
    store.change(put(SLOT, "x"))
    store.close()
    wrong = SecretKey.generate()
    with pytest.raises(GalleryKeyError, match=f"sealed with the key {KEY.id}, and this one is"):
        GalleryStore.open(path, wrong)
    assert GalleryStore.open(path, KEY).load().entries


@pytest.mark.parametrize("content", [b"this is no database, just text" * 100, b"SQLite format 3\0"])
def test_another_file_in_its_place_is_left_alone(tmp_path: Path, content: bytes):
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(GalleryCorruptError, match=r"a\.db: the gallery's file is damaged"):
        GalleryStore.open(path, KEY)
    assert path.read_bytes() == content


def test_another_database_is_left_alone(tmp_path: Path):
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(GalleryError, match="is no gallery"):
        GalleryStore.open(path, KEY)
    assert path.read_bytes() == before


def test_damage_anywhere_is_an_error_and_never_a_wrong_face(tmp_path: Path):
    with gallery(tmp_path) as members:
        for number in range(6):
            members.enrol(enrolment(f"m-{number}", f"Member {number}", number))
        whole = members.state()
    sound = (tmp_path / FILE_NAME).read_bytes()
    noticed = 0
    for at in range(100, len(sound), len(sound) // 40):
        damaged = bytearray(sound)
        damaged[at : at + 16] = bytes(byte ^ 0x5A for byte in damaged[at : at + 16])
        (tmp_path / FILE_NAME).write_bytes(damaged)
        try:
            with gallery(tmp_path) as members:
                assert members.state() == whole  # the damage hit a free place
        except GalleryError:
            noticed += 1
    assert noticed > 5


def test_a_newer_layout_is_not_touched(tmp_path: Path):
    path = tmp_path / "a.db"
    GalleryStore.open(path, KEY).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(GalleryError, match=r"newer gymstation \(layout 99, this one knows 1\)"):
        GalleryStore.open(path, KEY)


def test_an_older_file_is_brought_up_to_date(tmp_path: Path):
    path = tmp_path / "a.db"
    store = GalleryStore.open(path, KEY)
    store.change(put(SLOT, "x"))
    store.close()
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path, (*MIGRATIONS, "ALTER TABLE entry ADD COLUMN note TEXT"))
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert connection.execute("SELECT count(*), max(note) FROM entry").fetchone() == (1, None)
    connection.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path):
    path = tmp_path / "a.db"
    GalleryStore.open(path, KEY).close()
    connection = sqlite3.connect(path, isolation_level=None)
    broken = "ALTER TABLE entry ADD COLUMN note TEXT; ALTER TABLE nowhere ADD COLUMN note TEXT"
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, path, (*MIGRATIONS, broken))
    connection.close()
    assert GalleryStore.open(path, KEY).load() == GalleryState()


def test_a_writer_that_does_not_finish_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("edge.member.gallery.store_file.BUSY_TIMEOUT_S", 0.05)
    store = GalleryStore.open(tmp_path / "a.db", KEY)
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(GalleryBusyError, match="another command is writing"):
        store.change(put(SLOT, "x"))
    other.execute("ROLLBACK")
    store.change(put(SLOT, "x"))
    assert store.load().entries
    other.close()


def test_a_file_that_cannot_be_made_is_named(tmp_path: Path):
    with pytest.raises(GalleryError, match=r"nowhere/a\.db: the gallery cannot be used"):
        GalleryStore.open(tmp_path / "nowhere" / "a.db", KEY)


def test_a_change_that_cannot_be_decided_changes_nothing(tmp_path: Path):
    store = GalleryStore.open(tmp_path / "a.db", KEY)

    def fail(state: GalleryState) -> Change:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.change(fail)
    store.change(put(SLOT, "x"))
    assert len(store.load().entries) == 1


def test_what_another_process_wrote_is_seen(tmp_path: Path):
    one, other = (GalleryStore.open(tmp_path / "a.db", KEY) for _ in range(2))
    before = one.version()
    other.change(put(SLOT, "x"))
    assert one.version() != before
    assert one.load() == other.load()


def test_a_backup_is_sealed_and_read_without_being_touched(tmp_path: Path):
    store = GalleryStore.open(tmp_path / "a.db", KEY)
    store.change(put(SLOT, '"Kim"'))
    copy = tmp_path / "copies" / "a.backup"
    copy.parent.mkdir()
    store.copy_to(copy)
    before = copy.read_bytes()
    assert GalleryStore.read_copy(copy, KEY) == store.load()
    assert files(copy.parent) == before
    assert b"Kim" not in before
    assert copy.stat().st_mode & 0o077 == 0
    with pytest.raises(GalleryKeyError):
        GalleryStore.read_copy(copy, SecretKey.generate())
    with pytest.raises(GalleryError, match="no such file"):
        GalleryStore.read_copy(tmp_path / "gone", KEY)
    (tmp_path / "empty").touch()
    with pytest.raises(GalleryError, match="is empty"):
        GalleryStore.read_copy(tmp_path / "empty", KEY)
    with pytest.raises(GalleryError):
        store.copy_to(copy)


@pytest.fixture
def small_disk() -> object:
    """Files may not grow beyond 64 kB, as on a disk that is nearly full."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_changes_nothing(tmp_path: Path, small_disk: object):
    members = gallery(tmp_path)
    stored = enrol_until_full(members)
    assert stored > 3
    assert len(members.members()) == stored
    members.close()
    with gallery(tmp_path) as again:
        assert len(again.members()) == stored


def enrol_until_full(members: Gallery) -> int:
    for number in range(1000):
        try:
            members.enrol(enrolment(f"m-{number:04}", f"Member {number}", number))
        except GalleryFullError:
            return number
    pytest.fail("there was room for everybody")


def test_a_file_that_cannot_be_rewritten_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    members = gallery(tmp_path)
    members.enrol(enrolment("m-1"))
    with monkeypatch.context() as broken:
        broken.setattr("edge.member.gallery.store.rewrite", full)
        with pytest.raises(GalleryFullError, match="is deleted, but the file could not be rewr"):
            members.forget(members.find("m-1"))
    assert members.members() == ()
    members.prune(30)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE])
def test_every_way_of_having_no_room_has_one_name(code: int):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.raises(GalleryFullError), gallery_errors(Path("a.db")):
        raise error


WRITER = """
import sys
from pathlib import Path
from tests.fakes.gallery import enrolment, gallery
members = gallery(Path(sys.argv[1]))
number = len(members.members())
while True:
    members.enrol(enrolment(f"m-{number:04}", f"Member {number}", number))
    print(number, flush=True)
    number += 1
"""


def test_a_process_killed_while_it_writes_loses_nothing(tmp_path: Path):
    root = Path(__file__).resolve().parent.parent.parent
    confirmed = -1
    for after in (3, 8, 5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)],
            cwd=root,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        assert writer.stdout
        for _ in range(after):
            confirmed = int(writer.stdout.readline())
        writer.kill()  # at any point of the next one
        rest = writer.stdout.read().split()
        confirmed = int(rest[-1]) if rest else confirmed
        writer.stdout.close()
        writer.wait()
        with gallery(tmp_path) as members:
            found = members.members()
            # All that was confirmed, and at most the one that was being written, whole or not.
            assert confirmed + 1 <= len(found) <= confirmed + 2
            assert all(member.name and member.faces and member.consents for member in found)
