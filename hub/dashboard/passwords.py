"""New passwords: by the link of an administrator, or by whoever is signed in. No scripts."""

from html import escape
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from edge.errors import RefusedError
from hub.access.keys import Holder, KeyKind, csrf_of
from hub.access.limiter import TooOftenError
from hub.access.passwords import SHORTEST
from hub.actions.actor import Actor
from hub.api.who import COOKIE, TheServices, address_of
from hub.dashboard import browser
from hub.dashboard.plain import field, notice, plain_page
from hub.dashboard.sign_in import knows
from hub.dashboard.words import shell
from hub.dashboard.words import sign_in as words
from hub.dashboard.words.text import Language, Text
from hub.services import Services

router = APIRouter(include_in_schema=False)

Word = Annotated[str, Form(max_length=200)]


@router.get("/reset")
def reset_form(
    request: Request, secret: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """What the link of an administrator opens."""
    language = browser.language(request)
    body = _form(language, "/reset", ("secret", secret), _new(language))
    return plain_page(words.RESET, body, language)


@router.post("/reset")
def reset(request: Request, hub: TheServices, secret: Word, password: Word) -> HTMLResponse:
    """What its form sends."""
    language, address = browser.language(request), address_of(request)
    try:
        hub.sign_ins.attempt(address)
        hub.accounts.reset_password(secret, password, address)
    except TooOftenError as error:
        return _refused(words.RESET, _too_often(language, error), language, 429)
    except RefusedError:
        return _refused(words.RESET, words.RESET_REFUSED.in_(language), language, 422)
    return plain_page(words.RESET, _done(language), language)


@router.get("/account/password")
def change_form(request: Request, hub: TheServices) -> Response:
    """For whoever is signed in."""
    secret = request.cookies.get(COOKIE, "")
    if _holder(hub, secret) is None:
        return RedirectResponse("/sign-in?next=/account/password", 303)
    language = browser.language(request)
    current = field(
        "current", words.CURRENT.in_(language), "password", autocomplete="current-password"
    )
    fields = current + _new(language)
    body = _form(language, "/account/password", ("csrf", csrf_of(secret)), fields)
    back = f'<p><a href="/">{escape(shell.TO_STATIONS.in_(language))}</a></p>'
    return plain_page(words.CHANGE, body + back, language, theme=browser.theme(request))


@router.post("/account/password")
def change(
    request: Request, hub: TheServices, csrf: Word, current: Word, password: Word
) -> Response:
    """What its form sends; every session of the account ends."""
    language, secret = browser.language(request), request.cookies.get(COOKIE, "")
    holder = _holder(hub, secret)
    if holder is None or not knows(secret, csrf):
        return RedirectResponse("/sign-in?next=/account/password", 303)
    try:
        _change(hub, Actor(holder.account, holder.role, address_of(request)), current, password)
    except TooOftenError as error:
        return _refused(words.CHANGE, _too_often(language, error), language, 429)
    except RefusedError:
        return _refused(words.CHANGE, words.CHANGE_REFUSED.in_(language), language, 422)
    return plain_page(words.CHANGE, _done(language), language)


def _change(hub: Services, actor: Actor, current: str, password: str) -> None:
    hub.sign_ins.attempt(f"account {actor.account}")
    if not hub.accounts.sign_in(actor.account, current):
        raise RefusedError("the present password is wrong")
    hub.accounts.set_password(actor, actor.account, password)


def _holder(hub: Services, secret: str) -> Holder | None:
    return hub.keys.holder(KeyKind.SESSION, secret) if secret else None


def _new(language: Language) -> str:
    label = words.NEW_PASSWORD.in_(language)
    limits = {"minlength": SHORTEST, "maxlength": 200}
    return field("password", label, "password", autocomplete="new-password", **limits)


def _form(language: Language, action: str, hidden: tuple[str, str], fields: str) -> str:
    about = words.RESET_ABOUT if action == "/reset" else words.CHANGE_ABOUT
    name, value = hidden
    return f"""<p>{escape(about.in_(language))}</p><form class="stack" method="post"
 action="{action}"><input type="hidden" name="{name}" value="{escape(value)}">{fields}
<button class="button first">{escape(words.SAVE.in_(language))}</button></form>"""


def _done(language: Language) -> str:
    on = escape(words.SIGN_IN.in_(language))
    told = notice(words.RESET_DONE.in_(language), "good")
    return f'{told}<p><a class="button first" href="/sign-in">{on}</a></p>'


def _too_often(language: Language, error: TooOftenError) -> str:
    return words.TOO_OFTEN.in_(language, seconds=int(error.wait_s) + 1)


def _refused(title: Text, why: str, language: Language, status: int) -> HTMLResponse:
    again = escape(shell.AGAIN.in_(language))
    back = f'<p><a class="button" href="/account/password">{again}</a></p>'
    body = notice(why) + (back if title is words.CHANGE else "")
    return plain_page(title, body, language, status=status)
