from dataclasses import replace
from datetime import timedelta

import pytest

from edge.errors import StoreError, UnknownRecordError
from edge.session.summary import ConditionCount, SetEnd, SetSummary, Tempo
from hub.actions.actor import Actor, Role
from hub.actions.amend import Amendment, Amendments, Kind
from hub.actions.members import Members
from hub.ingest.writer import Writer
from hub.live.board import Board
from hub.local_time import LocalTime
from hub.queries.sessions import SessionFilter, Sessions
from hub.queries.statistics.ask import NoConsentError, Statistics
from hub.queries.statistics.bests import BestKind
from hub.queries.statistics.period import Length, Period
from hub.queries.statistics.shares import Share, Trend, trend_of_faults
from hub.store.database import Database
from hub.store.tallies.rebuild import ensure_zone
from hub.times import to_ms
from tests.hub.messages import END, session, summary

STAFF = Actor("kim", Role.STAFF)
SEOUL = "Asia/Seoul"
NOW_MS = to_ms(END) + 60_000


def squats(number: int, reps: int, good: int, **changes) -> SetSummary:
    made = SetSummary(
        index=number,
        exercise="squat",
        start_s=0.0,
        end_s=60.0,
        ended_by=SetEnd.REST,
        rep_count=reps,
        partial_reps=0,
        good_reps=good,
        judged_reps=reps,
        hold_s=0.0,
        tension_s=60.0,
        tempo=Tempo(2.0, 1.0, 3.0, 0.4, 0.6),
        conditions=(ConditionCount("depth", good, reps - good, 0),),
    )
    return replace(made, **changes)


def trained(seed: int, days_ago: float, *sets: SetSummary, member: str | None = "m-1", **changes):
    end = END - timedelta(days=days_ago)
    start = end - timedelta(minutes=10)
    times = {"start_time": start, "end_time": end, "start_s": 0.0, "end_s": 600.0}
    return summary(seed, **times, sets=sets, member_id=member, **changes)


@pytest.fixture
def hub(database: Database) -> Database:
    ensure_zone(database, SEOUL)
    members = Members(database, Board())
    members.enrol(STAFF, "Kim", "m-1")
    members.consent(STAFF, "m-1", "1")
    members.enrol(STAFF, "Lee", "m-2")
    return database


def keep(database: Database, *said) -> None:
    Writer(database).write([session(each) for each in said])


def test_a_member_sees_what_was_trained(hub: Database) -> None:
    keep(
        hub,
        trained(1, 0, squats(1, 10, 8), squats(2, 12, 12)),
        trained(2, 2, squats(1, 8, 4)),
        trained(3, 40, squats(1, 30, 30)),
        trained(4, 1, squats(1, 99, 99), member="m-2"),
    )
    figures = Statistics(hub).member("m-1", Length.MONTH, NOW_MS)
    assert (figures.totals.sessions, figures.totals.days_trained) == (2, 2)
    assert (figures.totals.sets, figures.totals.reps) == (3, 30)
    assert figures.before.reps == 30
    (squat,) = figures.exercises
    assert (squat.whole.good_reps, squat.whole.judged_reps) == (24, 30)
    assert squat.whole.tempo_s == pytest.approx(2.0)
    assert sum(each.reps for each in squat.points) == 30
    assert squat.points[-1].reps == 30
    assert len(figures.days) == 30
    assert figures.days[-1].date.isoformat() == "2026-11-21", "in Seoul it is tomorrow"
    assert [each.sessions for each in figures.days[-4:]] == [0, 1, 0, 1]


def test_bests_are_those_of_all_time(hub: Database) -> None:
    held = squats(2, 0, 0, exercise="plank", hold_s=61.5, tempo=None, conditions=())
    keep(
        hub,
        trained(1, 200, squats(1, 20, 10)),
        trained(2, 1, squats(1, 10, 10), held),
        trained(3, 0, squats(1, 3, 3)),
    )
    found = Statistics(hub).member("m-1", Length.WEEK, NOW_MS).bests
    best = {(each.kind, each.exercise): (each.value, each.is_new) for each in found}
    assert best == {
        (BestKind.REPS, "squat"): (20, False),
        (BestKind.GOOD_SHARE, "squat"): (1.0, True),
        (BestKind.HOLD_S, "plank"): (61.5, True),
    }


def test_a_fault_that_recurs_is_told_with_its_trend(hub: Database) -> None:
    early = [trained(n, 20 + n, squats(1, 10, 2)) for n in range(1, 4)]
    late = [trained(n, n - 5, squats(1, 10, 9)) for n in range(5, 8)]
    keep(hub, *early, *late)
    (fault,) = Statistics(hub).member("m-1", Length.MONTH, NOW_MS).faults
    assert (fault.exercise, fault.condition) == ("squat", "depth")
    assert (fault.faults, fault.judged, fault.sessions) == (27, 60, 6)
    assert (fault.early_faults, fault.late_faults) == (24, 3)
    assert fault.trend is Trend.BETTER
    assert fault.recurs


def test_what_staff_put_right_holds_in_the_figures(hub: Database) -> None:
    said = trained(1, 0, squats(1, 10, 8), squats(2, 10, 8))
    keep(hub, said)
    amend = Amendments(hub).amend
    amend(STAFF, Amendment(said.id, Kind.CORRECT, "", 1, None, 7))
    amend(STAFF, Amendment(said.id, Kind.CORRECT, "", 2, "lunge"))
    figures = Statistics(hub).member("m-1", Length.WEEK, NOW_MS)
    assert {each.exercise: each.whole.reps for each in figures.exercises} == {
        "squat": 7,
        "lunge": 10,
    }
    lunge = next(each for each in figures.exercises if each.exercise == "lunge")
    assert lunge.whole.judged_reps == 0, "it was judged as a squat"
    assert figures.faults[0].judged == 10
    amend(STAFF, Amendment(said.id, Kind.ANONYMISE, ""))
    assert Statistics(hub).member("m-1", Length.WEEK, NOW_MS).totals.sessions == 0


def test_without_consent_nothing_is_told(hub: Database) -> None:
    with pytest.raises(NoConsentError):
        Statistics(hub).member("m-2")
    with pytest.raises(UnknownRecordError):
        Statistics(hub).member("m-3")


def test_the_gym_sees_its_use(hub: Database) -> None:
    keep(
        hub,
        trained(1, 0, squats(1, 10, 8)),
        trained(2, 0, squats(1, 10, 9, exercise="lunge"), member=None, station="rack-2"),
        trained(3, 8, squats(1, 5, 5)),
        replace(trained(4, 0, squats(1, 4, 4)), site="north", station="rack-1"),
    )
    ask = Statistics(hub)
    figures = ask.gym(Length.WEEK, "gym", NOW_MS)
    totals = figures.totals
    assert (totals.sessions, totals.anonymous, totals.reps, totals.stations) == (2, 1, 20, 2)
    assert totals.busy_s == 1200
    assert figures.before.sessions == 1
    assert [each.station_id for each in figures.stations] == ["gym/rack-1", "gym/rack-2"]
    assert {each.exercise: each.reps for each in figures.exercises} == {"squat": 10, "lunge": 10}
    worst = figures.faults[0]
    assert (worst.exercise, worst.condition, worst.fault, worst.ok) == ("squat", "depth", 2, 8)
    # 17:50 to 18:00 UTC on a Friday is 2:50 to 3:00 on Saturday in Seoul.
    assert [(each.weekday, each.hour, each.busy_s) for each in figures.hours] == [(5, 2, 1200.0)]
    assert ask.gym(Length.WEEK, None, NOW_MS).totals.sessions == 3
    assert ask.sites() == ("gym", "north")


def test_a_gym_without_sessions_has_figures_too(hub: Database) -> None:
    figures = Statistics(hub).gym(Length.QUARTER)
    assert figures.totals.sessions == 0
    assert len(figures.days) == 90


def test_figures_wait_for_the_counting(database: Database) -> None:
    with pytest.raises(StoreError, match="gymhub db upgrade"):
        Statistics(database).gym()


def test_sessions_are_found_by_exercise_and_by_nobody(hub: Database) -> None:
    said = [
        trained(1, 0, squats(1, 5, 5), squats(2, 5, 5)),
        trained(2, 1, squats(1, 5, 5), member=None),
        trained(3, 2, squats(1, 5, 5, exercise="lunge"), member=None),
        trained(4, 3, squats(1, 5, 5)),
    ]
    keep(hub, *said)
    sessions = Sessions(hub)

    def found(**wanted) -> list[str]:
        lines: list[str] = []
        cursor = None
        while True:
            page = sessions.page(SessionFilter(**wanted), cursor, 1)
            lines += [each.id for each in page.items]
            cursor = page.next
            if cursor is None:
                return lines

    ids = [each.id for each in said]
    assert found(exercise="squat") == [ids[0], ids[1], ids[3]]
    assert found(exercise="squat", anonymous=True) == [ids[1]]
    assert found(exercise="squat", station_id="gym/rack-1") == [ids[0], ids[1], ids[3]]
    assert found(exercise="squat", to_ms=to_ms(END) - 3_600_000) == [ids[1], ids[3]]
    assert found(anonymous=True) == [ids[1], ids[2]]
    assert found(anonymous=False) == [ids[0], ids[3]]
    assert sessions.one(ids[0]).sets[0].conditions[0].ok == 5


@pytest.mark.parametrize(
    ("early", "late", "trend"),
    [
        (Share(8, 10), Share(1, 10), Trend.BETTER),
        (Share(1, 10), Share(8, 10), Trend.WORSE),
        (Share(3, 10), Share(2, 10), Trend.SAME),
        (Share(0, 10), Share(0, 10), Trend.SAME),
        (Share(4, 4), Share(0, 10), Trend.UNKNOWN),
    ],
)
def test_a_trend_is_more_than_chance(early: Share, late: Share, trend: Trend) -> None:
    assert trend_of_faults(early, late) is trend


@pytest.mark.parametrize("length", Length)
def test_the_points_of_a_curve_cover_the_period_evenly(length: Length) -> None:
    period = Period(length, 20_000)
    covered = [day for start in period.starts for day in range(start, start + period.step)]
    assert covered == list(period.days)
    assert period.before.last_day == period.first_day - 1


def test_days_and_hours_follow_the_clock_on_the_wall() -> None:
    berlin = LocalTime("Europe/Berlin")
    # In the night to 25 October 2026 the clock goes from 3:00 back to 2:00.
    at_ms = to_ms(END.replace(month=10, day=25, hour=0, minute=30))
    hours = [(hour, ms) for _, hour, ms in berlin.spread(at_ms, 7200)]
    assert hours == [(2, 1_800_000), (2, 3_600_000), (3, 1_800_000)]
    assert berlin.day(at_ms - 3_600_000) == berlin.day(at_ms)
    assert berlin.start_ms(berlin.day(at_ms)) == at_ms - 2.5 * 3_600_000
    assert list(berlin.spread(at_ms, 0)) == [(berlin.day(at_ms), 2, 0)]
    assert sum(ms for _, _, ms in berlin.spread(-(10**18), 1e300)) == 86_400_000
    with pytest.raises(ValueError, match="no time zone"):
        LocalTime("Asia/Nowhere")
