"""Commands to stations, and their answers: MQTT 5 requests with correlation data.

A station answers on its own reply topic, which every worker hears; a worker takes the answers to
its own questions only.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from threading import Event, Lock

from pydantic import ValidationError

from edge.errors import BrokerError, RefusedError
from edge.uplink.message import Command
from edge.uplink.message import Reply as Said
from edge.uplink.topics import COMMANDS, Topics
from hub.actions.actor import Actor, Role, note
from hub.ingest.connection import Speech
from hub.ingest.parse import UnreadableError, read
from hub.ingest.received import Received
from hub.live.board import Board
from hub.store.database import Database
from hub.wire.line import Line

TIMEOUT_S = 5.0

Result = Mapping[str, str | int | float | bool | None]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a station answered. error: why it did not do it, or that it did not answer."""

    ok: bool
    result: Result
    error: str | None = None
    answered: bool = True


@dataclass(slots=True)
class _Question:
    topic: str
    answered: Event = field(default_factory=Event)
    reply: Reply | None = None


class Commands:
    """Safe to use from several threads; each waits for its own answer."""

    def __init__(
        self,
        database: Database,
        board: Board,
        line: Line,
        prefix: str,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._database = database
        self._board = board
        self._line = line
        self._prefix = prefix
        self._timeout_s = timeout_s
        self._lock = Lock()
        self._questions: dict[bytes, _Question] = {}
        line.listen(self._hear)

    def send(
        self, actor: Actor, station_id: str, name: str, parameters: Mapping[str, str] | None = None
    ) -> Reply:
        """Ask a station to do something, and wait for its answer, `timeout_s` at most.

        station_id: site/station. name: one of `edge.uplink.topics.COMMANDS`. Raises ForbiddenError
        below staff, RefusedError where station or broker is away or there is no such command or
        parameter.
        """
        actor.require(Role.STAFF)
        payload = _payload(name, parameters or {})
        topics = self._topics(station_id)
        with self._database.begin() as connection:
            note(connection, actor, "station.command", station_id, command=name)
        question, number = _Question(topics.reply), secrets.token_bytes(16)
        with self._lock:
            self._questions[number] = question
        speech = Speech(
            topics.of(f"cmd/{name}"),
            payload,
            # Whoever asked has given up by then: nobody wants it done any more.
            expires_s=ceil(self._timeout_s),
            response_topic=topics.reply,
            correlation=number,
        )
        try:
            self._line.say(speech)
            question.answered.wait(self._timeout_s)
        except BrokerError as error:
            raise RefusedError(error.what, where=error.where, remedy=error.remedy) from error
        finally:
            with self._lock:
                del self._questions[number]
        return question.reply or Reply(
            ok=False,
            result={},
            error=f"the station did not answer within {self._timeout_s:g} s; look whether it is "
            "there, and ask again",
            answered=False,
        )

    def _topics(self, station_id: str) -> Topics:
        known = self._board.station(station_id)
        if known is None or not known.is_online:
            status = known.presence.status if known and known.presence else "unknown"
            raise RefusedError(
                f"the station is away ({status})", where=station_id, remedy="see that it runs"
            )
        return Topics(self._prefix, known.origin.site, known.origin.station)

    def _hear(self, received: Received) -> None:
        with self._lock:
            question = self._questions.get(received.correlation or b"")
        # An answer that another station gives is none.
        if question is None or received.topic != question.topic:
            return
        question.reply = _reply(received.payload)
        question.answered.set()


def _payload(name: str, parameters: Mapping[str, str]) -> bytes:
    if name not in COMMANDS:
        raise RefusedError("there is no such command", where=name, remedy=", ".join(COMMANDS))
    known = Command.model_fields
    if unknown := sorted(set(parameters) - set(known)):
        raise RefusedError(f"there is no parameter {unknown[0]}", where=name)
    try:
        command = Command.model_validate(dict(parameters))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = f"{name}.{first['loc'][0]}"
        raise RefusedError(str(first["msg"]), where=where) from None
    return command.model_dump_json(exclude_none=True).encode()


def _reply(payload: bytes) -> Reply:
    try:
        said = read(Said, payload)
    except UnreadableError as error:
        return Reply(ok=False, result={}, error=f"the station's answer cannot be read: {error}")
    return Reply(said.ok, said.result, said.error)
