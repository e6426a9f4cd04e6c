"""What an instrument must do at a given time: a score over a state of rest. Pure."""

from typing import Generic

from edge.feedback.score import S, Score

ROUNDING_S = 1e-6
"""Whoever comes back at the time that was named finds the change done, whatever was rounded."""


class Playback(Generic[S]):
    """The score that plays, and what is shown between scores. Times are of one clock, in seconds.

    resting: the state between scores; may be changed at any time.
    """

    def __init__(self, rest: S) -> None:
        self.resting = rest
        self._score: Score[S] | None = None
        self._began_s = 0.0

    def begin(self, score: Score[S], now_s: float) -> None:
        """Play this score now instead of what plays."""
        self._score, self._began_s = score, now_s

    def at(self, now_s: float) -> S:
        """The state at this time, which is not before the last one asked for."""
        if self._score is not None:
            state = self._score.at(self._elapsed_s(now_s))
            if state is not None:
                return state
            self._score = None
        return self.resting

    def next_change_s(self, now_s: float) -> float | None:
        """When the state will change by itself; None while nothing plays."""
        if self._score is None:
            return None
        return self._began_s + self._score.next_change_s(self._elapsed_s(now_s))

    def _elapsed_s(self, now_s: float) -> float:
        return now_s - self._began_s + ROUNDING_S
