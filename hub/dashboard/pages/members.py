"""Members by name; for staff."""

from urllib.parse import urlencode

from hub.actions.actor import Role
from hub.dashboard.asking import Asking, Values, show_done
from hub.dashboard.dom import box, said
from hub.dashboard.fields import text_field, tick_field
from hub.dashboard.markup import Line, link, rows_table
from hub.dashboard.member_actions import LONGEST_NAME, consent_question
from hub.dashboard.shell import page
from hub.dashboard.states import empty
from hub.dashboard.visit import Visit
from hub.dashboard.words import members as words
from hub.queries.page import Page
from hub.queries.records import Member

PAGE = 50
_ID_PATTERN = "[A-Za-z0-9_\\-]{1,64}"


@page("/members", Role.STAFF, title=words.TITLE, place=30)
async def members(visit: Visit, *, name: str = "", cursor: str = "", done: str = "") -> None:
    """name: a part of it; cursor: of the page before; done: what was just done."""
    name = name.strip()
    with box("div", "row-of spread"):
        said("h1", visit.say(words.TITLE))
        _enrol(visit)
    show_done(visit, done, words.DONE)
    _search(visit, name)
    found = await visit.ask(visit.services.records.members, cursor or None, PAGE, name)
    if not found.items and name:
        empty(visit, words.NONE_FOUND, words.NONE_FOUND_WHY)
    elif not found.items:
        empty(visit, words.EMPTY, words.EMPTY_WHY)
    else:
        _list(visit, found, name, is_first=not cursor)


def _search(visit: Visit, name: str) -> None:
    with box("form", "card filter", method="get", action="/members", role="search"):
        text_field("name", visit.say(words.SEARCH), name, type="search")
        with box("div", "row-of"):
            said("button", visit.say(words.SHOW), "button first", type="submit")
            if name:
                said("a", visit.say(words.CLEAR), "button", href="/members")


def _list(visit: Visit, found: Page[Member], name: str, *, is_first: bool) -> None:
    heads = [visit.say(text) for text in (words.NAME, words.CONSENT, words.SINCE)]
    with box("section", "card"):
        rows_table(visit.say(words.TITLE), heads, [_line(visit, each) for each in found.items])
        if is_first and found.next is None:
            return
        with box("nav", "row-of", aria_label=visit.say(words.PAGES)):
            if not is_first:
                said("a", visit.say(words.NEWER), "button", href=f"/members?{_query(name)}")
            if found.next is not None:
                href = f"/members?{_query(name, found.next)}"
                said("a", visit.say(words.MORE), "button", href=href)


def _line(visit: Visit, each: Member) -> Line:
    agreed = words.NOT_AGREED if each.consent_ms is None else words.AGREED
    name = link(each.name, f"/members/{each.id}")
    return Line([name, visit.say(agreed), visit.moment(each.created_ms)], f"member-{each.id}")


def _query(name: str, cursor: str = "") -> str:
    given = {"name": name, "cursor": cursor}
    return urlencode({key: value for key, value in given.items() if value})


def _enrol(visit: Visit) -> None:
    asked: list[str] = []

    def fill() -> None:
        text_field("name", visit.say(words.NAME), required=True, maxlength=LONGEST_NAME)
        known = visit.say(words.KNOWN_AS)
        text_field("id", known, pattern=_ID_PATTERN, autocomplete="off")
        asked[:] = [consent_question(visit).version]
        tick_field("agreed", visit.say(words.HAS_AGREED))

    async def enrol(values: Values) -> str:
        services, actor = visit.services, visit.actor
        id_ = await visit.act(services.members.enrol, actor, values["name"], values["id"] or None)
        if values.get("agreed"):
            await visit.act(services.members.consent, actor, id_, asked[0])
        return f"/members/{id_}?done=enrolled"

    about = visit.say(words.ENROL_ABOUT)
    Asking(visit, words.ENROL, enrol, fill, verb="enrol", about=about, kind="first").button()
