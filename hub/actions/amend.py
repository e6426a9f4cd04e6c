"""Amendments: what staff put right stands beside what the station said."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select, update

from edge.errors import RefusedError, UnknownRecordError
from hub.actions.actor import Actor, Role, note
from hub.store import erase, schema
from hub.store.database import Database
from hub.store.tallies.keep import counted_anew
from hub.times import now_ms

MOST_REPS = 10_000


class Kind(StrEnum):
    """What is put right."""

    CORRECT = "correct"  # a set: its exercise, its count, or both
    REASSIGN = "reassign"
    ANONYMISE = "anonymise"


@dataclass(frozen=True, slots=True)
class Amendment:
    """number: of the set that is corrected. member_id: who it was, for a session reassigned."""

    session_id: str
    kind: Kind
    reason: str
    number: int | None = None
    exercise: str | None = None
    rep_count: int | None = None
    member_id: str | None = None

    def check(self) -> None:
        """Raise RefusedError unless it says what its kind must say, and nothing else."""
        correction = (self.exercise, self.rep_count)
        is_whole = {
            Kind.CORRECT: self.number is not None and any(each is not None for each in correction),
            Kind.REASSIGN: self.member_id is not None,
            Kind.ANONYMISE: True,
        }[self.kind]
        of_set = self.number is not None or any(each is not None for each in correction)
        if not is_whole or (of_set and self.kind is not Kind.CORRECT):
            raise RefusedError(f"this is no whole amendment of the kind {self.kind}")
        if self.member_id is not None and self.kind is not Kind.REASSIGN:
            raise RefusedError("only reassign names a member")
        if self.rep_count is not None and not 0 <= self.rep_count <= MOST_REPS:
            raise RefusedError(f"a set has 0 to {MOST_REPS} repetitions")


class Amendments:
    """What staff do about sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def amend(self, actor: Actor, amendment: Amendment) -> int:
        """Note it, and let it hold; returns its number."""
        actor.require(Role.STAFF)
        amendment.check()
        with self._database.begin() as connection:
            erase.hold_erasing(connection)
            id_ = self._note(connection, actor, amendment)
            with counted_anew(connection, [amendment.session_id]):
                if amendment.kind is Kind.CORRECT:
                    _correct(connection, amendment)
                else:
                    _reassign(connection, amendment)
            note(connection, actor, f"session.{amendment.kind}", amendment.session_id)
        return id_

    def _note(self, connection: Connection, actor: Actor, amendment: Amendment) -> int:
        sessions = schema.sessions
        here = sessions.c.id == amendment.session_id
        if not connection.execute(update(sessions).where(here).values(amended=True)).rowcount:
            raise UnknownRecordError("there is no such session", where=amendment.session_id)
        table = schema.amendments
        insert = table.insert().values(
            session_id=amendment.session_id,
            at_ms=now_ms(),
            account=actor.account,
            kind=amendment.kind.value,
            number=amendment.number,
            exercise=amendment.exercise,
            rep_count=amendment.rep_count,
            member_id=amendment.member_id,
            reason=amendment.reason,
        )
        return int(connection.execute(insert.returning(table.c.id)).scalar_one())


def _correct(connection: Connection, amendment: Amendment) -> None:
    table = schema.sets
    values: dict[str, object] = {}
    if amendment.exercise is not None:
        values["effective_exercise"] = amendment.exercise
    if amendment.rep_count is not None:
        values["effective_rep_count"] = amendment.rep_count
    found = connection.execute(
        update(table)
        .where(table.c.session_id == amendment.session_id, table.c.number == amendment.number)
        .values(**values)
    )
    if not found.rowcount:
        raise UnknownRecordError("the session has no such set", where=str(amendment.number))


def _reassign(connection: Connection, amendment: Amendment) -> None:
    if amendment.member_id is not None:
        members = schema.members
        known = select(members.c.id).where(members.c.id == amendment.member_id)
        if connection.scalar(known) is None:
            raise UnknownRecordError("there is no such member", where=amendment.member_id)
    table = schema.sessions
    connection.execute(
        update(table)
        .where(table.c.id == amendment.session_id)
        .values(effective_member_id=amendment.member_id)
    )
