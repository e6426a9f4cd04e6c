"""Who the athlete is, as far as the station knows."""

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """How a member was known."""

    FACE = "face"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Identity:
    """A member, or nobody that is known.

    member_id: opaque id of a member who consented; None for an anonymous athlete. method: how the
    member was known; None while anonymous. score: of a face, the margin by which it was accepted,
    0 at the limit and 1 at a perfect match; 1.0 for a card. votes: frames that agreed. captured_s:
    when it was decided, of the frame, in seconds of the monotonic clock.
    """

    member_id: str | None
    method: Method | None
    score: float
    votes: int
    captured_s: float

    @property
    def is_member(self) -> bool:
        """Whether somebody is known."""
        return self.member_id is not None
