"""The page behind the one-time link of the first start, in English and Korean, without scripts."""

from html import escape
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse

from edge.errors import RefusedError
from hub.access.passwords import SHORTEST
from hub.api.who import TheServices, address_of
from hub.dashboard import browser
from hub.dashboard.plain import field, notice, plain_page
from hub.dashboard.words import sign_in as words

router = APIRouter(include_in_schema=False)


@router.get("/set-up")
def form(request: Request, secret: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """What the link opens."""
    language = browser.language(request)
    name = field(
        "name",
        words.NAME.in_(language),
        autocomplete="username",
        pattern=r"[a-z0-9][a-z0-9._@\-]*",
        maxlength=80,
    )
    password = field(
        "password",
        words.NEW_PASSWORD.in_(language),
        "password",
        autocomplete="new-password",
        minlength=SHORTEST,
        maxlength=200,
    )
    body = f"""<p>{words.SET_UP_ABOUT.in_(language)}</p>
<form class="stack" method="post" action="/set-up">
<input type="hidden" name="secret" value="{escape(secret)}">{name}{password}
<button class="button first">{words.MAKE.in_(language)}</button></form>"""
    return plain_page(words.SET_UP, body, language)


@router.post("/set-up")
def make(
    request: Request,
    hub: TheServices,
    secret: Annotated[str, Form(max_length=200)],
    name: Annotated[str, Form(max_length=80)],
    password: Annotated[str, Form(max_length=200)],
) -> HTMLResponse:
    """What the form sends."""
    language, address = browser.language(request), address_of(request)
    hub.sign_ins.attempt(address)
    try:
        hub.accounts.set_up(secret, name, password, language, address)
    except RefusedError as error:
        why = f'<p lang="en" class="muted">{escape(str(error))}</p>'
        body = notice(words.REFUSED.in_(language)) + why
        return plain_page(words.SET_UP, body, language, status=422)
    on = f'<p><a class="button first" href="/sign-in">{words.SIGN_IN.in_(language)}</a></p>'
    return plain_page(words.SET_UP, notice(words.MADE.in_(language), "good") + on, language)
