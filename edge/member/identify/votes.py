"""Votes: several frames of a visit must agree before somebody is named."""

from collections import Counter
from enum import Enum, auto

from edge.member.identify.matching import Match

# (frames, votes that name): two of the first three, else three of five.
STAGES = ((3, 2), (5, 3))
MAX_FRAMES = STAGES[-1][0]


class Outcome(Enum):
    """How a vote stands."""

    OPEN = auto()
    NAMED = auto()
    UNKNOWN = auto()


class Votes:
    """The frames of one visit, one vote each. A frame that knows nobody votes for nobody."""

    def __init__(self) -> None:
        self._matches: list[Match] = []

    def add(self, match: Match) -> None:
        """Count a frame."""
        self._matches.append(match)

    @property
    def outcome(self) -> Outcome:
        """Named as soon as enough agree, unknown as soon as they no longer can."""
        cast, (_, agreeing) = len(self._matches), self.leader
        needed = self._needed(cast)
        if agreeing >= needed and self.leader[0] is not None:
            return Outcome.NAMED
        last = MAX_FRAMES - cast
        if cast >= STAGES[0][0] and agreeing + last < STAGES[-1][1]:
            return Outcome.UNKNOWN
        return Outcome.OPEN

    @property
    def leader(self) -> tuple[str | None, int]:
        """The member with most votes, and how many; None and 0 while nobody has one."""
        counts = Counter(match.member_id for match in self._matches if match.member_id is not None)
        return counts.most_common(1)[0] if counts else (None, 0)

    @property
    def score(self) -> float:
        """Mean score of the frames that voted for the leader; 0 without one."""
        leader, votes = self.leader
        agreeing = [match.score for match in self._matches if match.member_id == leader]
        return sum(agreeing) / votes if votes else 0.0

    def _needed(self, cast: int) -> int:
        return next(votes for frames, votes in STAGES if cast <= frames)
