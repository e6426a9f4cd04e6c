"""Does a slow camera count the same?"""

from collections.abc import Sequence
from dataclasses import dataclass

from edge.evaluation.counting import OURS, Counted, Outcome
from edge.evaluation.figures import Estimate, wilson

SAME = 1  # repetitions more or fewer


@dataclass(frozen=True, slots=True)
class Agreement:
    """The same clips at two frame rates: shares of clips, holds left aside.

    within_one: counts at most one apart. equal: the same count. named: the same exercise followed.
    apart: clip and its two counts, where they are more than one apart.
    """

    clips: int
    within_one: Estimate
    equal: Estimate
    named: Estimate
    apart: tuple[tuple[str, int, int], ...]


def agreement(first: Outcome, second: Outcome) -> Agreement:
    """Compare two runs over the same clips."""
    pairs = list(zip(_counts(first), _counts(second), strict=True))
    differences = [abs(one[1] - other[1]) for one, other in pairs]
    return Agreement(
        clips=len(pairs),
        within_one=wilson(sum(each <= SAME for each in differences), len(pairs)),
        equal=wilson(sum(each == 0 for each in differences), len(pairs)),
        named=wilson(sum(one[2] == other[2] for one, other in pairs), len(pairs)),
        apart=tuple(
            (one[0], one[1], other[1])
            for (one, other), apart in zip(pairs, differences, strict=True)
            if apart > SAME
        ),
    )


def _counts(outcome: Outcome) -> Sequence[tuple[str, int, str]]:
    """File, count and exercise of every clip."""
    seen: Sequence[Counted] = [*outcome.counted, *outcome.unlisted]
    counts = [(each.clip.file, each.counts[OURS], each.exercise) for each in seen if not each.held]
    return counts + [(each.file, each.counts[OURS], each.exercise) for each in outcome.false]
