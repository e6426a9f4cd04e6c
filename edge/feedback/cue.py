"""`Cue`: one thing that the coach tells now."""

from dataclasses import dataclass

from edge.feedback.signal import Signal


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to show and say.

    at_s: of the frame that it speaks of, in seconds of the monotonic clock. count: the number that
    belongs to it, repetitions or seconds. text: what the voice says, in the station's language; ""
    where nothing is said. silent: the light alone gives it.
    """

    signal: Signal
    at_s: float
    count: int | None = None
    text: str = ""
    silent: bool = False
