"""Sessions as a gym sees them. Pure: the same seed gives the same sessions."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from edge.exercise.values import Verdict
from edge.member.identity import Method
from edge.session.summary import (
    ConditionCount,
    RangeOfMotion,
    RepSummary,
    SessionEnd,
    SessionSummary,
    SetEnd,
    SetSummary,
    Tempo,
    Versions,
)

VERSIONS = Versions("fleet", "fleet", {"pose": "fleet"})
KNOWN_SHARE = 0.6
FAULT_SHARE = 0.2
EXERCISES: dict[str, tuple[str, str]] = {
    "squat": ("depth", "back_straight"),
    "push_up": ("depth", "hips_low"),
    "lunge": ("depth", "knee_over_toe"),
    "shoulder_press": ("lockout", "back_straight"),
    "biceps_curl": ("full_curl", "elbows_still"),
}
"""Exercises with two of the conditions that their packs judge repetitions by."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose session it is: a station, in one of its runs."""

    site: str
    station: str
    boot_id: str


def make_session(
    place: Place, sequence: int, end: datetime, random: Random, members: int = 1000
) -> SessionSummary:
    """A session that ends then: one to five sets, a member of so many or nobody known."""
    sets: list[SetSummary] = []
    now_s = 0.0
    for number in range(1, random.randint(1, 5) + 1):
        sets.append(make_set(number, now_s, random))
        now_s = sets[-1].end_s + random.uniform(30, 120)
    length_s = sets[-1].end_s
    known = random.random() < KNOWN_SHARE
    return SessionSummary(
        id=uuid7(end, random),
        site=place.site,
        station=place.station,
        boot_id=place.boot_id,
        sequence=sequence,
        member_id=f"member-{random.randrange(members)}" if known else None,
        method=Method.CARD if known else None,
        start_time=end - timedelta(seconds=length_s),
        end_time=end,
        clock_synced=True,
        start_s=0.0,
        end_s=length_s,
        ended_by=SessionEnd.LEFT,
        interrupted=False,
        versions=VERSIONS,
        sets=tuple(sets),
    )


def make_set(number: int, start_s: float, random: Random) -> SetSummary:
    """A set of five to fifteen repetitions of about two seconds."""
    exercise = random.choice(sorted(EXERCISES))
    conditions = EXERCISES[exercise]
    reps: list[RepSummary] = []
    now_s = start_s
    for _ in range(random.randint(5, 15)):
        reps.append(_make_rep(now_s, conditions, random))
        now_s = reps[-1].end_s
    lasting = [rep.end_s - rep.start_s for rep in reps]
    ranges = [rep.range_of_motion or 0.0 for rep in reps]
    good = sum(rep.verdict is Verdict.OK for rep in reps)
    return SetSummary(
        index=number,
        exercise=exercise,
        start_s=start_s,
        end_s=now_s,
        ended_by=SetEnd.REST,
        rep_count=len(reps),
        partial_reps=0,
        good_reps=good,
        judged_reps=len(reps),
        hold_s=0.0,
        tension_s=now_s - start_s,
        tempo=Tempo(sum(lasting) / len(lasting), min(lasting), max(lasting), 0.4, 0.6),
        range_of_motion=RangeOfMotion(sum(ranges) / len(ranges), min(ranges), max(ranges), "deg"),
        conditions=tuple(_count(each, reps) for each in conditions),
        reps=tuple(reps),
    )


def uuid7(moment: datetime, random: Random) -> str:
    """An id that sorts by time: RFC 9562, section 5.7."""
    since_ms = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    number = (since_ms << 80) | random.getrandbits(80)
    number = (number & ~(0xF << 76)) | (7 << 76)
    number = (number & ~(0x3 << 62)) | (2 << 62)
    return str(UUID(int=number))


def _make_rep(start_s: float, conditions: tuple[str, ...], random: Random) -> RepSummary:
    lasts_s = round(random.uniform(1.5, 3.0), 3)
    broken = (random.choice(conditions),) if random.random() < FAULT_SHARE else ()
    return RepSummary(
        round(start_s, 3),
        round(start_s + 0.4 * lasts_s, 3),
        round(start_s + lasts_s, 3),
        round(random.uniform(70, 110), 1),
        Verdict.FAULT if broken else Verdict.OK,
        broken,
    )


def _count(condition: str, reps: list[RepSummary]) -> ConditionCount:
    broken = sum(condition in rep.faults for rep in reps)
    return ConditionCount(condition, len(reps) - broken, broken, 0)
