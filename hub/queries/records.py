"""Members, the quarantine and the audit log."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, select

from edge.errors import UnknownRecordError
from hub.queries.page import Page, cursor_of, place_of
from hub.store import schema
from hub.store.database import Database


@dataclass(frozen=True, slots=True)
class Card:
    """digest: of what the card says."""

    digest: str
    issued_ms: int
    revoked_ms: int | None


@dataclass(frozen=True, slots=True)
class Member:
    """consent_ms: when the member agreed; None: not, or no longer."""

    id: str
    name: str
    created_ms: int
    consent_ms: int | None
    consent_version: str | None
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A message that could not be read; size in bytes."""

    id: int
    at_ms: int
    topic: str
    reason: str
    size: int
    times: int


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Something that staff did."""

    id: int
    at_ms: int
    account: str
    action: str
    subject: str
    address: str
    detail: dict[str, Any]


class Records:
    """Asks for them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self, cursor: str | None, limit: int, named: str = "") -> Page[Member]:
        """In the order of their enrolment; named: a part of their names."""
        table = schema.members
        query = self._members().order_by(table.c.created_ms, table.c.id).limit(limit + 1)
        if named:
            query = query.where(table.c.name.icontains(named, autoescape=True))
        if cursor is not None:
            at_ms, id_ = place_of(cursor)
            same = (table.c.created_ms == at_ms) & (table.c.id > id_)
            query = query.where((table.c.created_ms > at_ms) | same)
        with self._database.read() as connection:
            found = [Member(*row) for row in connection.execute(query)]
        shown = tuple(found[:limit])
        more = len(found) > limit
        return Page(shown, cursor_of(shown[-1].created_ms, shown[-1].id) if more else None)

    def names(self, member_ids: Collection[str]) -> dict[str, str]:
        """The names of those of them that are members here."""
        table = schema.members
        query = select(table.c.id, table.c.name).where(table.c.id.in_(set(member_ids)))
        with self._database.read() as connection:
            return {row.id: row.name for row in connection.execute(query)}

    def member(self, member_id: str) -> Member:
        """With the cards; raises UnknownRecordError."""
        cards = schema.cards
        query = select(cards.c.digest, cards.c.issued_ms, cards.c.revoked_ms)
        with self._database.read() as connection:
            query_one = self._members().where(schema.members.c.id == member_id)
            row = connection.execute(query_one).one_or_none()
            if row is None:
                raise UnknownRecordError("there is no such member", where=member_id)
            issued = connection.execute(query.where(cards.c.member_id == member_id)).all()
        return replace(Member(*row), cards=tuple(Card(*each) for each in issued))

    def quarantine(self, cursor: str | None, limit: int) -> Page[Quarantined]:
        """The newest first."""
        table = schema.quarantine
        columns = ("id", "at_ms", "topic", "reason", "size", "times")
        return self._by_number(
            select(*(table.c[name] for name in columns)), Quarantined, cursor, limit
        )

    def quarantined(self, number: int) -> Quarantined:
        """One of them; raises UnknownRecordError."""
        page = self.quarantine(cursor_of(number + 1, ""), 1)
        if not page.items or page.items[0].id != number:
            raise UnknownRecordError("there is no such message", where=str(number))
        return page.items[0]

    def payload(self, number: int) -> bytes:
        """What came, up to the bytes that are kept; raises UnknownRecordError."""
        table = schema.quarantine
        with self._database.read() as connection:
            found = connection.scalar(select(table.c.payload).where(table.c.id == number))
        if found is None:
            raise UnknownRecordError("there is no such message", where=str(number))
        return bytes(found)

    def audit(self, cursor: str | None, limit: int) -> Page[AuditLine]:
        """The newest first."""
        table = schema.audit
        columns = ("id", "at_ms", "account", "action", "subject", "address", "detail")
        return self._by_number(
            select(*(table.c[name] for name in columns)), AuditLine, cursor, limit
        )

    def _members(self) -> Select[Any]:
        columns = ("id", "name", "created_ms", "consent_ms", "consent_version")
        return select(*(schema.members.c[name] for name in columns))

    def _by_number(
        self, query: Select[Any], kind: type[Any], cursor: str | None, limit: int
    ) -> Page[Any]:
        number = query.selected_columns["id"]
        if cursor is not None:
            query = query.where(number < place_of(cursor)[0])
        with self._database.read() as connection:
            found = [
                kind(*row)
                for row in connection.execute(query.order_by(number.desc()).limit(limit + 1))
            ]
        shown = tuple(found[:limit])
        return Page(shown, cursor_of(shown[-1].id, "") if len(found) > limit else None)
