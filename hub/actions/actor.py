"""Who does something, and the note of it."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from edge.errors import HubError
from hub.store import schema
from hub.times import now_ms


class Role(StrEnum):
    """What an account may do; each role may do what those before it may."""

    VIEWER = "viewer"  # see the stations and the gym's figures, no member
    STAFF = "staff"  # members, consent, cards, amendments
    ADMIN = "admin"  # accounts, tokens, quarantine, audit log

    @property
    def rank(self) -> int:
        """From 0."""
        return list(Role).index(self)


class ForbiddenError(HubError, PermissionError):
    """An account that may not do this."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An account at work. address: where it came from."""

    account: str
    role: Role
    address: str = ""

    def require(self, role: Role) -> None:
        """Raise ForbiddenError unless the account has this role or a higher one."""
        if self.role.rank < role.rank:
            raise ForbiddenError(
                f"{self.account} is {self.role}; this needs {role}", remedy="ask an administrator"
            )


def note(connection: Connection, actor: Actor, action: str, subject: str, **detail: object) -> None:
    """Write into the audit log, in the transaction of what is noted. No name of a member."""
    connection.execute(
        schema.audit.insert(),
        {
            "at_ms": now_ms(),
            "account": actor.account,
            "action": action,
            "subject": subject,
            "address": actor.address[:80],
            "detail": detail,
        },
    )
