"""Accounts, tokens, the quarantine and the audit log; administrators only."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from hub.access.accounts import Account
from hub.access.keys import KeyLine
from hub.actions.actor import Role
from hub.actions.quarantine import Replayed
from hub.api.who import Admin, TheServices, Viewer
from hub.api.words import Body, Cursor, Digest, Language, Limit, Name, Number, Password
from hub.queries.page import Page
from hub.queries.records import AuditLine, Quarantined
from hub.times import DAY_MS

router = APIRouter(prefix="/api", tags=["administration"])

After = Annotated[int, Query(ge=0, le=2**31 - 1, description="Only those with higher numbers.")]


class NewAccount(Body):
    """Somebody who may come in."""

    name: str = Field(max_length=80)
    password: Password
    role: Role
    language: Language = "en"


class NewPassword(Body):
    """A password."""

    password: Password


class NewRole(Body):
    """What the account may do."""

    role: Role


class NewToken(Body):
    """days: after which it ends; left out, it lasts until it is revoked."""

    account: str = Field(max_length=80)
    label: str = Field(min_length=1, max_length=80)
    days: int | None = Field(default=None, ge=1, le=3650)


@router.get("/accounts")
def accounts(_: Admin, hub: TheServices) -> tuple[Account, ...]:
    """Every account."""
    return hub.accounts.all()


@router.post("/accounts", status_code=201)
def create(body: NewAccount, who: Admin, hub: TheServices) -> None:
    """A new account."""
    hub.accounts.create(who, body.name, body.password, body.role, body.language)


@router.put("/accounts/{name}/password", status_code=204)
def set_password(name: Name, body: NewPassword, who: Viewer, hub: TheServices) -> None:
    """One's own, or as an administrator anybody's."""
    hub.accounts.set_password(who, name, body.password)


@router.put("/accounts/{name}/role", status_code=204)
def set_role(name: Name, body: NewRole, who: Admin, hub: TheServices) -> None:
    """What the account may do; one administrator must stay."""
    hub.accounts.set_role(who, name, body.role)


@router.post("/accounts/{name}/reset", status_code=201)
def reset_secret(name: Name, who: Admin, hub: TheServices) -> str:
    """A secret for `/api/reset`, by which somebody sets a new password; once, within a day."""
    return hub.accounts.reset_secret(who, name)


@router.delete("/accounts/{name}", status_code=204)
def remove(name: Name, who: Admin, hub: TheServices) -> None:
    """With its sessions and tokens."""
    hub.accounts.remove(who, name)


@router.get("/tokens")
def tokens(_: Admin, hub: TheServices) -> tuple[KeyLine, ...]:
    """Every token, without its secret."""
    return hub.keys.tokens()


@router.post("/tokens", status_code=201)
def issue_token(body: NewToken, who: Admin, hub: TheServices) -> str:
    """A token that may do what its account may; it is told this once."""
    lasts_ms = body.days * DAY_MS if body.days else None
    return hub.accounts.issue_token(who, body.account, body.label, lasts_ms)


@router.delete("/tokens/{key_id}", status_code=204)
def revoke_token(key_id: Digest, who: Admin, hub: TheServices) -> None:
    """It opens nothing any more."""
    hub.accounts.revoke_token(who, key_id)


@router.get("/quarantine")
def quarantine(
    _: Admin, hub: TheServices, cursor: Cursor = None, limit: Limit = 100
) -> Page[Quarantined]:
    """Messages that could not be read, the newest first."""
    return hub.records.quarantine(cursor, limit)


@router.get("/quarantine/{number}", response_class=Response)
def payload(number: Number, _: Admin, hub: TheServices) -> Response:
    """What came, as it came."""
    content = hub.records.payload(number)
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename=message-{number}"},
    )


@router.post("/quarantine/replay")
def replay_all(who: Admin, hub: TheServices, after: After = 0) -> Replayed:
    """Read them again, as after an upgrade, a thousand at most; what can be read is kept."""
    return hub.quarantine.replay_all(who, after)


@router.post("/quarantine/{number}/replay", status_code=204)
def replay(number: Number, who: Admin, hub: TheServices) -> None:
    """Read it again, and keep what it says."""
    hub.quarantine.replay(who, number)


@router.delete("/quarantine/{number}", status_code=204)
def discard(number: Number, who: Admin, hub: TheServices) -> None:
    """Throw it away."""
    hub.quarantine.discard(who, number)


@router.get("/audit")
def audit(_: Admin, hub: TheServices, cursor: Cursor = None, limit: Limit = 100) -> Page[AuditLine]:
    """What staff did, the newest first."""
    return hub.records.audit(cursor, limit)
