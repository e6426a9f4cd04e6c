"""How large a store is made to be."""

from dataclasses import dataclass

PER_SITE = 20
"""Stations of one gym, as the fleet has them."""


@dataclass(frozen=True, slots=True)
class Size:
    """days: over which the sessions are spread, the last of them today."""

    stations: int
    sessions: int
    members: int = 20_000
    days: int = 90

    def station(self, number: int) -> str:
        """The id of one of the stations, as the fleet names it."""
        return f"gym-{number // PER_SITE}/rack-{number % PER_SITE}"

    @property
    def name(self) -> str:
        """For a file."""
        return f"{self.stations}-{self.sessions}-{self.members}-{self.days}"
