"""What the repetitions of a set come to."""

from collections.abc import Iterable, Sequence
from math import isfinite

from edge.exercise.values import ConditionResult, Rep, Verdict
from edge.session.summary import ConditionCount, RangeOfMotion, RepSummary, Tempo

DIGITS = 3  # milliseconds, and as much of a range as anybody can measure


def rounded(value: float) -> float:
    """To what is worth sending; 0 for what is no number."""
    return round(value, DIGITS) if isfinite(value) else 0.0


def verdict_of(conditions: Iterable[ConditionResult]) -> Verdict:
    """Of a whole repetition: a fault counts more than what is right, that more than nothing."""
    verdicts = {condition.verdict for condition in conditions}
    for verdict in (Verdict.FAULT, Verdict.OK):
        if verdict in verdicts:
            return verdict
    return Verdict.NOT_JUDGED


def summary_of(rep: Rep, start_s: float) -> RepSummary:
    """One repetition; start_s: when its session began."""
    return RepSummary(
        start_s=rounded(rep.start_s - start_s),
        turn_s=rounded(rep.turn_s - start_s),
        end_s=rounded(rep.end_s - start_s),
        range_of_motion=rounded(rep.range_of_motion) if isfinite(rep.range_of_motion) else None,
        verdict=verdict_of(rep.conditions),
        faults=tuple(c.condition for c in rep.conditions if c.verdict is Verdict.FAULT),
    )


def tempo_of(reps: Sequence[Rep]) -> Tempo | None:
    """The durations of repetitions, and how they are shared between the way out and back."""
    durations_s = [rep.duration_s for rep in reps]
    if sum(durations_s) <= 0.0:
        return None
    outward_s = sum(min(max(rep.turn_s - rep.start_s, 0.0), rep.duration_s) for rep in reps)
    outward_share = rounded(min(1.0, outward_s / sum(durations_s)))
    return Tempo(
        mean_s=rounded(sum(durations_s) / len(reps)),
        fastest_s=rounded(min(durations_s)),
        slowest_s=rounded(max(durations_s)),
        outward_share=outward_share,
        return_share=rounded(1.0 - outward_share),
    )


def range_of(reps: Sequence[Rep], unit: str) -> RangeOfMotion | None:
    """How far the repetitions went."""
    ranges = [rep.range_of_motion for rep in reps if isfinite(rep.range_of_motion)]
    if not ranges:
        return None
    mean = sum(ranges) / len(ranges)
    return RangeOfMotion(rounded(mean), rounded(min(ranges)), rounded(max(ranges)), unit)


def counted(results: Iterable[ConditionResult]) -> tuple[ConditionCount, ...]:
    """Each condition's verdicts, in the order in which the conditions first appear."""
    tallies: dict[str, dict[Verdict, int]] = {}
    for result in results:
        tally = tallies.setdefault(result.condition, dict.fromkeys(Verdict, 0))
        tally[result.verdict] += 1
    return tuple(
        ConditionCount(name, tally[Verdict.OK], tally[Verdict.FAULT], tally[Verdict.NOT_JUDGED])
        for name, tally in tallies.items()
    )
