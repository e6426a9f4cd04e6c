"""What becomes of messages that could not be read: tried again, or thrown away."""

from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from edge.errors import RefusedError, UnknownRecordError
from hub.actions.actor import Actor, Role, note
from hub.ingest.parse import parse
from hub.ingest.received import Received, Rejected
from hub.ingest.writer import Writer
from hub.store import schema
from hub.store.database import Database

MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many were taken in, and how many still cannot be read."""

    kept: int
    left: int


class Quarantine:
    """What administrators do about it. prefix: first level of the stations' topics."""

    def __init__(self, database: Database, prefix: str) -> None:
        self._database = database
        self._writer = Writer(database)
        self._prefix = prefix

    def replay(self, actor: Actor, number: int) -> None:
        """Read it again, as after an upgrade, and keep what it says.

        Raises RefusedError with the reason where it still cannot be read; it stays then.
        """
        actor.require(Role.ADMIN)
        problem = self._replay(actor, number)
        if problem is not None:
            raise RefusedError(f"still cannot be read: {problem}", where=f"message {number}")

    def replay_all(self, actor: Actor, after: int = 0) -> Replayed:
        """Read all of them again, the oldest first, a thousand at most.

        after: number of the message that those before end with.
        """
        actor.require(Role.ADMIN)
        table = schema.quarantine
        query = select(table.c.id).where(table.c.id > after).order_by(table.c.id)
        with self._database.read() as connection:
            numbers = connection.scalars(query.limit(MOST_AT_ONCE)).all()
        left = sum(self._replay(actor, number) is not None for number in numbers)
        return Replayed(len(numbers) - left, left)

    def discard(self, actor: Actor, number: int) -> None:
        """Throw it away."""
        actor.require(Role.ADMIN)
        self._remove(actor, number, "quarantine.discard")

    def _replay(self, actor: Actor, number: int) -> str | None:
        """Why it still cannot be read; None where it was kept."""
        received = self._received(number)
        read = parse(received, self._prefix)
        if isinstance(read, Rejected):
            self._note_reason(number, read.reason)
            return read.reason
        try:
            # What was kept already is not kept twice, so it may fail between this and the next.
            self._writer.write([read])
        except (SQLAlchemyError, ValueError, OverflowError) as error:
            reason = f"the store refuses it: {type(error).__name__}"
            self._note_reason(number, reason)
            return reason
        self._remove(actor, number, "quarantine.replay")
        return None

    def _received(self, number: int) -> Received:
        table = schema.quarantine
        query = select(table.c.topic, table.c.payload, table.c.at_ms, table.c.size)
        with self._database.read() as connection:
            row = connection.execute(query.where(table.c.id == number)).one_or_none()
        if row is None:
            raise _unknown(number)
        # What was cut off when it came is no JSON any more, and says so when it is read.
        return Received(row.topic, bytes(row.payload), row.at_ms)

    def _note_reason(self, number: int, reason: str) -> None:
        table = schema.quarantine
        with self._database.begin() as connection:
            connection.execute(update(table).where(table.c.id == number).values(reason=reason))

    def _remove(self, actor: Actor, number: int, action: str) -> None:
        table = schema.quarantine
        with self._database.begin() as connection:
            if not connection.execute(delete(table).where(table.c.id == number)).rowcount:
                raise _unknown(number)
            note(connection, actor, action, str(number))


def _unknown(number: int) -> UnknownRecordError:
    return UnknownRecordError("there is no such message", where=str(number))
