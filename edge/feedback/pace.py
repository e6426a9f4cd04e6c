"""How much time there is between two repetitions. Pure."""

from collections import deque
from itertools import pairwise
from statistics import median

from edge.exercise.values import Rep

LAST_REPS = 4
MARGIN_S = 0.2
"""Said and done so long before the next repetition: the count must not meet the advice."""


class Pace:
    """The rhythm of the running set."""

    def __init__(self) -> None:
        self._announced_s: deque[float] = deque(maxlen=LAST_REPS)

    def restart(self) -> None:
        """A new set begins."""
        self._announced_s.clear()

    def free_s(self, rep: Rep) -> float:
        """Seconds that may be talked after this repetition, the newest one."""
        self._announced_s.append(rep.announced_s)
        times = list(self._announced_s)
        gaps = [after - before for before, after in pairwise(times)]
        return (median(gaps) if gaps else rep.duration_s) - MARGIN_S
