"""What the administrators' pages have in common."""

from hub.dashboard.dom import box, said
from hub.dashboard.visit import Visit
from hub.dashboard.words import admin as words

SECTIONS = {
    "/admin": words.ACCOUNTS,
    "/admin/tokens": words.TOKENS,
    "/admin/quarantine": words.QUARANTINE,
    "/admin/audit": words.AUDIT,
}
PAGE = 50


def head(visit: Visit, path: str) -> None:
    """The heading, and the way to the other pages."""
    said("h1", visit.say(SECTIONS[path]))
    with box("nav", "tabs", aria_label=visit.say(words.SECTIONS)):
        for target, text in SECTIONS.items():
            link = said("a", visit.say(text), "button", href=target)
            if target == path:
                link.props["aria-current"] = "page"


def turn(visit: Visit, path: str, following: str | None, *, is_first: bool) -> None:
    """To the next page of a list."""
    if is_first and following is None:
        return
    with box("nav", "row-of", aria_label=visit.say(words.PAGES)):
        if not is_first:
            said("a", visit.say(words.NEWEST), "button", href=path)
        if following is not None:
            said("a", visit.say(words.OLDER), "button", href=f"{path}?cursor={following}")
