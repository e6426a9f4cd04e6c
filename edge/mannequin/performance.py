"""`Performance`: what is done, how often, how well; and its repetitions in time."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

import numpy as np

from edge.errors import SceneError
from edge.mannequin.exercise import TOO_FAST, Exercise, Fault, Key, Tempo
from edge.mannequin.exercises import EXERCISES
from edge.mannequin.keys import Step, both_sides, exchanged, part_way
from edge.mannequin.posture import CHANNELS

Faults = Mapping[int, tuple[str, ...]]
MOST_REPETITIONS = 500
BEFORE = ("walk_in", "stand", "set_up")
AFTER = ("stand", "leave")


@dataclass(frozen=True, slots=True)
class Performance:
    """One set of one exercise.

    repetitions: for a timed exercise, how often the position is taken. tempo: None = the
    exercise's own. pace: durations are multiplied by it. reach: share of the full way done, 1 = as
    the exercise asks. faults: by repetition, counted from 1. variation: 0 = every repetition the
    same, 1 = as people differ. before, after: phases around the set (see `phases`).
    """

    exercise: str
    repetitions: int = 5
    tempo: Tempo | None = None
    pace: float = 1.0
    reach: float = 1.0
    faults: Faults = field(default_factory=dict)
    variation: float = 1.0
    before: tuple[str, ...] = ("stand",)
    after: tuple[str, ...] = ("stand",)

    def __post_init__(self) -> None:
        known(self.exercise, EXERCISES, "exercise")
        if not 0 <= self.repetitions <= MOST_REPETITIONS:
            raise SceneError(
                f"{self.repetitions} repetitions", remedy=f"choose from 0 to {MOST_REPETITIONS}"
            )
        for name in ("pace", "reach"):
            if not 0.1 <= getattr(self, name) <= 10.0:  # noqa: PLR2004
                raise SceneError(f"{name} {getattr(self, name):g}", remedy="choose from 0.1 to 10")
        for phases, allowed in ((self.before, BEFORE), (self.after, AFTER)):
            for phase in phases:
                known(phase, allowed, "phase")
        for index, names in self.faults.items():
            if not 1 <= index <= self.repetitions:
                raise SceneError(
                    f"a fault in repetition {index} of {self.repetitions}",
                    remedy="repetitions are counted from 1",
                )
            for name in names:
                known(name, fault_names(self.exercise), f"fault of {self.exercise}")

    @property
    def definition(self) -> Exercise:
        """The exercise's key positions."""
        return EXERCISES[self.exercise]


@dataclass(frozen=True, slots=True)
class Repetition:
    """One repetition of the truth. Seconds since the scene began; index counts from 1.

    A timed exercise is held from start to end, also while the person stays so before and after.
    """

    index: int
    start_s: float
    turn_s: float
    end_s: float
    faults: tuple[str, ...]


def fault_names(exercise: str) -> tuple[str, ...]:
    """The faults that can be named in an exercise."""
    timed = EXERCISES[exercise].timed
    return (*EXERCISES[exercise].faults, *(() if timed else ("too_fast",)))


def known(name: str, allowed: Mapping[str, object] | tuple[str, ...], what: str) -> None:
    """Raise SceneError where `name` is not one of `allowed`."""
    if name not in allowed:
        close = get_close_matches(name, list(allowed), n=1)
        hint = f"did you mean {close[0]}?" if close else f"choose from {', '.join(allowed)}"
        raise SceneError(f"unknown {what}: {name!r}", remedy=hint)


def start_key(exercise: Exercise) -> dict[str, float]:
    """The position at rest, every parameter of the exercise named."""
    turn = both_sides(exercise.turn)
    return {**{n: CHANNELS.get(n, v) for n, v in turn.items()}, **both_sides(exercise.start)}


def play(
    performance: Performance, rng: np.random.Generator
) -> tuple[list[Step], tuple[Repetition, ...]]:
    """The steps of a set, and its repetitions in seconds since the set began."""
    steps: list[Step] = []
    repetitions: list[Repetition] = []
    now_s = 0.0
    for index in range(1, performance.repetitions + 1):
        names = performance.faults.get(index, ())
        cycle = _cycle(performance, index, names, rng)
        out, pause, back, rest = (step.duration_s for step in cycle)
        # A held position is held in its rest as well.
        end_s = now_s + out + pause + back + rest * performance.definition.timed
        repetitions.append(Repetition(index, now_s, now_s + out + pause / 2, end_s, names))
        steps += cycle
        now_s += out + pause + back + rest
    return steps, tuple(repetitions)


def _cycle(
    performance: Performance, index: int, names: tuple[str, ...], rng: np.random.Generator
) -> list[Step]:
    exercise = performance.definition
    fault = _merged(exercise, names)
    start = start_key(exercise)
    reach = performance.reach + performance.variation * exercise.natural * rng.standard_normal()
    turn = part_way(start, {**start, **both_sides(exercise.turn)}, reach)
    turn = {**turn, **both_sides(fault.turn)}
    end = {**start, **both_sides(fault.end)}
    out = _added(both_sides(exercise.out), both_sides(fault.out))
    back = _added(both_sides(exercise.back), both_sides(fault.back))
    if exercise.mirrored and index % 2 == 0:
        turn, end, out, back = (exchanged(key) for key in (turn, end, out, back))
    turn = _added(turn, _times(exercise.advance, index - 1))
    end = _added(end, _times(exercise.advance, index))
    tempo = performance.tempo or exercise.tempo
    pace = performance.pace * fault.pace
    durations = np.array([tempo.out_s, tempo.turn_s, tempo.back_s, tempo.rest_s]) * pace
    durations *= np.exp(0.08 * performance.variation * rng.standard_normal(4))
    keys: list[tuple[Key, Key]] = [(turn, out), (turn, {}), (end, back), (end, {})]
    return [
        Step(key, float(seconds), arc) for (key, arc), seconds in zip(keys, durations, strict=True)
    ]


def _added(first: Key, second: Key) -> dict[str, float]:
    return {n: first.get(n, 0.0) + second.get(n, 0.0) for n in {**first, **second}}


def _times(key: Key, factor: float) -> dict[str, float]:
    return {name: value * factor for name, value in key.items()}


def _merged(exercise: Exercise, names: tuple[str, ...]) -> Fault:
    merged = Fault()
    for name in names:
        fault = {**exercise.faults, "too_fast": TOO_FAST}[name]
        merged = replace(
            merged,
            turn={**merged.turn, **fault.turn},
            end={**merged.end, **fault.end},
            out=_added(merged.out, fault.out),
            back=_added(merged.back, fault.back),
            pace=merged.pace * fault.pace,
        )
    return merged
