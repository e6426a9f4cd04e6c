"""Beginning a browser's session, for programs that send JSON and for forms alike."""

from fastapi import Response

from hub.access.keys import Holder, KeyKind
from hub.api.who import COOKIE, SignedOutError
from hub.config.web import WebConfig
from hub.services import Services
from hub.times import HOUR_MS


def begin_session(hub: Services, address: str, name: str, password: str) -> tuple[str, Holder]:
    """Its secret and whose it is; raises SignedOutError, or TooOftenError for guesses."""
    hub.sign_ins.attempt(address)
    hub.sign_ins.attempt(f"account {name[:80]}")
    if hub.accounts.sign_in(name, password):
        lasts_ms = hub.config.web.session_hours * HOUR_MS
        secret = hub.keys.issue(KeyKind.SESSION, name, lasts_ms=lasts_ms)
        if holder := hub.keys.holder(KeyKind.SESSION, secret):  # else removed just now
            return secret, holder
    raise SignedOutError("name or password is wrong")


def keep_session(response: Response, web: WebConfig, secret: str) -> None:
    """Let the browser send the secret with each request, and show it to no script."""
    keep(response, web, COOKIE, secret, web.session_hours * 3600)


def keep(response: Response, web: WebConfig, name: str, value: str, seconds: int) -> None:
    """A cookie for requests of our own pages alone."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="strict",
        secure=web.is_encrypted,
    )
