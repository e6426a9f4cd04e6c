"""Every session that fits what is asked for."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from hub.actions.actor import Role
from hub.dashboard.dom import box, said
from hub.dashboard.fields import choice_field, text_field
from hub.dashboard.people import member_field, member_of, member_text
from hub.dashboard.session_table import session_table
from hub.dashboard.shell import page
from hub.dashboard.states import empty, state
from hub.dashboard.visit import Visit
from hub.dashboard.words import sessions as words
from hub.dashboard.words.exercises import exercise as exercise_name
from hub.dashboard.words.exercises import exercises
from hub.local_time import LocalTime
from hub.queries.sessions import SessionFilter

PAGE = 50
_WHO = {"members": False, "anonymous": True}
_FIRST = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Wish:
    """The filter as it stands in the address."""

    station: str = ""
    member: str = ""
    exercise: str = ""
    who: str = ""
    since: str = ""
    until: str = ""

    @property
    def is_any(self) -> bool:
        """Whether nothing is asked for."""
        return self == Wish()

    def query(self, **more: str) -> str:
        """As the query of an address."""
        names = ("station", "member", "exercise", "who", "since", "until")
        given = {name: getattr(self, name) for name in names} | more
        return urlencode({name: value for name, value in given.items() if value})

    def filter(self, local: LocalTime) -> SessionFilter:
        """What is asked of the store; raises ValueError for what cannot be read."""
        member = member_of(self.member) if self.member else None
        if self.member and member is None:
            raise ValueError("member")
        return SessionFilter(
            station_id=self.station or None,
            member_id=member,
            exercise=self.exercise or None,
            from_ms=_start_ms(self.since, 0, local),
            to_ms=_start_ms(self.until, 1, local),
            anonymous=_WHO.get(self.who),
        )


@page("/sessions", Role.VIEWER, title=words.TITLE, place=20)
async def sessions(
    visit: Visit,
    *,
    station: str = "",
    member: str = "",
    exercise: str = "",
    who: str = "",
    since: str = "",
    until: str = "",
    cursor: str = "",
) -> None:
    """cursor: of the page before; the rest is the filter."""
    member = member if visit.may(Role.STAFF) else ""
    wish = Wish(station.strip(), member.strip(), exercise, who, since, until)
    said("h1", visit.say(words.TITLE))
    try:
        wanted = wish.filter(LocalTime(visit.services.config.time_zone))
    except ValueError:
        _form(visit, wish)
        state(visit, words.WRONG, words.WRONG_WHY, "bad")
        return
    _form(visit, await _named(visit, wish, wanted.member_id))
    found = await visit.ask(visit.services.sessions.page, wanted, cursor or None, PAGE)
    if not found.items:
        if wish.is_any:
            empty(visit, words.EMPTY, words.EMPTY_WHY)
        else:
            empty(visit, words.NONE_FOUND, words.NONE_FOUND_WHY)
        return
    with box("section", "card"):
        with box("div", "row-of spread"):
            said("p", visit.say(words.SHOWN, number=len(found.items)), "muted", role="status")
            export = said("a", visit.say(words.EXPORT), "button", href=_export(wanted))
            export.props["data-testid"] = "export"
        await session_table(visit, found.items)
        _turn(visit, wish, found.next, is_first=not cursor)


async def _named(visit: Visit, wish: Wish, member_id: str | None) -> Wish:
    """With the member's name, where a link gave the id only."""
    if member_id is None:
        return wish
    names = await visit.ask(visit.services.records.names, [member_id])
    if member_id not in names:
        return wish
    return replace(wish, member=member_text(member_id, names[member_id]))


def _form(visit: Visit, wish: Wish) -> None:
    with box("form", "card filter", method="get", action="/sessions", data_testid="filter"):
        said("h2", visit.say(words.FILTER), "visually-hidden")
        text_field(
            "station",
            visit.say(words.STATION),
            wish.station,
            placeholder=visit.say(words.STATION_HINT),
        )
        if visit.may(Role.STAFF):
            member_field(
                visit,
                "member",
                visit.say(words.MEMBER),
                wish.member,
                placeholder=visit.say(words.MEMBER_HINT),
            )
        choice_field("exercise", visit.say(words.EXERCISE), _exercises(visit), wish.exercise)
        options = {
            "": visit.say(words.ANY),
            "members": visit.say(words.KNOWN),
            "anonymous": visit.say(words.ANONYMOUS),
        }
        choice_field("who", visit.say(words.WHO), options, wish.who)
        text_field("since", visit.say(words.SINCE), wish.since, type="date")
        text_field("until", visit.say(words.UNTIL), wish.until, type="date")
        with box("div", "row-of"):
            said("button", visit.say(words.SHOW), "button first", type="submit", data_testid="show")
            if not wish.is_any:
                said("a", visit.say(words.CLEAR), "button", href="/sessions")


def _exercises(visit: Visit) -> dict[str, str]:
    names = {id_: exercise_name(id_, visit.language) for id_ in (*exercises(), "other")}
    return {"": visit.say(words.ANY), **dict(sorted(names.items(), key=lambda item: item[1]))}


def _turn(visit: Visit, wish: Wish, following: str | None, *, is_first: bool) -> None:
    if is_first and following is None:
        return
    with box("nav", "row-of", aria_label=visit.say(words.PAGES)):
        if not is_first:
            said("a", visit.say(words.NEWEST), "button", href=f"/sessions?{wish.query()}")
        if following is not None:
            older = said("a", visit.say(words.OLDER), "button", data_testid="older")
            older.props["href"] = f"/sessions?{wish.query(cursor=following)}"


def _export(wanted: SessionFilter) -> str:
    given = {
        "station": wanted.station_id,
        "member": wanted.member_id,
        "exercise": wanted.exercise,
        "from_ms": wanted.from_ms,
        "to_ms": wanted.to_ms,
        "anonymous": None if wanted.anonymous is None else str(wanted.anonymous).lower(),
    }
    query = urlencode({name: value for name, value in given.items() if value is not None})
    return f"/api/sessions.csv?{query}"


def _start_ms(text: str, days_later: int, local: LocalTime) -> int | None:
    if not text:
        return None
    day = (date.fromisoformat(text) - _FIRST).days
    return max(0, local.start_ms(max(0, day) + days_later))
