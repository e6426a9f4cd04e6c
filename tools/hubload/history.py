"""Many sessions at once, written past the ingest: a million would take it an hour.

The rows are those that the ingest makes of some hundred summaries, each used again with another id,
time, station and member.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from random import Random
from typing import Any

from sqlalchemy import Connection, Table

from hub.fleet.training import Place, make_session, uuid7
from hub.ingest.rows import condition_rows, session_row, set_row
from hub.store import schema
from hub.times import DAY_MS, HOUR_MS, from_ms
from tools.hubload.size import Size

MODELS = 400
"""Different summaries."""
STEP = 5_000
OPENS = 6
BUSY = (5, 8, 6, 3, 2, 3, 5, 4, 2, 2, 3, 6, 9, 10, 8, 5, 2)
"""How busy each hour is, from the one in which the gyms open; UTC."""
WEEKEND = 0.6
"""How busy Saturday and Sunday are beside the other days."""
LEAN = 1.3
"""Above 1: the members of low numbers come more often; the first some three times a day."""
_BASE_MS = 1_700_000_000_000

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """One summary's rows, as the driver takes them."""

    session: Values
    sets: tuple[Values, ...]
    conditions: tuple[Values, ...]
    known: bool


class Columns:
    """The columns of a table: how their values are bound, and which of them move with the time."""

    def __init__(self, table: Table, connection: Connection) -> None:
        dialect = connection.dialect
        self.names = [column.name for column in table.columns]
        self.moments = [place for place, name in enumerate(self.names) if name.endswith("_ms")]
        self.insert = str(table.insert().compile(dialect=dialect))
        self._bind = {
            column.name: column.type.dialect_impl(dialect).bind_processor(dialect)
            for column in table.columns
        }

    def place(self, name: str) -> int:
        """Of a column."""
        return self.names.index(name)

    def bound(self, row: dict[str, Any]) -> Values:
        """A row in the order of the columns."""
        return tuple(
            process(row[name]) if (process := self._bind[name]) else row[name]
            for name in self.names
        )


class History:
    """Makes sessions for a store on SQLite."""

    def __init__(self, size: Size, now_ms: int, connection: Connection) -> None:
        self._size = size
        self._now_ms = now_ms
        self._connection = connection
        self._random = Random(size.sessions)  # noqa: S311 - no secrets
        self._sessions = Columns(schema.sessions, connection)
        self._sets = Columns(schema.sets, connection)
        self._conditions = Columns(schema.set_conditions, connection)
        self._models = [self._model(seed) for seed in range(MODELS)]

    def write(self) -> None:
        """All of them, the oldest first."""
        tables = (self._sessions, self._sets, self._conditions)
        batches: tuple[list[Values], ...] = ([], [], [])
        for number, at_ms in enumerate(self._times()):
            model = self._models[self._random.randrange(MODELS)]
            self._add(batches, model, at_ms, number)
            if len(batches[0]) == STEP or number == self._size.sessions - 1:
                for columns, rows in zip(tables, batches, strict=True):
                    if rows:
                        self._connection.exec_driver_sql(columns.insert, rows)
                    rows.clear()

    def _times(self) -> Iterator[int]:
        """When they end, the oldest first."""
        size = self._size
        first_day = self._now_ms // DAY_MS - size.days + 1
        cells = [
            (first_day + day, OPENS + hour, busy * (WEEKEND if _is_weekend(first_day + day) else 1))
            for day in range(size.days)
            for hour, busy in enumerate(BUSY)
        ]
        until = list(accumulate(weight for _, _, weight in cells))
        for number in range(size.sessions):
            at = number / size.sessions * until[-1]
            place = bisect_right(until, at)
            day, hour, weight = cells[place]
            into_ms = int((1 - (until[place] - at) / weight) * HOUR_MS)
            at_ms = day * DAY_MS + hour * HOUR_MS + into_ms
            yield min(at_ms, self._now_ms - size.sessions + number)

    def _add(
        self, batches: tuple[list[Values], ...], model: Model, at_ms: int, number: int
    ) -> None:
        id_ = uuid7(from_ms(at_ms), self._random)
        columns = self._sessions
        session = _moved(model.session, columns.moments, at_ms - _BASE_MS)
        session[columns.place("id")] = id_
        session[columns.place("sequence")] = number
        session[columns.place("station_id")] = self._size.station(
            self._random.randrange(self._size.stations)
        )
        if model.known:
            member = f"member-{int(self._size.members * self._random.random() ** LEAN)}"
            session[columns.place("member_id")] = member
            session[columns.place("effective_member_id")] = member
        batches[0].append(tuple(session))
        of_set, of_condition = self._sets.place("session_id"), self._conditions.place("session_id")
        for each in model.sets:
            row = _moved(each, self._sets.moments, at_ms - _BASE_MS)
            row[of_set] = id_
            batches[1].append(tuple(row))
        for each in model.conditions:
            row = list(each)
            row[of_condition] = id_
            batches[2].append(tuple(row))

    def _model(self, seed: int) -> Model:
        place = Place("gym-0", "rack-0", "bench")
        end = datetime.fromtimestamp(_BASE_MS / 1000, UTC)
        summary = make_session(place, seed, end, Random(seed))  # noqa: S311
        row = session_row(summary, "gym-0/rack-0", _BASE_MS)
        return Model(
            self._sessions.bound(row),
            tuple(self._sets.bound(set_row(summary, each)) for each in summary.sets),
            tuple(
                self._conditions.bound(condition)
                for each in summary.sets
                for condition in condition_rows(summary.id, each)
            ),
            summary.member_id is not None,
        )


def _moved(values: Values, moments: list[int], by_ms: int) -> list[Any]:
    row = list(values)
    for place in moments:
        row[place] += by_ms
    return row


def _is_weekend(day: int) -> bool:
    return (day + 3) % 7 >= 5  # noqa: PLR2004 - day 0, in 1970, was a Thursday
