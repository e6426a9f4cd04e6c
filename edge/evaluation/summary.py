"""What an evaluation came to: figures by method and exercise, false repetitions, lateness."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from edge.evaluation.counting import METHODS, OURS, Counted, FalseReps, Outcome
from edge.evaluation.figures import Figures, figures

WORST = 10


@dataclass(frozen=True, slots=True)
class Summary:
    """methods: figures of all gated clips by method; exercises: ours by exercise.

    Gated are clips of repetitions whose truth is certain. false_per_minute: by method, over every
    negative clip with each exercise in turn. quiet: share of negative clips (and exercises) without
    a false repetition. recognised: share of gated clips in which the right exercise was followed.
    late_s: median and 95th percentile from a repetition's end to its announcement. holds: clip and
    seconds held. worst: the clips with the largest errors.
    """

    methods: dict[str, Figures]
    exercises: dict[str, Figures]
    false_per_minute: dict[str, float]
    false_minutes: float
    quiet: float
    recognised: float
    late_s: tuple[float, float]
    holds: tuple[tuple[str, float], ...]
    worst: tuple[Counted, ...]
    unreadable: tuple[tuple[str, str], ...]


def summarise(outcome: Outcome) -> Summary:
    """Draw the figures from what was counted."""
    repeated = [each for each in outcome.counted if len(each.counts) > 1]
    gated = [each for each in repeated if each.clip.certain]
    exercises = sorted({each.clip.exercise for each in gated})
    late = [late for each in repeated for late in each.late_s]
    right = [each.exercise == each.clip.exercise for each in gated]
    by_size = sorted(repeated, key=lambda each: -abs(each.error()))
    return Summary(
        methods={method: _figures(gated, method) for method in METHODS},
        exercises={
            name: _figures([each for each in gated if each.clip.exercise == name], OURS)
            for name in exercises
        },
        false_per_minute=_false_per_minute(outcome.false),
        false_minutes=sum(each.seconds for each in outcome.false) / 60.0,
        quiet=_share([each.counts[OURS] == 0 for each in outcome.false]),
        recognised=_share(right),
        late_s=(float(np.median(late)), float(np.percentile(late, 95))) if late else (0.0, 0.0),
        holds=tuple(
            (each.clip.file, each.hold_s) for each in outcome.counted if len(each.counts) == 1
        ),
        worst=tuple(each for each in by_size[:WORST] if each.error()),
        unreadable=outcome.unreadable,
    )


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else float("nan")


def _figures(counted: Sequence[Counted], method: str) -> Figures:
    return figures([each.error(method) for each in counted], [each.clip.reps for each in counted])


def _false_per_minute(false: Sequence[FalseReps]) -> dict[str, float]:
    minutes = sum(each.seconds for each in false) / 60.0
    return {
        method: sum(each.counts[method] for each in false) / minutes
        for method in METHODS
        if false and all(method in each.counts for each in false)
    }
