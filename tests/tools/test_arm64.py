"""The parts of the arm64 trial that need no emulator."""

import numpy as np
import pytest

from tools.arm64.board import BOARDS, CORES
from tools.arm64.compare import agreement, outputs_apart
from tools.arm64.look import regions
from tools.arm64.system import SYSTEMS
from tools.arm64.trial import passed
from tools.arm64.wheels import locked

TORSO = {"torso_demo_00": np.array(50.0)}


def seen(kind: str, moved_px: float = 0.0) -> dict[str, np.ndarray]:
    points = np.arange(66, dtype=float).reshape(33, 2)
    points[0, 0] += moved_px
    return {f"{kind}_demo_00": points, **TORSO}


def test_every_core_of_a_board_is_told_with_what_it_can() -> None:
    for board in BOARDS.values():
        text = board.cpuinfo()
        assert text.count("processor\t:") == CORES
        assert text.count(f"CPU part\t: {board.part}\n") == CORES
        assert board.model in text


@pytest.mark.parametrize("name", SYSTEMS)
def test_one_version_of_each_package_holds_for_a_system(name: str) -> None:
    system = SYSTEMS[name]
    lines = locked(system.locks, system.python)
    names = [line.partition("==")[0] for line in lines]
    assert len(set(names)) == len(names)
    assert {"numpy", "ai-edge-litert", "cryptography", "fastapi"} <= set(names)
    assert all("--hash=sha256:" in line and ";" not in line for line in lines)


def test_distances_are_shares_of_the_torso() -> None:
    same = agreement("pose", seen("pose"), seen("pose"))
    assert (same.pictures, same.missed, same.worst_percent, same.within) == (1, 0, 0.0, 1.0)
    moved = agreement("pose", seen("pose"), seen("pose", moved_px=1.0))
    assert moved.worst_percent == pytest.approx(2.0)
    assert moved.median_percent == 0.0
    assert moved.within == pytest.approx(32 / 33, abs=1e-3)


def test_a_picture_that_one_machine_alone_saw_somebody_in_counts_as_missed() -> None:
    here = {**seen("pose"), "pose_demo_01": np.zeros((33, 2)), "torso_demo_01": np.array(50.0)}
    assert agreement("pose", here, seen("pose")).missed == 1
    there = {**seen("pose"), "pose_demo_02": np.zeros((33, 2))}
    assert agreement("pose", seen("pose"), there).missed == 1


def test_outputs_are_compared_by_their_range() -> None:
    here = {"output_a_0": np.array([0, 100], np.int8), "pose_demo_00": np.zeros(2)}
    there = {"output_a_0": np.array([0, 99], np.int8)}
    assert outputs_apart(here, there) == {"a_0": 0.01}


def test_regions_are_whole_numbers_around_the_person() -> None:
    (region,) = regions(seen("pose")).values()
    assert list(region) == [32.0, 33.0, 80.0, 0.0]


def test_a_doctor_may_warn_and_nothing_else_may_fail() -> None:
    same = agreement("pose", seen("pose"), seen("pose"))
    far = agreement("pose", seen("pose"), seen("pose", moved_px=1.0))
    results = {
        "compilers": [],
        "checks": {"doctor": {"exit": 1}, "models": {"exit": 0}},
        "landmarks": {"same_regions": same, "whole_stage": far},
    }
    assert passed(results)
    assert not passed(results | {"compilers": ["gcc"]})
    assert not passed(results | {"checks": {"doctor": {"exit": 2}}})
    assert not passed(results | {"checks": {"models": {"exit": 1}}})
    assert not passed(results | {"landmarks": {"same_regions": far, "whole_stage": same}})
