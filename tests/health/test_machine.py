"""What the checks of board, disk, card, memory, clock and configuration make of what is told."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from edge.health.board import Board
from edge.health.finding import Finding
from edge.health.probes.board import Power, Temperature, Throttling
from edge.health.probes.clock import ClockSync
from edge.health.probes.config import ConfigFile
from edge.health.probes.disk import Card, Disk
from edge.health.probes.memory import MemoryUse, read_memory
from edge.uplink.clock import Instant
from edge.uplink.message import Status
from tests.fakes.board import FakeBoard
from tests.fakes.kernel import FakeKernel


@pytest.fixture
def fake(tmp_path: Path) -> FakeBoard:
    return FakeBoard(tmp_path)


@pytest.fixture
def board(fake: FakeBoard) -> Board:
    return Board(fake.sys, ())


@pytest.fixture
def kernel(tmp_path: Path) -> FakeKernel:
    return FakeKernel(tmp_path)


@pytest.mark.parametrize(
    ("milli", "state"), [("45000", "ok"), ("79900", "ok"), ("80000", "warm"), ("85000", "hot")]
)
def test_heat(fake: FakeBoard, board: Board, milli: str, state: str) -> None:
    fake.temperature(milli)
    finding = Temperature(board)()

    assert finding.state == state
    assert "°C" in finding.detail


@pytest.mark.parametrize(
    ("bits", "throttling", "power"),
    [
        ("0", "ok", "ok"),
        ("50005", "now", "low_now"),
        ("50000", "before", "low_before"),
        ("10000", "ok", "low_before"),
        ("8", "now", "ok"),
        ("1", "ok", "low_now"),
    ],
)
def test_what_the_firmware_limits(
    fake: FakeBoard, board: Board, bits: str, throttling: str, power: str
) -> None:
    fake.firmware_file(bits)

    assert Throttling(board)().state == throttling
    assert Power(board)().state == power


def test_what_limits_is_named(fake: FakeBoard, board: Board) -> None:
    fake.firmware_file("6")

    assert Throttling(board)().detail == "frequency capped, throttled"


def test_a_board_that_tells_nothing_is_skipped_with_a_reason(board: Board) -> None:
    for probe in (Temperature(board), Throttling(board), Power(board)):
        finding = probe()
        assert finding.status is Status.SKIPPED
        assert finding.state == "not_told"


def disk(free_mb: float, flags: int = 0) -> os.statvfs_result:
    return cast(
        "os.statvfs_result",
        SimpleNamespace(f_bavail=int(free_mb * 1000), f_frsize=1000, f_flag=flags),
    )


@pytest.mark.parametrize(
    ("system", "state"),
    [
        (disk(900), "ok"),
        (disk(499), "low"),
        (disk(10), "full"),
        (disk(900, os.ST_RDONLY), "read_only"),
    ],
)
def test_room_on_the_disk(tmp_path: Path, system: os.statvfs_result, state: str) -> None:
    assert Disk(tmp_path, 500, lambda _: system)().state == state


def test_a_data_folder_that_is_gone(tmp_path: Path) -> None:
    assert Disk(tmp_path / "gone", 500)().state == "read_only"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert Disk(tmp_path, 1)().state == "read_only"


def test_a_card_that_counts_nothing_is_skipped(kernel: FakeKernel) -> None:
    assert Card(kernel.sys)().status is Status.SKIPPED


def test_errors_that_the_kernel_counted(kernel: FakeKernel) -> None:
    kernel.ext4_errors("mmcblk0p2", "0")
    assert Card(kernel.sys)().state == "ok"

    kernel.ext4_errors("mmcblk0p3", "4")
    finding = Card(kernel.sys)()
    assert (finding.state, finding.detail) == ("errors", "mmcblk0p3: 4 errors")


@pytest.mark.parametrize(("level", "state"), [("0x01", "ok"), ("0x02", "worn"), ("junk", "ok")])
def test_a_card_that_tells_its_wear(kernel: FakeKernel, level: str, state: str) -> None:
    kernel.card_wear("mmcblk0", level)
    assert Card(kernel.sys)().state == state


@pytest.mark.parametrize(("free_mb", "state"), [(400, "ok"), (90, "low"), (30, "out")])
def test_memory_that_is_left(kernel: FakeKernel, free_mb: int, state: str) -> None:
    kernel.memory(total_mb=1000, free_mb=free_mb, own_mb=150)
    assert MemoryUse(kernel.proc)().state == state


def test_growth_counts_once_the_station_has_settled(kernel: FakeKernel) -> None:
    now = [0.0]
    use = MemoryUse(kernel.proc, lambda: now[0])

    def state(at_s: float, own_mb: int) -> str:
        now[0] = at_s
        kernel.memory(total_mb=2000, free_mb=1000, own_mb=own_mb)
        return use().state

    assert state(10.0, 100) == "ok"
    assert state(500.0, 300) == "ok", "models and caches"
    assert state(1000.0, 300) == "ok"
    assert state(2000.0, 370) == "ok"
    assert state(3000.0, 380) == "grows"


def test_memory_of_this_machine() -> None:
    memory = read_memory()
    assert memory is not None
    assert 0 < memory.own < memory.total
    assert 0 < memory.free <= memory.total


def test_a_kernel_that_tells_no_memory(kernel: FakeKernel) -> None:
    assert MemoryUse(kernel.proc)().status is Status.SKIPPED


@pytest.mark.parametrize(("synced", "state"), [(True, "ok"), (False, "not_synchronised")])
def test_the_clock(*, synced: bool, state: str) -> None:
    clock = SimpleNamespace(now=lambda: Instant(1.0, 1_790_000_000.0, synced, "era"))
    finding = ClockSync(clock)()

    assert finding.state == state
    assert finding.detail.startswith("2026-")


def told(config: ConfigFile) -> tuple[str, str]:
    finding: Finding = config()
    return finding.state, finding.detail


def test_the_configuration_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "station.yaml"
    path.write_text("site: gym\n")
    config = ConfigFile(path)
    assert told(config) == ("ok", str(path))

    path.write_text("site: other-gym\n")
    assert told(config)[0] == "changed"

    config.refused("station.yaml:1: no such key")
    assert told(config) == ("reload_failed", "station.yaml:1: no such key")

    config.safe_mode("station.yaml:1: no such key")
    assert config().status is Status.CRITICAL


def test_a_station_without_a_file_runs_on_the_defaults() -> None:
    assert ConfigFile(None)().state == "defaults"
