"""Sessions as a table, each with the way to its page."""

from collections.abc import Sequence

from hub.actions.actor import Role
from hub.dashboard.markup import Html, Line, faint, joined, link, rows_table, tag
from hub.dashboard.visit import Visit
from hub.dashboard.words import sessions as words
from hub.dashboard.words.amounts import NONE, number, share
from hub.dashboard.words.exercises import exercise
from hub.dashboard.words.moments import length
from hub.queries.sessions import SessionLine


async def session_table(visit: Visit, lines: Sequence[SessionLine]) -> None:
    """The newest first, as they come; members for staff only."""
    named: dict[str, str] | None = None
    if visit.may(Role.STAFF):
        ids = {line.member_id for line in lines if line.member_id is not None}
        named = await visit.ask(visit.services.records.names, ids)
    who = [] if named is None else [words.MEMBER]
    texts = [words.START, words.STATION, *who, words.EXERCISE]
    figures = [words.LENGTH, words.SETS, words.REPS, words.GOOD]
    rows_table(
        visit.say(words.TITLE),
        [visit.say(text) for text in (*texts, *figures)],
        [_line(visit, line, named) for line in lines],
        numbers=len(figures),
        classes=["", "", *[""] * len(who), "long"],
    )


def _line(visit: Visit, line: SessionLine, named: dict[str, str] | None) -> Line:
    start = [link(visit.moment(line.start_ms), f"/sessions/{line.id}")]
    if not line.clock_synced:
        start.append(tag(visit.say(words.UNSURE)))
    if line.amended:
        start.append(tag(visit.say(words.AMENDED)))
    done = ", ".join(exercise(each, visit.language) for each in line.exercises)
    cells = [
        joined(*start),
        line.station_id,
        *([] if named is None else [_member(visit, line.member_id, named)]),
        done or NONE,
        length(line.duration_s, visit.language),
        number(line.set_count),
        number(line.rep_count),
        share(line.good_reps, line.judged_reps),
    ]
    return Line(cells, f"session-{line.id}")


def _member(visit: Visit, member_id: str | None, named: dict[str, str]) -> Html:
    if member_id is None:
        return faint(visit.say(words.ANONYMOUS))
    if member_id in named:
        return link(named[member_id], f"/members/{member_id}")
    return faint(member_id)
