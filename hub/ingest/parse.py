"""Reads a message, or says why it cannot be read. Pure.

Fields that nobody here knows are passed over. A message of a newer schema is read as the one that
is known: what was only added does not matter, what was changed ends in the quarantine.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from edge.session.summary import SessionSummary
from edge.uplink.message import Alert, Availability, Health, Message, RepDone, State
from edge.uplink.session_message import SessionDone
from hub.ingest.limits import LONGEST_PAYLOAD, fault_of
from hub.ingest.received import Origin, Read, Received, Rejected
from hub.times import parse_ms

M = TypeVar("M", bound=Message)

KEPT: dict[str, type[SessionDone | Availability | Health | Alert]] = {
    kind.name: kind for kind in (SessionDone, Availability, Health, Alert)
}
LIVE: dict[str, type[State | RepDone | Availability | Health]] = {
    kind.name: kind for kind in (State, RepDone, Availability, Health)
}
_LEVEL = re.compile(r"[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # edge.uplink.message.Token
_LEVELS = 3  # site, station, name
_SCHEMA = re.compile(r"gymstation\.([a-z]+)/([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Address:
    """What a topic tells: whose, and which class of messages."""

    origin: Origin
    name: str


class UnreadableError(ValueError):
    """Why a message cannot be read; it never leaves the room."""


def parse(received: Received, prefix: str) -> Read | Rejected:
    """The message, if it is one that is kept."""
    try:
        address = address_of(received.topic, prefix)
        message = read(_kept(address.name), received.payload)
        check(message, address.origin, received.payload)
    except UnreadableError as error:
        return Rejected(received, str(error))
    return Read(address.origin, message, received)


def _kept(name: str) -> type[SessionDone | Availability | Health | Alert]:
    kind = KEPT.get(name)
    if kind is None:
        raise UnreadableError("no message of this name is kept")
    return kind


def address_of(topic: str, prefix: str) -> Address:
    """Take a topic apart; raises UnreadableError."""
    levels = topic.removeprefix(f"{prefix}/").split("/")
    if not topic.startswith(f"{prefix}/") or len(levels) != _LEVELS:
        raise UnreadableError("the topic is none of a station's")
    if not all(_LEVEL.fullmatch(level) for level in levels):
        raise UnreadableError("site, station or name holds what no name may hold")
    return Address(Origin(levels[0], levels[1]), levels[2])


def read(kind: type[M], payload: bytes) -> M:
    """A message of this class; raises UnreadableError."""
    if len(payload) > LONGEST_PAYLOAD:
        raise UnreadableError(f"longer than {LONGEST_PAYLOAD} bytes")
    try:
        return kind.model_validate_json(payload)
    except ValidationError as error:
        older = _as_known(kind, payload)
        if older is None:
            raise UnreadableError(_reason(error)) from None
    try:
        return kind.model_validate_json(older)
    except ValidationError as error:
        raise UnreadableError(f"of a newer schema, and {_reason(error)}") from None


def check(message: Message, origin: Origin, payload: bytes) -> None:
    """What the models do not: sizes that the store holds, and that nobody speaks for another."""
    if fault := fault_of(message, payload):
        raise UnreadableError(fault)
    try:
        parse_ms(message.time)
    except ValueError:
        raise UnreadableError(f"time: {message.time} is no moment") from None
    if isinstance(message, SessionDone):
        _check_summary(message.summary, origin)
    if isinstance(message, Availability):
        try:
            parse_ms(message.since)
        except ValueError:
            raise UnreadableError(f"since: {message.since} is no moment") from None


def _check_summary(summary: SessionSummary, origin: Origin) -> None:
    if (summary.site, summary.station) != (origin.site, origin.station):
        raise UnreadableError("the summary is of another station than the topic")
    if not _ID.fullmatch(summary.id):
        raise UnreadableError("summary.id: is no id")
    if summary.member_id is not None and not _ID.fullmatch(summary.member_id):
        raise UnreadableError("summary.member_id: is no token")
    if summary.start_time.tzinfo is None or summary.end_time.tzinfo is None:
        raise UnreadableError("a time of the summary lacks its zone")
    if len({each.index for each in summary.sets}) != len(summary.sets):
        raise UnreadableError("two sets have the same index")
    for each in summary.sets:
        if len({count.condition for count in each.conditions}) != len(each.conditions):
            raise UnreadableError("two conditions of a set have the same name")


def _as_known(kind: type[Message], payload: bytes) -> bytes | None:
    """A message of a newer schema, said to be of the known one; None where it is not newer."""
    try:
        data = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not _is_newer(data, kind.name):
        return None
    known = f"gymstation.{kind.name}/1"
    data["schema"] = known
    summary: Any = data.get("summary")
    if isinstance(summary, dict) and _is_newer(summary, kind.name):
        summary["schema"] = known
    return json.dumps(data).encode()


def _is_newer(data: dict[str, Any], name: str) -> bool:
    schema = data.get("schema")
    match = _SCHEMA.fullmatch(schema) if isinstance(schema, str) else None
    return match is not None and match[1] == name and int(match[2]) > 1


def _reason(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{where or 'payload'}: {first['msg']}{more}"[:500]
