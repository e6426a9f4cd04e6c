"""A gym with a member who trained, as the tests of its pages need it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from edge.session.summary import ConditionCount
from hub.actions.actor import Actor, Role
from hub.ingest.writer import Writer
from hub.services import Services
from hub.store.tallies.rebuild import ensure_zone
from tests.hub.messages import session, summary

STAFF = Actor("kim", Role.STAFF)
MEMBER, NAME = "m-1", "Kim Ji-woo"
SECOND, SECOND_NAME = "m-2", "Lee <b>Anna</b>"


def open_gym(hub: Services) -> list[str]:
    """Two members, the first with consent; ids of the sessions, the newest first."""
    ensure_zone(hub.database, "UTC")
    hub.members.enrol(STAFF, NAME, MEMBER)
    hub.members.consent(STAFF, MEMBER, "2026-11-20")
    hub.members.enrol(STAFF, SECOND_NAME, SECOND)
    midday = datetime.now(UTC).replace(hour=12, minute=0)  # no session lies across midnight
    said = [
        _trained(number, midday - timedelta(days=2 * number), member)
        for number, member in enumerate([MEMBER, MEMBER, None, SECOND], start=1)
    ]
    Writer(hub.database).write([session(each) for each in said])
    return [each.id for each in said]


def _trained(seed: int, end: datetime, member: str | None):
    made = summary(seed, member_id=member, start_time=end - timedelta(minutes=9), end_time=end)
    squat = replace(
        made.sets[0],
        exercise="squat",
        rep_count=10,
        good_reps=6,
        judged_reps=10,
        conditions=(ConditionCount("depth", 6, 4, 1),),
    )
    return replace(made, sets=(squat,), start_s=0.0, end_s=540.0)
