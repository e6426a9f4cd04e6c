"""Who asks: a browser by its cookie, or a program by its token."""

from dataclasses import dataclass
from secrets import compare_digest
from typing import Annotated

from fastapi import Depends, Request

from edge.errors import HubError
from hub.access.keys import Holder, KeyKind, csrf_of
from hub.actions.actor import Actor, ForbiddenError, Role
from hub.services import Services

COOKIE = "gymhub"
CSRF_HEADER = "x-csrf-token"
_SAFE = {"GET", "HEAD", "OPTIONS"}


class SignedOutError(HubError):
    """Nobody is signed in, or no longer."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in. secret: of the browser session; None for a program."""

    actor: Actor
    language: str
    secret: str | None


def services(request: Request) -> Services:
    """What the application was made with."""
    found: Services = request.app.state.services
    return found


TheServices = Annotated[Services, Depends(services)]


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def visitor(request: Request, hub: TheServices) -> Visitor:
    """Whoever is signed in; raises SignedOutError, or ForbiddenError without the CSRF token."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return _visitor(request, hub.keys.holder(KeyKind.TOKEN, token), None)
    secret = request.cookies.get(COOKIE, "")
    if not secret:
        raise SignedOutError("nobody is signed in", remedy="sign in, or send a token")
    if request.method not in _SAFE:
        sent = request.headers.get(CSRF_HEADER, "")
        if not compare_digest(sent.encode(), csrf_of(secret).encode()):
            raise ForbiddenError(f"the header {CSRF_HEADER} is missing or wrong")
    return _visitor(request, hub.keys.holder(KeyKind.SESSION, secret), secret)


def _visitor(request: Request, holder: Holder | None, secret: str | None) -> Visitor:
    if holder is None:
        raise SignedOutError("the session or token is unknown or too old", remedy="sign in again")
    return Visitor(Actor(holder.account, holder.role, address_of(request)), holder.language, secret)


TheVisitor = Annotated[Visitor, Depends(visitor)]


def viewer(who: TheVisitor) -> Actor:
    """Anybody who is signed in."""
    return who.actor


def staff(who: TheVisitor) -> Actor:
    """Staff and administrators."""
    who.actor.require(Role.STAFF)
    return who.actor


def admin(who: TheVisitor) -> Actor:
    """Administrators."""
    who.actor.require(Role.ADMIN)
    return who.actor


Viewer = Annotated[Actor, Depends(viewer)]
Staff = Annotated[Actor, Depends(staff)]
Admin = Annotated[Actor, Depends(admin)]
