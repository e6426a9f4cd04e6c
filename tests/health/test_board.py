"""What a board tells of its heat and power, and what it does not tell."""

import time
from pathlib import Path

import pytest

from edge.health.board import Board, Limit, Throttled
from tests.fakes.board import FakeBoard


@pytest.fixture
def fake(tmp_path: Path) -> FakeBoard:
    return FakeBoard(tmp_path)


@pytest.fixture
def board(fake: FakeBoard) -> Board:
    return Board(fake.sys, fake.vcgencmd)


def test_a_machine_that_tells_nothing(board: Board) -> None:
    assert board.temperature_c() is None
    assert board.throttled() is None


def test_the_processor_counts_not_what_else_is_warm(fake: FakeBoard, board: Board) -> None:
    fake.temperature("48312")
    fake.temperature("91000", zone=1, kind="nvme")
    fake.temperature("51000", zone=2, kind="cpu-big")

    assert board.temperature_c() == pytest.approx(51.0)


def test_a_sensor_without_a_name_is_better_than_none(fake: FakeBoard, board: Board) -> None:
    fake.temperature("40000", kind="acpitz")

    assert board.temperature_c() == pytest.approx(40.0)


@pytest.mark.parametrize("text", ["", "n/a", "-274000", "999999"])
def test_a_sensor_that_talks_nonsense_is_not_believed(
    fake: FakeBoard, board: Board, text: str
) -> None:
    fake.temperature(text)

    assert board.temperature_c() is None


def test_the_firmware_is_asked(fake: FakeBoard, board: Board) -> None:
    fake.firmware("throttled=0x50005")

    both = frozenset({Limit.UNDER_VOLTAGE, Limit.THROTTLED})
    assert board.throttled() == Throttled(now=both, ever=both)
    assert fake.calls == ["get_throttled"]


@pytest.mark.parametrize(
    ("bits", "now", "ever"),
    [
        (0x0, set(), set()),
        (0x1, {Limit.UNDER_VOLTAGE}, set()),
        (0x2, {Limit.FREQUENCY_CAPPED}, set()),
        (0x4, {Limit.THROTTLED}, set()),
        (0x8, {Limit.SOFT_LIMIT}, set()),
        (0x10000, set(), {Limit.UNDER_VOLTAGE}),
        (0x80000, set(), {Limit.SOFT_LIMIT}),
        (0xF000F, set(Limit), set(Limit)),
        (0xFFF0_FFF0, set(), set()),
    ],
)
def test_each_bit_has_its_meaning(bits: int, now: set[Limit], ever: set[Limit]) -> None:
    assert Throttled.from_bits(bits) == Throttled(frozenset(now), frozenset(ever))


def test_the_kernels_file_stands_in_for_the_program(fake: FakeBoard) -> None:
    fake.firmware_file("10000")

    assert Board(fake.sys, ()).throttled() == Throttled(ever=frozenset({Limit.UNDER_VOLTAGE}))


@pytest.mark.parametrize(("answer", "status"), [("VCHI initialization failed", 255), ("error", 0)])
def test_a_program_that_fails_gives_way_to_the_file(
    fake: FakeBoard, board: Board, answer: str, status: int
) -> None:
    fake.firmware(answer, status=status)
    assert board.throttled() is None

    fake.firmware_file("4")
    assert board.throttled() == Throttled(now=frozenset({Limit.THROTTLED}))


def test_a_program_that_hangs_is_given_up(fake: FakeBoard) -> None:
    fake.firmware("throttled=0x0", hangs_s=30.0)
    began_s = time.monotonic()

    assert Board(fake.sys, fake.vcgencmd, timeout_s=0.3).throttled() is None
    assert time.monotonic() - began_s < 5.0
