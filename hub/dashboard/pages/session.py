"""One session: what the station said, how well it went, and what staff put right."""

from hub.actions.actor import Role
from hub.dashboard.amending import correct_button, whose_buttons
from hub.dashboard.asking import show_done
from hub.dashboard.dom import box, said, table
from hub.dashboard.set_card import set_card
from hub.dashboard.shell import page
from hub.dashboard.states import empty
from hub.dashboard.visit import Visit
from hub.dashboard.words import session as words
from hub.dashboard.words.exercises import exercise
from hub.dashboard.words.moments import length
from hub.queries.sessions import AmendmentLine, SessionLine


@page("/sessions/{session_id}", Role.VIEWER, title=words.TITLE)
async def session(visit: Visit, session_id: str, done: str = "") -> None:
    """done: what was just put right."""
    found = await visit.ask(visit.services.sessions.one, session_id)
    line = found.session
    changes = found.amendments if visit.may(Role.STAFF) else ()
    names = await _names(visit, line, changes)
    said("a", visit.say(words.BACK), href="/sessions")
    said("h1", visit.say(words.OF, moment=visit.moment(line.start_ms)))
    show_done(visit, done, words.DONE)
    with box("section", "card"):
        _facts(visit, line, names)
        if visit.may(Role.STAFF):
            with box("div", "row-of"):
                whose_buttons(visit, line)
    if not found.sets:
        empty(visit, words.NO_SETS, words.NO_SETS_WHY)
    for each in found.sets:
        with box("section", "card", data_testid=f"set-{each.number}"):
            set_card(visit, each)
            if visit.may(Role.STAFF):
                with box("div", "row-of"):
                    correct_button(visit, line.id, each)
    if visit.may(Role.STAFF):
        _history(visit, changes, names)


async def _names(
    visit: Visit, line: SessionLine, changes: tuple[AmendmentLine, ...]
) -> dict[str, str]:
    if not visit.may(Role.STAFF):
        return {}
    ids = {line.member_id, *(each.member_id for each in changes)}
    return await visit.ask(visit.services.records.names, {id_ for id_ in ids if id_ is not None})


def _facts(visit: Visit, line: SessionLine, names: dict[str, str]) -> None:
    with box("dl", "facts"):
        said("dt", visit.say(words.STATION))
        with box("dd"):
            said("a", line.station_id, href=f"/stations/{line.station_id}")
        said("dt", visit.say(words.MEMBER))
        with box("dd", data_testid="member"):
            _member(visit, line.member_id, names)
        said("dt", visit.say(words.TIME))
        said("dd", f"{visit.moment(line.start_ms)} - {visit.moment(line.end_ms)}")
        said("dt", visit.say(words.LENGTH))
        said("dd", length(line.duration_s, visit.language))
        if not line.clock_synced:
            said("dt", visit.say(words.CLOCK))
            said("dd", visit.say(words.CLOCK_UNSURE))
        said("dt", visit.say(words.ENDED))
        ended = words.ENDS.get(line.ended_by)
        said("dd", visit.say(ended) if ended else line.ended_by)


def _member(visit: Visit, member_id: str | None, names: dict[str, str]) -> None:
    if not visit.may(Role.STAFF):
        said("span", visit.say(words.HIDDEN), "muted")
    elif member_id is None:
        said("span", visit.say(words.NOBODY))
    elif member_id in names:
        said("a", names[member_id], href=f"/members/{member_id}")
    else:
        said("span", visit.say(words.UNKNOWN_MEMBER, id=member_id))


def _history(visit: Visit, changes: tuple[AmendmentLine, ...], names: dict[str, str]) -> None:
    with box("section", "card", data_testid="history"):
        said("h2", visit.say(words.HISTORY))
        if not changes:
            said("p", visit.say(words.NO_HISTORY), "muted")
            return
        heads = [words.WHEN, words.BY, words.WHAT, words.REASON]
        rows = [
            [visit.moment(each.at_ms), each.account, _what(visit, each, names), each.reason]
            for each in changes
        ]
        table(visit.say(words.HISTORY), [visit.say(head) for head in heads], rows)


def _what(visit: Visit, change: AmendmentLine, names: dict[str, str]) -> str:
    if change.kind == "anonymise":
        return visit.say(words.MADE_ANONYMOUS)
    if change.kind == "reassign":
        id_ = change.member_id
        who = visit.say(words.SOMEBODY) if id_ is None else names.get(id_, id_)
        return visit.say(words.GIVEN_TO, who=who)
    parts = []
    if change.exercise is not None:
        parts.append(exercise(change.exercise, visit.language))
    if change.rep_count is not None:
        parts.append(visit.say(words.REPS, number=change.rep_count))
    return visit.say(words.CHANGED_TO, number=change.number, what=", ".join(parts))
