"""Sessions: listed, exported, put right. Viewers see no member."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import Field

from hub.actions.actor import Actor, Role
from hub.actions.amend import MOST_REPS, Amendment, Kind
from hub.api.who import Staff, TheServices, Viewer
from hub.api.words import Body, Cursor, Id, Limit, Moment
from hub.queries.page import Page
from hub.queries.sessions import SessionDetail, SessionFilter, SessionLine
from hub.times import iso

router = APIRouter(prefix="/api", tags=["sessions"])

COLUMNS = (
    "id",
    "station",
    "member",
    "start",
    "end",
    "clock_synced",
    "duration_s",
    "sets",
    "reps",
    "good_reps",
    "judged_reps",
    "ended_by",
    "interrupted",
    "amended",
)


class AmendmentBody(Body):
    """What staff put right; see the kinds."""

    kind: Kind
    reason: str = Field(default="", max_length=500)
    number: int | None = Field(default=None, ge=1, le=1000, description="Of the set.")
    exercise: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9_]{0,79}$")
    rep_count: int | None = Field(default=None, ge=0, le=MOST_REPS)
    member_id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{1,64}$")


def wanted(
    who: Viewer,
    *,
    station: Annotated[str | None, Query(max_length=81, description="site/station")] = None,
    member: Annotated[str | None, Query(max_length=64)] = None,
    exercise: Annotated[str | None, Query(max_length=80)] = None,
    from_ms: Moment = None,
    to_ms: Moment = None,
    anonymous: Annotated[
        bool | None, Query(description="true: of nobody known; false: of members.")
    ] = None,
) -> SessionFilter:
    """What is asked for; only staff may ask for a member."""
    if member is not None:
        who.require(Role.STAFF)
    return SessionFilter(station, member, exercise, from_ms, to_ms, anonymous)


Wanted = Annotated[SessionFilter, Depends(wanted)]


@router.get("/sessions")
def sessions(
    who: Viewer, hub: TheServices, which: Wanted, cursor: Cursor = None, limit: Limit = 100
) -> Page[SessionLine]:
    """The newest first."""
    page = hub.sessions.page(which, cursor, limit)
    return replace(page, items=tuple(_for(who, each) for each in page.items))


@router.get("/sessions.csv", response_class=StreamingResponse)
def export(who: Viewer, hub: TheServices, which: Wanted) -> StreamingResponse:
    """All that fit, as CSV with a line of column names."""
    lines = (_for(who, each) for each in hub.sessions.every(which))
    return StreamingResponse(
        _csv(lines),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": "attachment; filename=sessions.csv"},
    )


@router.get("/sessions/{session_id}")
def session(session_id: Id, who: Viewer, hub: TheServices) -> SessionDetail:
    """One session, with its sets and what staff put right."""
    found = hub.sessions.one(session_id)
    hidden = who.role.rank < Role.STAFF.rank
    changes = () if hidden else found.amendments
    return replace(found, session=_for(who, found.session), amendments=changes)


@router.post("/sessions/{session_id}/amendments", status_code=201)
def amend(session_id: Id, body: AmendmentBody, who: Staff, hub: TheServices) -> int:
    """Put something right; what the station said stays beside it. The amendment's number."""
    return hub.amendments.amend(who, Amendment(session_id=session_id, **body.model_dump()))


def _for(who: Actor, line: SessionLine) -> SessionLine:
    return line if who.role.rank >= Role.STAFF.rank else replace(line, member_id=None)


def _csv(lines: Iterable[SessionLine]) -> Iterator[str]:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow(
            (
                line.id,
                line.station_id,
                line.member_id or "",
                iso(line.start_ms),
                iso(line.end_ms),
                line.clock_synced,
                round(line.duration_s, 1),
                line.set_count,
                line.rep_count,
                line.good_reps,
                line.judged_reps,
                line.ended_by,
                line.interrupted,
                line.amended,
            )
        )
        yield text.getvalue()
        text.seek(0)
        text.truncate()
