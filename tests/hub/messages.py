"""Messages as stations send them."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

from edge.session.summary import SessionSummary
from edge.uplink.message import Message
from edge.uplink.session_message import SessionDone
from hub.fleet.training import Place, make_session
from hub.ingest.parse import parse
from hub.ingest.received import Read, Received, Rejected

PLACE = Place("gym", "rack-1", "boot-1")
END = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
NOW_MS = 1_800_000_000_000
ABOUT = {"boot_id": "boot-1", "sequence": 1, "time": "2026-11-20T18:00:00Z", "clock_synced": True}


def summary(seed: int = 1, **changes: Any) -> SessionSummary:
    return replace(make_session(PLACE, seed, END, Random(seed)), **changes)  # noqa: S311


def done(of: SessionSummary) -> SessionDone:
    return SessionDone(
        **ABOUT | {"clock_synced": of.clock_synced, "sequence": of.sequence}, summary=of
    )


def received(name: str, payload: bytes | str, station: str = "gym/rack-1") -> Received:
    raw = payload.encode() if isinstance(payload, str) else payload
    return Received(f"gymstation/{station}/{name}", raw, NOW_MS)


def heard(message: Message, station: str = "gym/rack-1") -> Read | Rejected:
    return parse(received(message.name, message.to_json(), station), "gymstation")


def session(of: SessionSummary) -> Read | Rejected:
    return heard(done(of), f"{of.site}/{of.station}")


def as_json(of: SessionSummary) -> dict[str, Any]:
    return json.loads(done(of).to_json())
