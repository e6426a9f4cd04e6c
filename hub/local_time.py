"""Days and hours as the gym's clock on the wall shows them.

A day is a whole number: days since 1970-01-01 in the gym's time zone.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hub.times import DAY_MS, HOUR_MS

_FIRST = date(1970, 1, 1)
_LATEST_MS = 4_102_444_800_000
"""The year 2100: a station whose clock says more has none."""
_MOST_SPREAD_S = 86_400.0
LOCALTIME = Path("/etc/localtime")


class LocalTime:
    """One time zone of the IANA database; raises ValueError for a name that it does not have."""

    def __init__(self, name: str) -> None:
        try:
            self._zone = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"{name!r} is no time zone; write one such as Asia/Seoul") from error
        self.name = name

    def moment(self, at_ms: int) -> datetime:
        """The local time of a moment, held within 1970 to 2100."""
        return datetime.fromtimestamp(min(max(at_ms, DAY_MS), _LATEST_MS) / 1000, self._zone)

    def day(self, at_ms: int) -> int:
        """The day that a moment is in."""
        return (self.moment(at_ms).date() - _FIRST).days

    def start_ms(self, day: int) -> int:
        """When a day begins."""
        first = date_of(day)
        start = datetime(first.year, first.month, first.day, tzinfo=self._zone)
        return int(start.timestamp() * 1000)

    def spread(self, start_ms: int, length_s: float) -> Iterator[tuple[int, int, int]]:
        """A stretch of time over the hours that it touches: (day, hour, milliseconds).

        No more than a day is spread: a longer session is a clock that jumped. A stretch of no
        length touches the hour that it is in.
        """
        at_ms = min(max(start_ms, DAY_MS), _LATEST_MS)
        left_ms = int(min(max(length_s, 0.0), _MOST_SPREAD_S) * 1000)
        is_first = True
        while is_first or left_ms > 0:
            local = self.moment(at_ms)
            into_ms = local.minute * 60_000 + local.second * 1000 + local.microsecond // 1000
            part_ms = min(left_ms, HOUR_MS - into_ms)
            yield (local.date() - _FIRST).days, local.hour, part_ms
            at_ms += part_ms
            left_ms -= part_ms
            is_first = False


def date_of(day: int) -> date:
    """The date of a day."""
    return _FIRST + timedelta(days=day)


def weekday_of(day: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return date_of(day).weekday()


def machine_zone(localtime: Path = LOCALTIME) -> str:
    """The machine's own zone, by where `localtime` leads; UTC where it leads nowhere known."""
    _, found, name = str(localtime.resolve()).partition("/zoneinfo/")
    try:
        return LocalTime(name).name if found else "UTC"
    except ValueError:
        return "UTC"
