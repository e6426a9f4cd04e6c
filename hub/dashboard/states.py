"""What a page shows instead of its content: nothing there, not allowed, gone wrong."""

from nicegui import ui

from hub.actions.actor import Role
from hub.dashboard.dom import box, said
from hub.dashboard.visit import Visit
from hub.dashboard.words import shell as words
from hub.dashboard.words.text import Text

ROLES = {
    Role.VIEWER: words.ROLE_VIEWER,
    Role.STAFF: words.ROLE_STAFF,
    Role.ADMIN: words.ROLE_ADMIN,
}


def state(
    visit: Visit,
    title: Text,
    why: Text,
    kind: str = "",
    /,
    *,
    heading: str = "h2",
    **fields: object,
) -> ui.element:
    """A card that says what is the matter and what to do; more can be put into it (`with`).

    heading: h1 where the card is all that the page holds.
    """
    with box("section", f"card state notice {kind}", data_testid="state") as card:
        said(heading, visit.say(title))
        said("p", visit.say(why, **fields))
    return card


def empty(visit: Visit, title: Text, why: Text, **fields: object) -> ui.element:
    """Nothing is wrong, there is only nothing to show yet."""
    return state(visit, title, why, "", heading="h2", **fields)


def trouble(
    visit: Visit, title: Text, why: Text, *, heading: str = "h2", **fields: object
) -> ui.element:
    """Something went wrong; with a way to try again."""
    card = state(visit, title, why, "bad", heading=heading, **fields)
    card.props["role"] = "alert"
    with card:
        again(visit)
    return card


def again(visit: Visit) -> None:
    """A link that loads the page anew; it works without the websocket too."""
    said("a", visit.say(words.AGAIN), "button first", href="", data_testid="again")


def not_allowed(visit: Visit, role: Role) -> None:
    """The account's role is too low."""
    visit.client.status_code = 403
    wanted = visit.say(ROLES[role])
    why = words.NOT_ALLOWED_WHY
    with state(visit, words.NOT_ALLOWED, why, "warn", heading="h1", role=wanted):
        _home(visit)


def not_found(visit: Visit) -> None:
    """The page is there, what it should show is not."""
    visit.client.status_code = 404
    with state(visit, words.NOT_FOUND, words.NOT_FOUND_WHY, heading="h1"):
        _home(visit)


def store_away(visit: Visit) -> None:
    """The database cannot be asked."""
    visit.client.status_code = 503
    trouble(visit, words.STORE_AWAY, words.STORE_AWAY_WHY, heading="h1")


def failed(visit: Visit) -> None:
    """The page has an error of its own."""
    visit.client.status_code = 500
    trouble(visit, words.FAILED, words.FAILED_WHY, heading="h1")


def too_slow(visit: Visit) -> None:
    """What the page asks for did not come in time."""
    visit.client.status_code = 503
    trouble(visit, words.TOO_SLOW, words.TOO_SLOW_WHY, heading="h1")


def _home(visit: Visit) -> None:
    said("a", visit.say(words.TO_STATIONS), "button first", href="/")
