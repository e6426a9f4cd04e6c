"""Sessions as a table, each with the way to its page."""

from collections.abc import Sequence

from hub.actions.actor import Role
from hub.dashboard.dom import box, said
from hub.dashboard.visit import Visit
from hub.dashboard.words import sessions as words
from hub.dashboard.words.amounts import NONE, number, share
from hub.dashboard.words.exercises import exercise
from hub.dashboard.words.moments import length
from hub.queries.sessions import SessionLine


async def session_table(visit: Visit, lines: Sequence[SessionLine]) -> None:
    """The newest first, as they come; members for staff only."""
    sees_members = visit.may(Role.STAFF)
    named: dict[str, str] = {}
    if sees_members:
        ids = {line.member_id for line in lines if line.member_id is not None}
        named = await visit.ask(visit.services.records.names, ids)
    title = visit.say(words.TITLE)
    with (
        box("div", "table-box", tabindex=0, role="region", aria_label=title),
        box("table", "table rows", aria_label=title),
    ):
        _head(visit, sees_members=sees_members)
        with box("tbody"):
            for line in lines:
                _row(visit, line, named if sees_members else None)


def _head(visit: Visit, *, sees_members: bool) -> None:
    texts = [words.START, words.STATION, *([words.MEMBER] if sees_members else []), words.EXERCISE]
    figures = [words.LENGTH, words.SETS, words.REPS, words.GOOD]
    with box("thead"), box("tr"):
        for text in texts:
            said("th", visit.say(text), scope="col")
        for text in figures:
            said("th", visit.say(text), "number", scope="col")


def _row(visit: Visit, line: SessionLine, named: dict[str, str] | None) -> None:
    with box("tr", data_testid=f"session-{line.id}"):
        with box("td"):
            said("a", visit.moment(line.start_ms), href=f"/sessions/{line.id}")
            if not line.clock_synced:
                said("span", visit.say(words.UNSURE), "tag")
            if line.amended:
                said("span", visit.say(words.AMENDED), "tag")
        said("td", line.station_id)
        if named is not None:
            with box("td"):
                _member(visit, line.member_id, named)
        done = ", ".join(exercise(each, visit.language) for each in line.exercises)
        said("td", done or NONE, "long")
        said("td", length(line.duration_s, visit.language), "number")
        said("td", number(line.set_count), "number")
        said("td", number(line.rep_count), "number", data_testid="reps")
        said("td", share(line.good_reps, line.judged_reps), "number")


def _member(visit: Visit, member_id: str | None, named: dict[str, str]) -> None:
    if member_id is None:
        said("span", visit.say(words.ANONYMOUS), "muted")
    elif member_id in named:
        said("a", named[member_id], href=f"/members/{member_id}")
    else:
        said("span", member_id, "muted")
