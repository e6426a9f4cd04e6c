"""Counts sessions as they hold now."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select

from hub.local_time import LocalTime
from hub.store import schema
from hub.store.tallies.tables import condition_days, exercise_days, site_hours, station_days
from hub.store.tallies.tally import Tally

STEP = 5_000
"""Sessions that are asked for at once: databases bound the values of one question."""
_MOST_S = 86_400.0

Places = dict[str, tuple[int, str, str]]
"""Day, site and station of each session."""


def count(connection: Connection, ids: Sequence[str], local: LocalTime) -> Tally:
    """The sums of these sessions.

    A set that staff gave another exercise was judged as what it is not: its repetitions count,
    their judgement does not.
    """
    tally = Tally()
    for start in range(0, len(ids), STEP):
        some = ids[start : start + STEP]
        places = _sessions(connection, some, local, tally)
        _sets(connection, some, places, tally)
        _conditions(connection, some, places, tally)
    return tally


def _sessions(connection: Connection, ids: Sequence[str], local: LocalTime, tally: Tally) -> Places:
    table = schema.sessions
    query = select(
        table.c.id,
        table.c.station_id,
        table.c.effective_member_id,
        table.c.start_ms,
        table.c.duration_s,
    ).where(table.c.id.in_(ids))
    places: Places = {}
    for id_, station_id, member_id, start_ms, duration_s in connection.execute(query):
        day, site = local.day(start_ms), station_id.partition("/")[0]
        places[id_] = day, site, station_id
        busy_ms = 0
        for part, (on, hour, ms) in enumerate(local.spread(start_ms, duration_s)):
            tally.add(site_hours, (on, site, hour), int(part == 0), ms)
            busy_ms += ms
        anonymous = int(member_id is None)
        tally.add(station_days, (day, site, station_id), 1, anonymous, busy_ms, 0, 0)
    return places


def _sets(connection: Connection, ids: Sequence[str], places: Places, tally: Tally) -> None:
    table = schema.sets
    query = select(
        table.c.session_id,
        table.c.exercise,
        table.c.effective_exercise,
        table.c.effective_rep_count,
        table.c.good_reps,
        table.c.judged_reps,
        table.c.hold_s,
    ).where(table.c.session_id.in_(ids))
    for id_, said, exercise, reps, good, judged, hold_s in connection.execute(query):
        day, site, station_id = places[id_]
        tally.add(station_days, (day, site, station_id), 0, 0, 0, 1, reps)
        judgement = (good, judged) if said == exercise else (0, 0)
        hold_ms = int(min(hold_s, _MOST_S) * 1000)
        tally.add(exercise_days, (day, site, exercise), 1, reps, *judgement, hold_ms)


def _conditions(connection: Connection, ids: Sequence[str], places: Places, tally: Tally) -> None:
    table, sets = schema.set_conditions, schema.sets
    same = and_(table.c.session_id == sets.c.session_id, table.c.number == sets.c.number)
    query = (
        select(
            table.c.session_id,
            sets.c.exercise,
            table.c.condition,
            table.c.ok,
            table.c.fault,
            table.c.not_judged,
        )
        .select_from(table.join(sets, same))
        .where(table.c.session_id.in_(ids), sets.c.exercise == sets.c.effective_exercise)
    )
    for id_, exercise, condition, ok, fault, not_judged in connection.execute(query):
        day, site, _ = places[id_]
        tally.add(condition_days, (day, site, exercise, condition), ok, fault, not_judged)
