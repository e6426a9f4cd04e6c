"""How long after its end a repetition is announced."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from edge.config.pack import ExercisePack, Kind
from edge.evaluation.hindsight import Hindsight
from edge.evaluation.poses import TimedPoses
from edge.exercise.values import Rep

CLOCK_S = 1e-6


@dataclass(frozen=True, slots=True)
class Late:
    """Seconds from a repetition's end to the frame that announced it.

    seconds: below 0 where it was announced before it was quite complete. credited: it was only
    counted later, with others, for instance when the exercise was named.
    """

    seconds: float
    credited: bool


@dataclass(frozen=True, slots=True)
class Lateness:
    """Of all repetitions announced one by one: how many, median and 95th percentile, seconds.

    credited: how many more came later, together with others.
    """

    repetitions: int
    median_s: float
    p95_s: float
    credited: int


def late_of(
    pack: ExercisePack | None,
    poses: TimedPoses,
    arrived: Iterable[tuple[float, Sequence[Rep]]],
) -> tuple[Late, ...]:
    """Of every repetition of the pack that a frame finished, in hindsight.

    arrived: the time of the frame and what it finished. Empty where there is no pack: what has no
    signal has no end.
    """
    if pack is None or pack.kind is Kind.HOLD:
        return ()
    hindsight = Hindsight(pack, poses)
    found: list[Late] = []
    for at_s, reps in arrived:
        for rep in reps:
            complete_s = hindsight.complete_s(rep) if rep.exercise == pack.id else None
            if complete_s is not None:
                earlier = rep.end_s < max(each.end_s for each in reps)
                credited = earlier or at_s > rep.announced_s + CLOCK_S
                found.append(Late(at_s - complete_s, credited))
    return tuple(found)


def lateness(late: Sequence[Late]) -> Lateness:
    """Draw the figures; not a number where nothing was announced."""
    live = [each.seconds for each in late if not each.credited]
    median_s, p95_s = np.percentile(live, (50.0, 95.0)).tolist() if live else (np.nan, np.nan)
    return Lateness(len(live), median_s, p95_s, len(late) - len(live))
