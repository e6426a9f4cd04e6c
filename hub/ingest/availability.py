"""Which of two words about a station's presence holds. Pure."""

from dataclasses import dataclass

from edge.uplink.message import Availability
from hub.times import parse_ms


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of a station: its status, in the run `boot_id` that began at since_ms."""

    status: str
    boot_id: str
    since_ms: int
    since_synced: bool
    version: str

    @classmethod
    def said(cls, message: Availability) -> "Presence":
        """What a message says."""
        return cls(
            message.status,
            message.boot_id,
            parse_ms(message.since),
            message.clock_synced,
            message.version,
        )


def later(known: Presence | None, said: Presence) -> Presence:
    """What holds after a message.

    The broker says the will of a run that lost its power only when it notices, which may be after
    the next run has come: an end counts for its own run alone. Of two runs that both say that they
    are there, the later holds, as far as their clocks can tell.
    """
    if known is None or known.boot_id == said.boot_id:
        return said
    if said.status != "online":
        return known
    clocks_tell = known.since_synced and said.since_synced
    return known if clocks_tell and said.since_ms < known.since_ms else said
