"""`Performer`: an instrument and its scores, moved on step by step by whoever has the clock."""

from collections.abc import Mapping
from typing import Generic, Protocol, TypeVar

from edge.feedback.playback import Playback
from edge.feedback.score import S, Score
from edge.feedback.signal import Signal

S_contra = TypeVar("S_contra", contravariant=True)


class Instrument(Protocol[S_contra]):
    """A light or a buzzer, used by one thread. Both calls may block and may raise."""

    @property
    def name(self) -> str:
        """What a person would call it, with its pins."""
        ...

    def set(self, state: S_contra) -> None:
        """Be in this state from now on."""
        ...

    def close(self) -> None:
        """Be dark or silent, and release the pins."""
        ...


class Performer(Generic[S]):
    """Plays signals on an instrument. scores: what it does for each."""

    def __init__(self, instrument: Instrument[S], scores: Mapping[Signal, Score[S]]) -> None:
        self.instrument = instrument
        self._scores = scores
        self._playback: Playback[S] | None = None
        self._shown: S | None = None

    def step(self, now_s: float, rest: S, signal: Signal | None = None) -> float | None:
        """Be as it must be at this time; the instrument is told only of a change.

        rest: the state between signals. signal: one that begins now. Returns the time of the next
        step, if one is needed before something else happens.
        """
        playback = self._playback or Playback(rest)
        self._playback = playback
        playback.resting = rest
        if signal is not None:
            playback.begin(self._scores[signal], now_s)
        state = playback.at(now_s)
        if state != self._shown:
            self.instrument.set(state)
            self._shown = state
        return playback.next_change_s(now_s)
