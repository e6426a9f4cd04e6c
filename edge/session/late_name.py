"""When an exercise gets its name late: which repetitions are the same, told again."""

from collections.abc import Sequence
from dataclasses import replace
from math import nan

from edge.exercise.recognise.decision import OTHER
from edge.exercise.values import Rep
from edge.session.running_set import RunningSet

MOST = 0.5  # of an unnamed set must be told again under the name, else it was something else


def is_late_name(running: RunningSet, reps: Sequence[Rep]) -> bool:
    """Whether the repetitions, of a named exercise, say what the unnamed running set is."""
    if running.exercise != OTHER or not running.reps:
        return False
    again = sum(_is_told(rep, reps) for rep in running.reps)
    return again >= MOST * len(running.reps)


def under_one_name(unnamed: Sequence[Rep], exercise: str, reps: Sequence[Rep]) -> tuple[Rep, ...]:
    """All of a set under its name, in time and numbered: none is lost by the naming.

    What only the count without a name saw has no range of motion in the exercise's unit.
    """
    kept = [
        replace(rep, exercise=exercise, range_of_motion=nan, conditions=())
        for rep in unnamed
        if not _is_told(rep, reps)
    ]
    ordered = sorted([*kept, *reps], key=lambda rep: rep.turn_s)
    return tuple(replace(rep, index=index) for index, rep in enumerate(ordered, 1))


def _is_told(rep: Rep, reps: Sequence[Rep]) -> bool:
    """Whether one of the others is the same movement: one turns within the other."""
    return any(
        rep.start_s <= other.turn_s <= rep.end_s or other.start_s <= rep.turn_s <= other.end_s
        for other in reps
    )
