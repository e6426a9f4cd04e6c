"""Secrets that open the hub: browser sessions, API tokens, the set-up link. Only digests stay."""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Connection, delete, or_, select

from hub.actions.actor import Role
from hub.store import schema
from hub.store.database import Database
from hub.times import now_ms

_BYTES = 32


class KeyKind(StrEnum):
    """What a key opens."""

    SESSION = "session"
    TOKEN = "token"  # noqa: S105 - a word, no secret
    SETUP = "setup"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose key it is."""

    account: str
    role: Role
    language: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key in a list. id: the beginning of its digest."""

    id: str
    account: str
    label: str
    created_ms: int
    expires_ms: int | None


class Keys:
    """Makes, finds and takes back keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def issue(
        self, kind: KeyKind, account: str | None, *, label: str = "", lasts_ms: int | None = None
    ) -> str:
        """A new secret; it is told this once. lasts_ms: None for ever."""
        with self._database.begin() as connection:
            return issue(connection, kind, account, label=label, lasts_ms=lasts_ms)

    def holder(self, kind: KeyKind, secret: str) -> Holder | None:
        """Whose it is; None for one that is unknown or has expired."""
        keys, accounts = schema.keys, schema.accounts
        query = (
            select(accounts.c.name, accounts.c.role, accounts.c.language)
            .join(keys, keys.c.account == accounts.c.name)
            .where(keys.c.digest == digest_of(secret), keys.c.kind == kind.value)
            .where(or_(keys.c.expires_ms.is_(None), keys.c.expires_ms > now_ms()))
        )
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return Holder(row.name, Role(row.role), row.language) if row else None

    def withdraw(self, kind: KeyKind, secret: str) -> None:
        """It opens nothing any more."""
        keys = schema.keys
        with self._database.begin() as connection:
            connection.execute(
                delete(keys).where(keys.c.digest == digest_of(secret), keys.c.kind == kind.value)
            )

    def tokens(self) -> tuple[KeyLine, ...]:
        """All API tokens."""
        keys = schema.keys
        query = (
            select(
                keys.c.digest, keys.c.account, keys.c.label, keys.c.created_ms, keys.c.expires_ms
            )
            .where(keys.c.kind == KeyKind.TOKEN.value)
            .order_by(keys.c.created_ms)
        )
        with self._database.read() as connection:
            return tuple(KeyLine(row[0][:16], *row[1:]) for row in connection.execute(query))


def issue(
    connection: Connection,
    kind: KeyKind,
    account: str | None,
    *,
    label: str = "",
    lasts_ms: int | None = None,
) -> str:
    """See `Keys.issue`; within a transaction."""
    secret = secrets.token_urlsafe(_BYTES)
    now = now_ms()
    connection.execute(
        schema.keys.insert(),
        {
            "digest": digest_of(secret),
            "kind": kind.value,
            "account": account,
            "label": label,
            "created_ms": now,
            "expires_ms": None if lasts_ms is None else now + lasts_ms,
        },
    )
    return secret


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits: no salt is needed."""
    return sha256(secret.encode(errors="replace")).hexdigest()


def csrf_of(secret: str) -> str:
    """What a page of ours sends back with every change, and no other page can know."""
    return sha256(b"csrf " + secret.encode(errors="replace")).hexdigest()
