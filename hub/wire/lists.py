"""The hub's lists: kept at the broker as the database says, and obeyed by every worker.

Whoever changes a member wakes the lists of one worker, which says what is new. Workers hear each
other: one that was overtaken, and said what holds no longer, is put right by whoever hears it.
"""

import logging
import time
from dataclasses import dataclass
from threading import Event, Lock, Thread

from pydantic import ValidationError
from sqlalchemy import select

from edge.errors import BrokerError, StoreError
from edge.uplink.hub_lists import (
    Cards,
    Forgotten,
    ListsObeyed,
    card_parts,
    forgotten_parts,
    member_digest,
    part_filters,
    part_of,
    part_topic,
    revision,
)
from hub.ingest.connection import Speech
from hub.ingest.parse import UnreadableError, address_of, check, read
from hub.ingest.received import Received
from hub.live.board import Board
from hub.store import schema
from hub.store.database import Database
from hub.wire.line import Line

BEAT_S = 0.5
SETTLE_S = 1.0
"""After connecting, until what the broker has kept has come."""
ECHO_S = 10.0
"""Until what was said has come back; then it is said again."""
LOOK_EVERY_S = 600.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Obedience:
    """What a station has made of the lists. forgets, cards: whether it has the newest."""

    station_id: str
    forgets: bool
    cards: bool
    problem: str = ""


def filters(prefix: str) -> list[tuple[str, int]]:
    """What a line must hear for the lists."""
    return [(each, 1) for each in (*part_filters(prefix), f"{prefix}/+/+/{ListsObeyed.name}")]


class Lists:
    """Of one worker. `wake` may be called by any thread."""

    def __init__(self, database: Database, board: Board, line: Line, prefix: str) -> None:
        self._database = database
        self._board = board
        self._line = line
        self._prefix = prefix
        self._lock = Lock()
        self._heard: dict[str, str] = {}
        self._wanted: dict[str, str] = {}
        self._said: dict[str, tuple[str, float]] = {}
        self._forgotten: dict[str, frozenset[str]] = {}
        self._obeyed: dict[str, ListsObeyed] = {}
        self._news = Event()
        self._stop = Event()
        self._thread = Thread(target=self._run, name="lists", daemon=True)
        line.listen(self._hear)

    def start(self) -> None:
        """Begin to say them, whenever the line is open."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stop.set()
        self._news.set()
        if self._thread.is_alive():
            self._thread.join()

    def wake(self) -> None:
        """Something of members or cards has changed."""
        self._news.set()

    def obedience(self) -> tuple[Obedience, ...]:
        """What each station has made of the lists as they are now; by id."""
        with self._lock:
            wanted, obeyed = dict(self._wanted), dict(self._obeyed)
        return tuple(
            _obedience(each.origin.id, obeyed.get(each.origin.id), wanted)
            for each in self._board.stations()
        )

    def _run(self) -> None:
        connected_ms, look_s = 0, float("-inf")
        while not self._stop.is_set():
            hearing = self._line.hearing
            if hearing.is_up and hearing.since_ms != connected_ms:
                connected_ms = hearing.since_ms
                with self._lock:  # what has come in this moment is only said once more
                    self._said.clear()
                    self._heard.clear()
                self._stop.wait(SETTLE_S)
                look_s = float("-inf")
            due = self._news.wait(BEAT_S) or time.monotonic() >= look_s
            if self._line.hearing.is_up and due and not self._stop.is_set():
                self._news.clear()
                look_s = time.monotonic() + (LOOK_EVERY_S if self._publish() else ECHO_S)

    def _publish(self) -> bool:
        """Say what is not said as the database has it; whether all of it is."""
        try:
            parts = self._parts()
            late = [part for part, payload in parts.items() if self._is_due(part, payload)]
            for part in late:
                with self._lock:
                    self._said[part] = (revision(parts[part]), time.monotonic())
                self._line.say(Speech(part_topic(self._prefix, part), parts[part], retain=True))
        except (StoreError, BrokerError) as error:
            log.warning("the lists for the stations wait: %s", error)
            return False
        return not late

    def _parts(self) -> dict[str, bytes]:
        cards, members = schema.cards, schema.members
        signing_in = (
            select(cards.c.digest, cards.c.member_id)
            .join(members, members.c.id == cards.c.member_id)
            .where(cards.c.revoked_ms.is_(None), members.c.consent_ms.is_not(None))
        )
        with self._database.read() as connection:
            forgotten = connection.scalars(select(schema.tombstones.c.digest)).all()
            issued = {row.digest: row.member_id for row in connection.execute(signing_in)}
        parts = forgotten_parts(forgotten) | card_parts(issued)
        with self._lock:
            self._wanted = {part: revision(payload) for part, payload in parts.items()}
        return parts

    def _is_due(self, part: str, payload: bytes) -> bool:
        number = revision(payload)
        with self._lock:
            if self._heard.get(part) == number:
                return False
            said, at_s = self._said.get(part, ("", 0.0))
        return said != number or time.monotonic() - at_s > ECHO_S

    def _hear(self, received: Received) -> None:
        part = part_of(self._prefix, received.topic)
        if part is None:
            self._hear_obedience(received)
            return
        number = revision(received.payload)
        with self._lock:
            self._heard[part] = number
            if self._said.get(part, ("", 0.0))[0] == number:
                del self._said[part]
            overtaken = self._wanted.get(part) != number
        if part.startswith(Forgotten.name):
            self._forget(part, received.payload)
        if overtaken:
            self.wake()

    def _forget(self, part: str, payload: bytes) -> None:
        try:
            members = Forgotten.model_validate_json(payload).members
        except ValidationError:
            return  # it is put right at once
        self._forgotten[part] = frozenset(members)
        everybody = frozenset[str]().union(*self._forgotten.values())
        self._board.forget(lambda member_id: member_digest(member_id) in everybody)

    def _hear_obedience(self, received: Received) -> None:
        try:
            address = address_of(received.topic, self._prefix)
            if address.name != ListsObeyed.name:
                return
            said = read(ListsObeyed, received.payload)
            check(said, address.origin, received.payload)
        except UnreadableError as error:
            log.warning("%s: %s", received.topic, error)
            return
        with self._lock:
            self._obeyed[address.origin.id] = said


def _obedience(station_id: str, said: ListsObeyed | None, wanted: dict[str, str]) -> Obedience:
    def has(name: str) -> bool:
        return said is not None and all(
            said.revisions.get(part) == number
            for part, number in wanted.items()
            if part.startswith(name)
        )

    problem = said.problem if said else ""
    return Obedience(station_id, has(Forgotten.name), has(Cards.name), problem)
