"""How a page of the dashboard is made.

    @page("/sessions", Role.VIEWER, title=Text("Sessions", "운동 기록"), place=20)
    async def sessions(visit: Visit, station: str = "") -> None:
        found = await visit.ask(visit.services.sessions.page, SessionFilter(), None, 50)
        said("h1", visit.say(TITLE))
        …

The shell looks who is signed in (else the browser is sent to sign in), whether the role suffices,
draws what stands around the page, and shows a designed state for whatever the page raises. What a
page asks of the services goes through `visit.ask`; what changes something through `visit.act`.
The function's other parameters come from the path and the query. place: where the page stands in
the navigation; without one it does not. A page's own markup is in `dom`, its states in `states`,
its colours in `theme`, and words in `words`.
"""

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable
from copy import copy
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from nicegui import Client, ui

from edge.errors import StoreError, UnknownRecordError
from hub.access.keys import Holder, KeyKind
from hub.actions.actor import Actor, ForbiddenError, Role
from hub.api.who import COOKIE, address_of
from hub.dashboard import browser, plain, sessions_end, states
from hub.dashboard.frame import Entry, draw_frame
from hub.dashboard.theme import dark_of
from hub.dashboard.visit import Visit
from hub.dashboard.words import shell as words
from hub.dashboard.words.text import Text, is_language
from hub.services import Services

__all__ = ["Visit", "page", "register_pages"]

BUILD_S = 8.0
"""A page that takes longer is given up."""
_RESPONSE_S = 12.0

Draw = Callable[..., Awaitable[None]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Page:
    path: str
    role: Role
    title: Text
    place: int | None
    draw: Draw


_PAGES: dict[str, _Page] = {}


def page(path: str, role: Role, *, title: Text, place: int | None = None) -> Callable[[Draw], Draw]:
    """Make an async function of a visit the page at a path."""

    def keep(draw: Draw) -> Draw:
        _PAGES[path] = _Page(path, role, title, place, draw)
        return draw

    return keep


def register_pages() -> None:
    """Let NiceGUI serve every page that was declared."""
    for each in _PAGES.values():
        # What the browser should do with a lost connection is worth a few seconds of Wi-Fi.
        ui.page(each.path, response_timeout=_RESPONSE_S, reconnect_timeout=10.0)(_shown(each))


def _entries() -> list[Entry]:
    return [
        Entry(each.path, each.role, each.title, each.place)
        for each in _PAGES.values()
        if each.place is not None
    ]


def _shown(declared: _Page) -> Callable[..., Awaitable[Response | None]]:
    """The function that NiceGUI calls: the page's own parameters, with request and client."""

    async def show(request: Request, client: Client, **parameters: Any) -> Response | None:
        return await _show(declared, request, client, parameters)

    own = list(inspect.signature(declared.draw).parameters.values())[1:]
    kind = inspect.Parameter.KEYWORD_ONLY
    given = [
        inspect.Parameter("request", kind, annotation=Request),
        inspect.Parameter("client", kind, annotation=Client),
        *(each.replace(kind=kind) for each in own),
    ]
    show.__signature__ = inspect.Signature(given)  # type: ignore[attr-defined]
    return show


async def _show(
    declared: _Page, request: Request, client: Client, parameters: dict[str, Any]
) -> Response | None:
    services: Services = request.state.services
    secret = request.cookies.get(COOKIE, "")
    try:
        holder = await asyncio.to_thread(services.keys.holder, KeyKind.SESSION, secret)
    except StoreError as error:
        log.warning("%s", error)
        client.delete()  # nobody will open its websocket
        return plain.store_away(browser.language(request), browser.theme(request))
    if holder is None:
        client.delete()
        return RedirectResponse(_sign_in(request), 303)
    visit = _visit(services, holder, request, client, secret)
    _name(visit, declared)
    draw_frame(visit, _entries(), request.url.path)
    sessions_end.follow(visit)
    await _draw(declared, visit, parameters)
    return None


def _visit(
    services: Services, holder: Holder, request: Request, client: Client, secret: str
) -> Visit:
    return Visit(
        services=services,
        actor=Actor(holder.account, holder.role, address_of(request)),
        language=holder.language if is_language(holder.language) else "en",
        client=client,
        theme=browser.theme(request),
        secret=secret,
    )


def _name(visit: Visit, declared: _Page) -> None:
    """Give the page its title, language and theme; the route's own page serves everybody."""
    own = copy(visit.client.page)
    own.title = f"{visit.say(declared.title)} · {visit.say(words.PRODUCT)}"
    own.language = "ko-KR" if visit.language == "ko" else "en-US"
    own.dark = dark_of(visit.theme)
    visit.client.page = own


async def _draw(declared: _Page, visit: Visit, parameters: dict[str, Any]) -> None:
    content = visit.client.content
    if not visit.may(declared.role):
        states.not_allowed(visit, declared.role)
        return
    try:
        async with asyncio.timeout(BUILD_S):
            await declared.draw(visit, **parameters)
    except Exception as error:  # noqa: BLE001 - told below, each in its own way
        content.clear()
        with content:
            _tell(visit, declared, error)


def _tell(visit: Visit, declared: _Page, error: Exception) -> None:
    if isinstance(error, UnknownRecordError):
        states.not_found(visit)
    elif isinstance(error, ForbiddenError):
        states.not_allowed(visit, declared.role)
    elif isinstance(error, StoreError):
        log.warning("%s", error)
        states.store_away(visit)
    elif isinstance(error, TimeoutError):
        log.warning("%s took longer than %.0f s", declared.path, BUILD_S)
        states.too_slow(visit)
    else:
        log.error("%s cannot be shown", declared.path, exc_info=error)
        states.failed(visit)


def _sign_in(request: Request) -> str:
    url = request.url
    target = f"{url.path}?{url.query}" if url.query else url.path
    return "/sign-in" if target == "/" else f"/sign-in?next={quote(target, safe='/')}"
