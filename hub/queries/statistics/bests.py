"""Personal bests, over everything that is kept. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hub.queries.statistics.period import Period
from hub.queries.statistics.shares import Share
from hub.queries.statistics.training import Done


class BestKind(StrEnum):
    """What is best."""

    REPS = "reps"  # the most in a set
    GOOD_SHARE = "good_share"  # of a set's judged repetitions, 0 to 1
    HOLD_S = "hold_s"  # the longest in good position, seconds


@dataclass(frozen=True, slots=True)
class Best:
    """The first set that reached the value. is_new: within the period."""

    kind: BestKind
    exercise: str
    value: float
    at_ms: int
    session_id: str
    number: int
    is_new: bool


def bests(period: Period, done: Sequence[Done]) -> tuple[Best, ...]:
    """done: the oldest first. By exercise, then by kind."""
    by_exercise: dict[str, list[Done]] = {}
    for each in done:
        by_exercise.setdefault(each.exercise, []).append(each)
    found = (
        _best(period, kind, value, by_exercise[exercise])
        for exercise in sorted(by_exercise)
        for kind, value in _VALUES.items()
    )
    return tuple(each for each in found if each is not None)


def _best(
    period: Period, kind: BestKind, value: Callable[[Done], float], sets: Sequence[Done]
) -> Best | None:
    best = max(sets, key=value)  # of equals the first
    if value(best) <= 0:
        return None
    return Best(
        kind=kind,
        exercise=best.exercise,
        value=value(best),
        at_ms=best.start_ms,
        session_id=best.session_id,
        number=best.number,
        is_new=best.day in period.days,
    )


def _good_share(each: Done) -> float:
    return Share(each.good_reps, each.judged_reps).value or 0.0


_VALUES: dict[BestKind, Callable[[Done], float]] = {
    BestKind.REPS: lambda each: float(each.reps),
    BestKind.GOOD_SHARE: _good_share,
    BestKind.HOLD_S: lambda each: each.hold_s,
}
