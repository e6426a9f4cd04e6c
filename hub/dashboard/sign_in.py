"""Signing in and out, and what a browser keeps: forms that need no script."""

from html import escape
from secrets import compare_digest
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from edge.errors import StoreError
from hub.access.keys import KeyKind, csrf_of
from hub.access.limiter import TooOftenError
from hub.actions.actor import Actor
from hub.api.signing_in import begin_session, keep, keep_session
from hub.api.who import COOKIE, SignedOutError, TheServices, address_of
from hub.dashboard import browser
from hub.dashboard.plain import field, notice, plain_page
from hub.dashboard.theme import COOKIE as THEME_COOKIE
from hub.dashboard.theme import THEMES
from hub.dashboard.words import shell
from hub.dashboard.words import sign_in as words
from hub.dashboard.words.text import LANGUAGES, NAMES, Language, is_language
from hub.services import Services

router = APIRouter(include_in_schema=False)

Word = Annotated[str, Form(max_length=200)]
Target = Annotated[str, Form(max_length=2000)]


@router.get("/sign-in")
def form(
    request: Request,
    hub: TheServices,
    next: Annotated[str, Query(max_length=2000)] = "/",  # noqa: A002 - a browser reads it
    ended: bool = False,  # noqa: FBT001, FBT002
    language: str = "",
) -> HTMLResponse:
    """Where one signs in."""
    chosen = language if is_language(language) else _language(request, hub)
    told = notice(shell.ENDED.in_(chosen), "warn") if ended else ""
    return _page(request, chosen, told, next)


@router.post("/sign-in")
def sign_in(
    request: Request,
    hub: TheServices,
    name: Word,
    password: Word,
    next: Target = "/",  # noqa: A002
) -> Response:
    """Sign in; the browser keeps a cookie that no script can read."""
    language = _language(request, hub)
    if not browser.is_ours(request, hub.config.web.public_url):
        return _page(request, language, notice(words.ELSEWHERE.in_(language)), next, 403)
    try:
        secret, _ = begin_session(hub, address_of(request), name, password)
    except SignedOutError:
        return _page(request, language, notice(words.WRONG.in_(language)), next, 401)
    except TooOftenError as error:
        told = words.TOO_OFTEN.in_(language, seconds=int(error.wait_s) + 1)
        return _page(request, language, notice(told), next, 429)
    except StoreError:
        return _page(request, language, notice(words.STORE_AWAY.in_(language)), next, 503)
    response = RedirectResponse(browser.local_path(next), 303)
    keep_session(response, hub.config.web, secret)
    return response


@router.post("/sign-out")
def sign_out(request: Request, hub: TheServices, csrf: Word = "") -> Response:
    """End this browser's session."""
    secret = request.cookies.get(COOKIE, "")
    if secret and not knows(secret, csrf):
        return RedirectResponse("/", 303)
    if secret:
        hub.keys.withdraw(KeyKind.SESSION, secret)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE)
    return response


@router.post("/preferences")
def prefer(  # noqa: PLR0917 - a form's fields
    request: Request,
    hub: TheServices,
    csrf: Word = "",
    language: Word = "",
    theme: Word = "",
    back: Target = "/",
) -> Response:
    """Keep a language, with the account, or a theme, in this browser."""
    response = RedirectResponse(browser.local_path(back), 303)
    secret = request.cookies.get(COOKIE, "")
    if not knows(secret, csrf):
        return response
    if theme in THEMES:
        keep(response, hub.config.web, THEME_COOKIE, theme, browser.KEPT_S)
    holder = hub.keys.holder(KeyKind.SESSION, secret)
    if is_language(language) and holder is not None:
        actor = Actor(holder.account, holder.role, address_of(request))
        hub.accounts.set_language(actor, language)
        keep(response, hub.config.web, browser.LANGUAGE_COOKIE, language, browser.KEPT_S)
    return response


def knows(secret: str, csrf: str) -> bool:
    """Whether a form was drawn for this browser's session."""
    return bool(secret) and compare_digest(csrf.encode(errors="replace"), csrf_of(secret).encode())


def _language(request: Request, hub: Services) -> Language:
    return browser.language(request, hub.config.language.value)


def _page(
    request: Request, language: Language, told: str, target: str, status: int = 200
) -> HTMLResponse:
    others = " ".join(
        f'<a href="/sign-in?language={each}" lang="{each}">{NAMES[each]}</a>'
        for each in LANGUAGES
        if each != language
    )
    body = f"""{told}<form class="stack" method="post" action="/sign-in">
<input type="hidden" name="next" value="{escape(browser.local_path(target))}">
{field("name", words.NAME.in_(language), autocomplete="username", maxlength=80)}
{field("password", words.PASSWORD.in_(language), "password", autocomplete="current-password")}
<button class="button first" data-testid="sign-in">{words.SIGN_IN.in_(language)}</button></form>
<p class="muted">{words.FORGOTTEN.in_(language)}</p><p>{others}</p>"""
    return plain_page(words.SIGN_IN, body, language, theme=browser.theme(request), status=status)
