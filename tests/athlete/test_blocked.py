"""A covered lens is noticed, a dark or empty room is not one."""

import numpy as np
import pytest

from edge.athlete.blocked import AFTER_S, Blockage
from edge.camera.frame import Frame, RgbImage
from tests.exercise.figure import film

SIZE = (120, 160, 3)


def picture(kind: str, at_s: float) -> Frame:
    noise = np.random.default_rng(int(at_s * 10)).normal(0.0, 3.0, SIZE)
    base = np.zeros(SIZE) + 40.0
    if kind == "room":
        base[:, 80:] = 90.0
    elif kind == "dim room":
        base = np.zeros(SIZE) + 12.0
        base[60:, :] = 34.0
    elif kind == "towel":
        base = np.zeros(SIZE) + 180.0
    return Frame(RgbImage(np.clip(base + noise, 0, 255).astype(np.uint8)), at_s, int(at_s * 10))


def blocked_after(kind: str, seconds: float, *, seen: bool = False) -> bool:
    blockage = Blockage()
    answers = [blockage.see(picture(kind, at / 10), seen=seen) for at in range(int(seconds * 10))]
    return answers[-1]


@pytest.mark.parametrize("kind", ["hand", "towel"])
def test_a_covered_lens_is_noticed_after_some_seconds(kind: str) -> None:
    assert not blocked_after(kind, AFTER_S - 0.5)
    assert blocked_after(kind, AFTER_S + 1.5)


@pytest.mark.parametrize("kind", ["room", "dim room"])
def test_an_empty_room_is_no_covered_lens(kind: str) -> None:
    assert not blocked_after(kind, 10.0)


def test_where_somebody_is_seen_nothing_is_covered() -> None:
    assert not blocked_after("towel", 10.0, seen=True)


def test_it_is_over_as_soon_as_the_room_is_seen_again() -> None:
    blockage = Blockage()
    for at in range(60):
        blockage.see(picture("towel", at / 10), seen=False)
    assert not blockage.see(picture("room", 7.1), seen=False)


def test_a_recording_of_landmarks_has_no_lens() -> None:
    blockage = Blockage()
    frames = film("squat", repetitions=2).recording()
    assert not any(blockage.see(frame, seen=False) for frame in frames)
