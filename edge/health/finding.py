"""`Finding`: what a check found, in words that are defined once for program and people."""

from dataclasses import dataclass
from typing import Self

from edge.health.words.all import entry_of
from edge.health.words.entry import Text
from edge.uplink.message import HealthCheck, Status

LONGEST_DETAIL = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found.

    state: a word for programs. detail: for people, such as the figure or the error. says: what it
    means. remedy: what to do; empty texts where nothing is to be done.
    """

    check: str
    status: Status
    state: str
    detail: str
    says: Text
    remedy: Text

    @classmethod
    def of(cls, check: str, state: str, detail: str = "") -> Self:
        """The finding that the tables know by these words; raises KeyError for any other."""
        entry = entry_of(check, state)
        text = detail[:LONGEST_DETAIL]
        return cls(check, entry.status, str(state), text, entry.says, entry.remedy)

    @property
    def message(self) -> HealthCheck:
        """As the hub is told it."""
        return HealthCheck(
            check=self.check, status=self.status, state=self.state, detail=self.detail
        )
