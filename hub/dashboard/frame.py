"""What stands around every page: skip link, header with navigation and settings, footer."""

from dataclasses import dataclass

from nicegui import Client, ui

from edge import __version__
from hub.access.keys import csrf_of
from hub.actions.actor import Role
from hub.dashboard import theme
from hub.dashboard.dom import box, said
from hub.dashboard.plain import links
from hub.dashboard.states import ROLES
from hub.dashboard.visit import Visit
from hub.dashboard.words import shell as words
from hub.dashboard.words import sign_in
from hub.dashboard.words.text import LANGUAGES, NAMES, Text

_THEMES = {"auto": words.AUTO, "light": words.LIGHT, "dark": words.DARK}


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation; place: its order there."""

    path: str
    role: Role
    title: Text
    place: int


def draw_frame(visit: Visit, entries: list[Entry], path: str) -> None:
    """path: of the page that is open."""
    client = visit.client
    client.content.props["tabindex"] = -1
    _head(client, visit.theme)
    with client.layout:
        header = _header(visit, entries, path)
        _footer(visit)
    header.move(client.layout, target_index=0)


def _head(client: Client, chosen: str) -> None:
    script = f"document.documentElement.dataset.theme = '{theme.theme_of(chosen)}';"
    with client:
        ui.add_head_html(f"<script>{script}</script>{links()}")


def _header(visit: Visit, entries: list[Entry], path: str) -> ui.element:
    with box("header") as header:
        target = visit.client.content.html_id
        said("a", visit.say(words.SKIP), "skip", href=f"#{target}")
        with box("div", "bar"):
            said("a", visit.say(words.PRODUCT), "brand", href="/")
            with box("nav", aria_label=visit.say(words.MAIN_NAVIGATION)), box("ul"):
                for entry in sorted(entries, key=lambda each: each.place):
                    if visit.may(entry.role):
                        _link(visit, entry, path)
            _account(visit)
    return header


def _link(visit: Visit, entry: Entry, path: str) -> None:
    with box("li"):
        link = said("a", visit.say(entry.title), href=entry.path)
        below = "/stations/" if entry.path == "/" else f"{entry.path}/"
        if path == entry.path:
            link.props["aria-current"] = "page"
        elif path.startswith(below):
            link.props["aria-current"] = "true"


def _account(visit: Visit) -> None:
    with box("details", "account", data_testid="account"):
        said("summary", visit.actor.account, title=visit.say(words.ACCOUNT))
        with box("div", "sheet"):
            said("p", visit.say(ROLES[visit.actor.role]), "muted")
            languages = [(str(each), NAMES[each]) for each in LANGUAGES]
            _choice(visit, "language", visit.say(words.LANGUAGE), languages, visit.language)
            themes = [(name, visit.say(text)) for name, text in _THEMES.items()]
            _choice(visit, "theme", visit.say(words.THEME), themes, visit.theme)
            said("a", visit.say(sign_in.CHANGE), href="/account/password")
            with _form(visit, "/sign-out"):
                said("button", visit.say(words.SIGN_OUT), "button", data_testid="sign-out")


def _choice(
    visit: Visit, name: str, legend: str, options: list[tuple[str, str]], chosen: str
) -> None:
    with _form(visit, "/preferences"), box("fieldset", "choice"):
        said("legend", legend)
        for value, label in options:
            button = said("button", label, "button", name=name, value=value)
            button.props["data-testid"] = f"{name}-{value}"
            button.props["aria-pressed"] = "true" if value == chosen else "false"
            if name == "language":
                button.props["lang"] = value


def _form(visit: Visit, action: str) -> ui.element:
    form = box("form", method="post", action=action)
    url = visit.client.request.url
    back = f"{url.path}?{url.query}" if url.query else url.path
    with form:
        box("input", type="hidden", name="csrf", value=csrf_of(visit.secret))
        box("input", type="hidden", name="back", value=back)
    return form


def _footer(visit: Visit) -> None:
    with box("footer", "foot"):
        said("span", visit.say(words.VERSION, version=__version__))
        said("span", visit.say(words.LOCAL_ONLY))
