"""Accounts of staff."""

import re
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, or_, select, update

from edge.errors import RefusedError, UnknownRecordError
from hub.access.keys import KeyKind, digest_of, issue
from hub.access.passwords import hashed, is_right
from hub.actions.actor import Actor, Role, note
from hub.store import schema
from hub.store.database import Database
from hub.times import DAY_MS, now_ms

SETUP_LASTS_MS = DAY_MS
RESET_LASTS_MS = DAY_MS
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,79}")
_LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may come in."""

    name: str
    role: str
    language: str
    created_ms: int


class Accounts:
    """What an administrator does about accounts, and how one signs in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def setup_secret(self) -> str | None:
        """A new one-time secret for the first account; None where there is one already."""
        keys = schema.keys
        with self._database.begin() as connection:
            if connection.scalar(select(func.count()).select_from(schema.accounts)):
                return None
            connection.execute(delete(keys).where(keys.c.kind == KeyKind.SETUP.value))
            return issue(connection, KeyKind.SETUP, None, lasts_ms=SETUP_LASTS_MS)

    def set_up(self, secret: str, name: str, password: str, language: str, address: str) -> None:
        """The first account, an administrator; raises RefusedError for a link that is used up."""
        row = _row(name, password, Role.ADMIN, language)
        keys = schema.keys
        with self._database.begin() as connection:
            used = connection.execute(
                delete(keys).where(
                    keys.c.digest == digest_of(secret),
                    keys.c.kind == KeyKind.SETUP.value,
                    or_(keys.c.expires_ms.is_(None), keys.c.expires_ms > now_ms()),
                )
            )
            if not used.rowcount or connection.scalar(
                select(func.count()).select_from(schema.accounts)
            ):
                raise RefusedError(
                    "this link is used up or too old", remedy="start gymhub again for a new one"
                )
            connection.execute(schema.accounts.insert(), row)
            note(connection, Actor(name, Role.ADMIN, address), "account.set_up", name)

    def sign_in(self, name: str, password: str) -> bool:
        """Whether there is this account with this password."""
        table = schema.accounts
        with self._database.read() as connection:
            kept = connection.scalar(select(table.c.password_hash).where(table.c.name == name))
        return is_right(password, kept)

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        table = schema.accounts
        query = select(table.c.name, table.c.role, table.c.language, table.c.created_ms)
        with self._database.read() as connection:
            return tuple(Account(*row) for row in connection.execute(query.order_by(table.c.name)))

    def create(self, actor: Actor, name: str, password: str, role: Role, language: str) -> None:
        """A new account."""
        actor.require(Role.ADMIN)
        row = _row(name, password, role, language)
        with self._database.begin() as connection:
            insert = self._database.insert(schema.accounts).on_conflict_do_nothing()
            made = connection.execute(insert.returning(schema.accounts.c.name), row).first()
            if made is None:
                raise RefusedError("there is an account with this name", where=name)
            note(connection, actor, "account.create", name, role=role.value)

    def set_password(self, actor: Actor, name: str, password: str) -> None:
        """One's own, or as an administrator anybody's; every session of the account ends."""
        if actor.account != name:
            actor.require(Role.ADMIN)
        table = schema.accounts
        kept = hashed(password)
        with self._database.begin() as connection:
            here = table.c.name == name
            if not connection.execute(
                update(table).where(here).values(password_hash=kept)
            ).rowcount:
                raise _unknown(name)
            _end_sessions(connection, name)
            note(connection, actor, "account.password", name)

    def set_role(self, actor: Actor, name: str, role: Role) -> None:
        """What the account may do from its next request on; one administrator must stay."""
        actor.require(Role.ADMIN)
        table = schema.accounts
        with self._database.begin() as connection:
            here = table.c.name == name
            if not connection.execute(update(table).where(here).values(role=role.value)).rowcount:
                raise _unknown(name)
            _require_admin(connection)
            note(connection, actor, "account.role", name, role=role.value)

    def reset_secret(self, actor: Actor, name: str) -> str:
        """A one-time secret by which somebody who forgot the password sets a new one, for a day.

        An earlier one is worth nothing from now on.
        """
        actor.require(Role.ADMIN)
        keys, table = schema.keys, schema.accounts
        with self._database.begin() as connection:
            if connection.scalar(select(table.c.name).where(table.c.name == name)) is None:
                raise _unknown(name)
            connection.execute(
                delete(keys).where(keys.c.account == name, keys.c.kind == KeyKind.RESET.value)
            )
            note(connection, actor, "account.reset", name)
            return issue(connection, KeyKind.RESET, name, lasts_ms=RESET_LASTS_MS)

    def reset_password(self, secret: str, password: str, address: str) -> str:
        """Take the new password; returns whose. Every session of the account ends."""
        kept = hashed(password)
        table, keys = schema.accounts, schema.keys
        with self._database.begin() as connection:
            found = delete(keys).where(
                keys.c.digest == digest_of(secret),
                keys.c.kind == KeyKind.RESET.value,
                keys.c.expires_ms > now_ms(),
            )
            name = connection.scalar(found.returning(keys.c.account))
            if name is None:
                raise RefusedError(
                    "this link is used up or too old", remedy="ask an administrator for a new one"
                )
            connection.execute(update(table).where(table.c.name == name).values(password_hash=kept))
            _end_sessions(connection, name)
            asked = select(table.c.role).where(table.c.name == name)
            role = Role(connection.execute(asked).scalar_one())
            note(connection, Actor(name, role, address), "account.password", name)
        return str(name)

    def set_language(self, actor: Actor, language: str) -> None:
        """What one reads oneself; no change that a log need hold."""
        _require_language(language)
        table = schema.accounts
        here = table.c.name == actor.account
        with self._database.begin() as connection:
            connection.execute(update(table).where(here).values(language=language))

    def remove(self, actor: Actor, name: str) -> None:
        """With its sessions and tokens; one administrator must stay."""
        actor.require(Role.ADMIN)
        table = schema.accounts
        with self._database.begin() as connection:
            if not connection.execute(delete(table).where(table.c.name == name)).rowcount:
                raise _unknown(name)
            _require_admin(connection)
            note(connection, actor, "account.remove", name)

    def issue_token(self, actor: Actor, name: str, label: str, lasts_ms: int | None) -> str:
        """An API token that may do what the account may; told this once."""
        actor.require(Role.ADMIN)
        with self._database.begin() as connection:
            table = schema.accounts
            if connection.scalar(select(table.c.name).where(table.c.name == name)) is None:
                raise _unknown(name)
            note(connection, actor, "token.issue", name, label=label)
            return issue(connection, KeyKind.TOKEN, name, label=label, lasts_ms=lasts_ms)

    def revoke_token(self, actor: Actor, key_id: str) -> None:
        """key_id: as `Keys.tokens` gives it."""
        actor.require(Role.ADMIN)
        keys = schema.keys
        with self._database.begin() as connection:
            found = connection.execute(
                delete(keys).where(
                    keys.c.kind == KeyKind.TOKEN.value, func.substr(keys.c.digest, 1, 16) == key_id
                )
            )
            if not found.rowcount:
                raise UnknownRecordError("there is no such token", where=key_id)
            note(connection, actor, "token.revoke", key_id)


def _unknown(name: str) -> UnknownRecordError:
    return UnknownRecordError("there is no such account", where=name)


def _end_sessions(connection: Connection, name: str) -> None:
    keys = schema.keys
    connection.execute(
        delete(keys).where(keys.c.account == name, keys.c.kind == KeyKind.SESSION.value)
    )


def _require_admin(connection: Connection) -> None:
    table = schema.accounts
    count = select(func.count()).select_from(table).where(table.c.role == Role.ADMIN.value)
    if not connection.scalar(count):
        raise RefusedError("one administrator must stay")


def _require_language(language: str) -> None:
    if language not in _LANGUAGES:
        raise RefusedError(f"language: is one of {', '.join(_LANGUAGES)}")


def _row(name: str, password: str, role: Role, language: str) -> dict[str, object]:
    if not _NAME.fullmatch(name):
        raise RefusedError("an account's name has up to 80 of a-z, 0-9, and . _ @ - in between")
    _require_language(language)
    return {
        "name": name,
        "role": role.value,
        "password_hash": hashed(password),
        "language": language,
        "created_ms": now_ms(),
    }
