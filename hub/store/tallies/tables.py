"""The tables of sums. The key of each is its primary key; every other column is a sum.

`day` is a day of the gym's own time: see hub.local_time. What holds now is counted, as in the
`effective_…` columns: sessions by the day or hour (0 to 23) that they began in, `anonymous` of them
nobody's; busy_ms by the hour that it was; good_reps of judged_reps broke no condition. The one row
of tally_zone names the zone of the days; None: nothing was counted yet. Without row ids SQLite
keeps the rows in the order of their keys, so that the days of a period lie side by side.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table

from hub.store.schema import Word, metadata

__all__ = ["TALLIES", "condition_days", "exercise_days", "metadata", "site_hours", "station_days"]


def _sum(name: str) -> "Column[int]":
    return Column(name, BigInteger, nullable=False)


def _day() -> "Column[int]":
    return Column("day", Integer, primary_key=True, autoincrement=False)


tally_zone = Table(
    "tally_zone",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Word, nullable=True),
)

station_days = Table(
    "station_days",
    metadata,
    _day(),
    Column("site", Word, primary_key=True),
    Column("station_id", String(81), ForeignKey("stations.id"), primary_key=True),
    _sum("sessions"),
    _sum("anonymous"),
    _sum("busy_ms"),
    _sum("sets"),
    _sum("reps"),
    sqlite_with_rowid=False,
)

site_hours = Table(
    "site_hours",
    metadata,
    _day(),
    Column("site", Word, primary_key=True),
    Column("hour", Integer, primary_key=True, autoincrement=False),
    _sum("sessions"),
    _sum("busy_ms"),
    sqlite_with_rowid=False,
)

exercise_days = Table(
    "exercise_days",
    metadata,
    _day(),
    Column("site", Word, primary_key=True),
    Column("exercise", Word, primary_key=True),
    _sum("sets"),
    _sum("reps"),
    _sum("good_reps"),
    _sum("judged_reps"),
    _sum("hold_ms"),
    sqlite_with_rowid=False,
)

condition_days = Table(
    "condition_days",
    metadata,
    _day(),
    Column("site", Word, primary_key=True),
    Column("exercise", Word, primary_key=True),
    Column("condition", Word, primary_key=True),
    _sum("ok"),
    _sum("fault"),
    _sum("not_judged"),
    sqlite_with_rowid=False,
)

TALLIES = (station_days, site_hours, exercise_days, condition_days)
