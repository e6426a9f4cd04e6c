"""What an evaluation came to: figures by method, exercise and view, false repetitions, lateness."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from edge.evaluation.counting import METHODS, OURS, Counted, FalseReps, Outcome
from edge.evaluation.figures import Estimate, Figures, figures, wilson
from edge.evaluation.lateness import Lateness, lateness

WORST = 10


@dataclass(frozen=True, slots=True)
class Wrong:
    """A clip that came out wrong: what a person saw, what was counted and followed.

    error: repetitions too many (above 0) or too few.
    """

    file: str
    exercise: str
    by_eye: str
    count: int
    followed: str
    error: int


@dataclass(frozen=True, slots=True)
class Summary:
    """methods: figures of all gated clips by method; exercises, views: ours by exercise and view.

    Gated are clips of repetitions whose truth is certain and whose exercise has a pack; unlisted
    are those without one, by exercise. false_per_minute: by method, over every negative clip with
    each exercise in turn. quiet: share of negative clips (and exercises) without a false
    repetition. recognised: share of gated clips in which the right exercise was followed. late:
    from a repetition's end to its announcement. holds: clip and seconds held. worst: the clips with
    the largest errors.
    """

    methods: dict[str, Figures]
    exercises: dict[str, Figures]
    views: dict[str, Figures]
    unlisted: dict[str, Figures]
    false_per_minute: dict[str, float]
    false_minutes: float
    quiet: Estimate
    recognised: Estimate
    late: Lateness
    holds: tuple[tuple[str, float], ...]
    worst: tuple[Wrong, ...]
    unreadable: tuple[tuple[str, str], ...]


def summarise(outcome: Outcome) -> Summary:
    """Draw the figures from what was counted."""
    repeated = [each for each in outcome.counted if not each.held]
    gated = [each for each in repeated if each.clip.certain]
    return Summary(
        methods={method: _figures(gated, method) for method in METHODS},
        exercises=_grouped(gated, lambda each: each.clip.exercise),
        views=_grouped(gated, lambda each: each.view),
        unlisted=_grouped(outcome.unlisted, lambda each: each.clip.exercise),
        false_per_minute=_false_per_minute(outcome.false),
        false_minutes=sum(each.seconds for each in outcome.false) / 60.0,
        quiet=_share([each.counts[OURS] == 0 for each in outcome.false]),
        recognised=_share([each.exercise == each.clip.exercise for each in gated]),
        late=lateness([late for each in repeated for late in each.late]),
        holds=tuple((each.clip.file, each.hold_s) for each in outcome.counted if each.held),
        worst=_worst([*repeated, *outcome.unlisted], outcome.false),
        unreadable=outcome.unreadable,
    )


def _share(flags: Sequence[bool]) -> Estimate:
    return wilson(sum(flags), len(flags))


def _figures(counted: Sequence[Counted], method: str) -> Figures:
    return figures([each.error(method) for each in counted], [each.clip.reps for each in counted])


def _grouped(counted: Sequence[Counted], key: Callable[[Counted], str]) -> dict[str, Figures]:
    """Our figures of each group."""
    names = sorted({key(each) for each in counted})
    return {name: _figures([each for each in counted if key(each) == name], OURS) for name in names}


def _false_per_minute(false: Sequence[FalseReps]) -> dict[str, float]:
    minutes = sum(each.seconds for each in false) / 60.0
    return {
        method: sum(each.counts[method] for each in false) / minutes
        for method in METHODS
        if false and all(method in each.counts for each in false)
    }


def _worst(counted: Sequence[Counted], false: Sequence[FalseReps]) -> tuple[Wrong, ...]:
    """The largest errors; of equal ones those in short sets first, then wrong names."""
    wrong = [(each.clip.reps, _of(each)) for each in counted]
    wrong += [
        (0, Wrong(f.file, f.exercise, "0", f.counts[OURS], f.exercise, f.counts[OURS]))
        for f in false
    ]
    listed = [(reps, each) for reps, each in wrong if each.error]
    listed.sort(key=lambda pair: (-abs(pair[1].error), pair[0], pair[1].file))
    return tuple(each for _, each in listed[:WORST])


def _of(each: Counted) -> Wrong:
    clip = each.clip
    low, high = clip.reps_low, clip.reps_high
    by_eye = str(clip.reps) if low == high else f"{low}-{high}"
    return Wrong(clip.file, clip.exercise, by_eye, each.counts[OURS], each.exercise, each.error())
