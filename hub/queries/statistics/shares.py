"""Shares, and whether one differs from another by more than chance. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

_SURE = 1.96
"""Standard errors that chance exceeds in one of twenty comparisons (normal distribution)."""
LEAST = 5
"""Of fewer than this no share is told."""


class Trend(StrEnum):
    """How a share of faults has changed."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNKNOWN = "unknown"  # too little was judged


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    @property
    def value(self) -> float | None:
        """0 to 1; None of fewer than LEAST."""
        return self.part / self.whole if self.whole >= LEAST else None

    def plus(self, part: int, whole: int) -> "Share":
        """With more of both."""
        return Share(self.part + part, self.whole + whole)


def trend_of_faults(early: Share, late: Share) -> Trend:
    """Whether faults have become rarer or more frequent: the two-proportion z-test."""
    first, second = early.value, late.value
    if first is None or second is None:
        return Trend.UNKNOWN
    pooled = (early.part + late.part) / (early.whole + late.whole)
    error = sqrt(pooled * (1 - pooled) * (1 / early.whole + 1 / late.whole))
    if abs(second - first) <= _SURE * error:
        return Trend.SAME
    return Trend.BETTER if second < first else Trend.WORSE
