"""Signing in and out, and the first account."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from hub.access.keys import KeyKind, csrf_of
from hub.api.signing_in import begin_session, keep_session
from hub.api.who import COOKIE, TheServices, TheVisitor, address_of
from hub.api.words import Body, Language, Password, Problem

router = APIRouter(prefix="/api", tags=["access"])
_LIMITED: dict[int | str, dict[str, Any]] = {429: {"model": Problem}}


class SignIn(Body):
    """A name and its password."""

    name: str
    password: Password


class SetUp(SignIn):
    """The first account. secret: from the link that the hub printed at its first start."""

    secret: str
    language: Language = "en"


class Reset(Body):
    """secret: from the link that an administrator made."""

    secret: str
    password: Password


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in. csrf_token: to be sent back with every change by a browser."""

    account: str
    role: str
    language: str
    csrf_token: str | None


@router.post("/set-up", status_code=204, responses=_LIMITED)
def set_up(body: SetUp, request: Request, hub: TheServices) -> None:
    """Make the first account, an administrator."""
    address = address_of(request)
    hub.sign_ins.attempt(address)
    hub.accounts.set_up(body.secret, body.name, body.password, body.language, address)


@router.post("/reset", status_code=204, responses=_LIMITED)
def reset(body: Reset, request: Request, hub: TheServices) -> None:
    """Set a new password, with the secret that an administrator handed over."""
    address = address_of(request)
    hub.sign_ins.attempt(address)
    hub.accounts.reset_password(body.secret, body.password, address)


@router.post("/session", responses=_LIMITED)
def sign_in(body: SignIn, request: Request, response: Response, hub: TheServices) -> Me:
    """Sign in; the browser keeps a cookie that no script can read."""
    secret, holder = begin_session(hub, address_of(request), body.name, body.password)
    keep_session(response, hub.config.web, secret)
    return Me(holder.account, holder.role.value, holder.language, csrf_of(secret))


@router.get("/session")
def me(who: TheVisitor) -> Me:
    """Who is signed in."""
    csrf = csrf_of(who.secret) if who.secret else None
    return Me(who.actor.account, who.actor.role.value, who.language, csrf)


@router.delete("/session", status_code=204)
def sign_out(who: TheVisitor, response: Response, hub: TheServices) -> None:
    """End this browser's session."""
    if who.secret:
        hub.keys.withdraw(KeyKind.SESSION, who.secret)
    response.delete_cookie(COOKIE)
