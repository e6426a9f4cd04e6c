"""A message as it came, and what became of reading it."""

from dataclasses import dataclass
from typing import TypeAlias

from edge.uplink.message import Alert, Availability, Health
from edge.uplink.session_message import SessionDone


@dataclass(frozen=True, slots=True)
class Received:
    """What the broker handed over. retained: it was lying there before we came.

    correlation: of the question that it answers.
    """

    topic: str
    payload: bytes
    at_ms: int
    retained: bool = False
    correlation: bytes | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The station that a topic belongs to."""

    site: str
    station: str

    @property
    def id(self) -> str:
        """As the store names it."""
        return f"{self.site}/{self.station}"


Kept: TypeAlias = SessionDone | Availability | Health | Alert
"""The messages that the store keeps something of."""


@dataclass(frozen=True, slots=True)
class Read:
    """A message that could be read."""

    origin: Origin
    message: Kept
    received: Received

    @property
    def at_ms(self) -> int:
        """When it was heard."""
        return self.received.at_ms


@dataclass(frozen=True, slots=True)
class Rejected:
    """A message that could not, and why; it goes into the quarantine."""

    received: Received
    reason: str
