"""Members: their names, which live here only, their consent and their cards."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from edge.errors import RefusedError, UnknownRecordError
from edge.member.card.token import new_token
from edge.uplink.hub_lists import card_digest
from hub.actions.actor import Actor, Role, note
from hub.live.board import Board
from hub.store import erase, schema
from hub.store.database import Database
from hub.times import now_ms

_ID_BYTES = 12
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """A new card. token: what it says, told this once. digest: what it is known by."""

    token: str
    digest: str

    @property
    def number(self) -> str:
        """What is printed on it for people; it does not sign in."""
        return self.digest[:6].upper()


class Members:
    """What staff do about members. changed: told when the stations must hear of it."""

    def __init__(
        self, database: Database, board: Board, changed: Callable[[], None] = lambda: None
    ) -> None:
        self._database = database
        self._board = board
        self._changed = changed

    def enrol(self, actor: Actor, name: str, member_id: str | None = None) -> str:
        """A new member's id; given, it is the one that the stations know already."""
        actor.require(Role.STAFF)
        id_ = member_id or f"m-{secrets.token_hex(_ID_BYTES)}"
        row = {"id": id_, "name": _checked(name), "created_ms": now_ms()}
        with self._database.begin() as connection:
            erase.hold_erasing(connection)
            if erase.erased_among(connection, {id_}):
                raise RefusedError("this id was of a member who was erased", where=id_)
            insert = self._database.insert(schema.members).on_conflict_do_nothing()
            if not _inserted(connection, insert.returning(schema.members.c.id), row):
                raise RefusedError("there is a member with this id", where=id_)
            note(connection, actor, "member.enrol", id_)
        return id_

    def rename(self, actor: Actor, member_id: str, name: str) -> None:
        """Another name for the same member."""
        actor.require(Role.STAFF)
        with self._database.begin() as connection:
            self._change(connection, member_id, name=_checked(name))
            note(connection, actor, "member.rename", member_id)

    def consent(self, actor: Actor, member_id: str, version: str) -> None:
        """The member has agreed to this version of the text."""
        actor.require(Role.STAFF)
        with self._database.begin() as connection:
            self._change(
                connection,
                member_id,
                consent_ms=now_ms(),
                consent_version=version,
                consent_account=actor.account,
            )
            note(connection, actor, "member.consent", member_id, version=version)
        self._changed()

    def withdraw(self, actor: Actor, member_id: str) -> None:
        """The member agrees no longer: the pages about the member close; the sessions stay."""
        actor.require(Role.STAFF)
        with self._database.begin() as connection:
            self._change(connection, member_id, consent_ms=None, consent_version=None)
            note(connection, actor, "member.withdraw", member_id)
        self._changed()

    def erase(self, actor: Actor, member_id: str) -> int:
        """Forget the member everywhere; returns the sessions that became nobody's."""
        actor.require(Role.STAFF)
        changed = erase.erase_member(self._database, member_id)
        self._board.forget_member(member_id)
        self._changed()
        with self._database.begin() as connection:
            note(connection, actor, "member.erase", erase.ERASED, sessions=changed)
        return changed

    def issue_card(self, actor: Actor, member_id: str) -> IssuedCard:
        """A card that says something new; raises RefusedError without the member's consent."""
        actor.require(Role.STAFF)
        table = schema.members
        with self._database.read() as connection:
            query = select(table.c.consent_ms).where(table.c.id == member_id)
            row = connection.execute(query).one_or_none()
        if row is not None and row.consent_ms is None:
            raise RefusedError(
                "the member has not agreed to a record, and a card is good for nothing else",
                where=member_id,
                remedy="write the consent down first",
            )
        token = new_token()
        return IssuedCard(token, self.add_card(actor, member_id, token))

    def add_card(self, actor: Actor, member_id: str, token: str) -> str:
        """The digest that a card is known by from now on; what it says is not kept."""
        actor.require(Role.STAFF)
        digest = card_digest(token)
        with self._database.begin() as connection:
            _require(connection, member_id)
            row = {"digest": digest, "member_id": member_id, "issued_ms": now_ms()}
            insert = self._database.insert(schema.cards).on_conflict_do_nothing()
            if not _inserted(connection, insert.returning(schema.cards.c.digest), row):
                raise RefusedError("this card was issued before", remedy="make a new one")
            note(connection, actor, "card.issue", member_id, card=digest[:8])
        self._changed()
        return digest

    def revoke_card(self, actor: Actor, member_id: str, digest: str) -> None:
        """The card says nothing to anybody any more."""
        actor.require(Role.STAFF)
        table = schema.cards
        with self._database.begin() as connection:
            found = connection.execute(
                update(table)
                .where(table.c.digest == digest, table.c.member_id == member_id)
                .values(revoked_ms=now_ms())
            )
            if not found.rowcount:
                raise UnknownRecordError("the member has no such card")
            note(connection, actor, "card.revoke", member_id, card=digest[:8])
        self._changed()

    def _change(self, connection: Connection, member_id: str, **values: object) -> None:
        table = schema.members
        found = connection.execute(update(table).where(table.c.id == member_id).values(**values))
        if not found.rowcount:
            raise UnknownRecordError("there is no such member", where=member_id)


def _inserted(connection: Connection, insert: Any, row: dict[str, object]) -> bool:
    # Not every driver counts the rows of an insert that may do nothing.
    return connection.execute(insert, row).first() is not None


def _require(connection: Connection, member_id: str) -> None:
    table = schema.members
    if connection.scalar(select(table.c.id).where(table.c.id == member_id)) is None:
        raise UnknownRecordError("there is no such member", where=member_id)


def _checked(name: str) -> str:
    clean = " ".join(name.split())
    if not clean or len(clean) > _LONGEST_NAME or not clean.isprintable():
        raise RefusedError(f"a name has 1 to {_LONGEST_NAME} printable characters")
    return clean
