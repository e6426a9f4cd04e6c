"""What the counters make of a movement, as odds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

import pytest

from edge.config.pack import Kind
from edge.exercise.repetitions import Counter
from edge.exercise.support import A_REP, MOST_REPS, TRAVELS_NOT, Support
from edge.exercise.values import Phase, Rep


@dataclass
class Hand:
    """A counter moved by hand."""

    name: str
    position: float | None = 0.0
    phase: Phase = Phase.START
    reps: list[Rep] = field(default_factory=list)

    @property
    def pack(self) -> SimpleNamespace:
        kind = Kind.HOLD if self.name == "plank" else Kind.REPETITIONS
        return SimpleNamespace(id=self.name, kind=kind)


def rep(at_s: float) -> Rep:
    return Rep("squat", 1, at_s - 2.0, at_s - 1.0, at_s, announced_s=at_s, range_of_motion=80.0)


def support_of(counter: Hand) -> Support:
    return Support([cast("Counter", counter)])


def odds(counter: Hand, way: Sequence[float | None], step_s: float = 0.25) -> float:
    """After the counter has stood at each of these positions, one after the other."""
    support = support_of(counter)
    for number, position in enumerate(way):
        counter.position = position
        support.see(number * step_s)
    return support.odds((len(way) - 1) * step_s)[counter.name]


def test_what_travels_is_neither_likelier_nor_less() -> None:
    assert odds(Hand("squat"), [0.0, 0.2, 0.5, 0.8]) == 1.0


@pytest.mark.parametrize("way", [[0.4] * 20, [0.1, 0.2, 0.1, 0.0], [None] * 20])
def test_what_hardly_travels_is_not_likely(way: list[float | None]) -> None:
    assert odds(Hand("squat"), way) == TRAVELS_NOT


def test_a_landmark_that_jumped_once_did_not_travel() -> None:
    assert odds(Hand("squat"), [0.1] * 10 + [1.0] + [0.1] * 10) == TRAVELS_NOT


def test_a_way_of_long_ago_is_forgotten() -> None:
    assert odds(Hand("squat"), [0.0, 0.5, 1.0] + [1.0] * 30) == TRAVELS_NOT


def test_a_repetition_makes_its_exercise_likelier_and_fades() -> None:
    fresh = Hand("squat", reps=[rep(5.0)])
    support = support_of(fresh)
    assert support.odds(5.0)["squat"] == pytest.approx(1.0 + A_REP)
    assert 1.0 < support.odds(9.0)["squat"] < support.odds(6.0)["squat"]


def test_many_repetitions_say_no_more_than_a_few() -> None:
    busy = Hand("squat", reps=[rep(at_s) for at_s in (1.0, 2.0, 3.0, 4.0)])
    assert support_of(busy).odds(4.0)["squat"] == 1.0 + A_REP * MOST_REPS


def test_a_position_that_is_held_counts_as_done() -> None:
    assert odds(Hand("plank", phase=Phase.HOLD), [None] * 30, 0.12) > 1.5


def test_what_is_held_need_not_travel() -> None:
    assert odds(Hand("plank"), [None] * 30) == 1.0


def test_forgetting_leaves_no_trace_of_the_way() -> None:
    counter = Hand("squat")
    support = support_of(counter)
    for at_s, position in ((0.0, 0.0), (1.0, 1.0)):
        counter.position = position
        support.see(at_s)
    support.forget()
    assert support.odds(1.0)["squat"] == TRAVELS_NOT
