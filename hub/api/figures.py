"""Figures: of the gym for everybody, of a member for staff."""

from typing import Annotated

from fastapi import APIRouter, Query

from hub.api.who import Staff, TheServices, Viewer
from hub.api.words import Id
from hub.queries.statistics.gym import GymFigures
from hub.queries.statistics.member import MemberFigures
from hub.queries.statistics.period import Length

router = APIRouter(prefix="/api/figures", tags=["figures"])

Days = Annotated[Length, Query(description="How many days, today among them.")]
Site = Annotated[str | None, Query(max_length=80, description="One site; left out: all.")]


@router.get("/gym")
def gym(_: Viewer, hub: TheServices, days: Days = Length.MONTH, site: Site = None) -> GymFigures:
    """How the gym is used: by hour, by station, and what is trained."""
    return hub.statistics.gym(days, site)


@router.get("/members/{member_id}")
def member(member_id: Id, _: Staff, hub: TheServices, days: Days = Length.MONTH) -> MemberFigures:
    """What a member trained, how well, and what fails again and again; only with consent."""
    return hub.statistics.member(member_id, days)
