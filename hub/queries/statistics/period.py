"""The days that figures are of."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from hub.local_time import LocalTime, date_of


class Length(IntEnum):
    """How many days are looked at, today among them."""

    WEEK = 7
    MONTH = 30
    QUARTER = 90


_STEPS = {Length.WEEK: 1, Length.MONTH: 5, Length.QUARTER: 10}
"""Days of one point of a curve: enough training in each, and all of them equally long."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both within; see hub.local_time for days."""

    length: Length
    last_day: int

    @classmethod
    def until(cls, at_ms: int, length: Length, local: LocalTime) -> "Period":
        """The period that ends on the day of this moment."""
        return cls(length, local.day(at_ms))

    @property
    def first_day(self) -> int:
        """The first day."""
        return self.last_day - self.length + 1

    @property
    def middle_day(self) -> int:
        """The first day of the later half."""
        return self.last_day - self.length // 2 + 1

    @property
    def before(self) -> "Period":
        """As many days just before."""
        return Period(self.length, self.first_day - 1)

    @property
    def step(self) -> int:
        """Days of one point of a curve."""
        return _STEPS[self.length]

    @property
    def days(self) -> range:
        """All of them."""
        return range(self.first_day, self.last_day + 1)

    @property
    def starts(self) -> range:
        """The first day of each point of a curve."""
        return range(self.first_day, self.last_day + 1, self.step)

    def span(self) -> "Span":
        """As dates."""
        return Span(int(self.length), date_of(self.first_day), date_of(self.last_day))


@dataclass(frozen=True, slots=True)
class Span:
    """A period as it is shown; the last day is within."""

    days: int
    first: date
    last: date
