"""Moments as the store keeps them: whole milliseconds since 1970, in UTC.

Integers sort, group and subtract alike in every database.
"""

import time
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


def now_ms() -> int:
    """This moment by the wall clock."""
    return time.time_ns() // 1_000_000


def to_ms(moment: datetime) -> int:
    """A moment with a time zone; raises ValueError for one without."""
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def from_ms(at_ms: int) -> datetime:
    """The moment in UTC."""
    return _EPOCH + timedelta(milliseconds=at_ms)


def parse_ms(text: str) -> int:
    """An RFC 3339 time such as 2026-11-20T18:03:00.250Z; raises ValueError."""
    return to_ms(datetime.fromisoformat(text))


def iso(at_ms: int) -> str:
    """The moment as RFC 3339 in UTC, to the millisecond."""
    return from_ms(at_ms).isoformat(timespec="milliseconds").replace("+00:00", "Z")
