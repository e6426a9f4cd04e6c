"""What a member agreed to, in which words, and until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

Language = Literal["en", "ko"]


class ConsentKind(StrEnum):
    """What can be agreed to, each on its own."""

    FACE = "face"
    CARD = "card"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent of one member.

    text_version, text_digest: which words were agreed to, and the start of their SHA-256. language:
    in which they were shown. given, expires: days in UTC; it holds from `given` until the day
    before `expires`. withdrawn: the day on which the member took it back, or None.
    """

    kind: ConsentKind
    text_version: str
    text_digest: str
    language: Language
    given: date
    expires: date
    withdrawn: date | None = None

    def holds(self, today: date) -> bool:
        """Whether it may be relied on today.

        A day before `given` means a clock that lost its time, not a consent of the future.
        """
        return self.withdrawn is None and today < self.expires


def lasting(given: date, days: int) -> date:
    """The day on which a consent of so many days expires."""
    return given + timedelta(days=days)
