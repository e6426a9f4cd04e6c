"""`Exercise`: a movement as key positions, and the faults that can be named in it.

A key position maps parameters (of the support, or channels of the rig) to values. A repetition
goes from where the last one ended to the turn and back to the end; `arc` adds a bump between.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edge.errors import SceneError

FASTEST_S, SLOWEST_S = 0.1, 600.0
Key = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds of one repetition: to the turn, pause there, back, pause at the end."""

    out_s: float = 1.2
    turn_s: float = 0.2
    back_s: float = 1.1
    rest_s: float = 0.4

    def __post_init__(self) -> None:
        least = (FASTEST_S, 0.0, FASTEST_S, 0.0)
        seconds = (self.out_s, self.turn_s, self.back_s, self.rest_s)
        if not all(low <= s <= SLOWEST_S for s, low in zip(seconds, least, strict=True)):
            raise SceneError(
                f"tempo {self.out_s:g}/{self.turn_s:g}/{self.back_s:g}/{self.rest_s:g}",
                remedy=f"movements take {FASTEST_S} s or more, nothing more than {SLOWEST_S:g} s",
            )

    @property
    def cycle_s(self) -> float:
        """One repetition with its rest."""
        return self.out_s + self.turn_s + self.back_s + self.rest_s


@dataclass(frozen=True, slots=True)
class Fault:
    """What a named fault changes in its repetition.

    turn, end: values in place of the exercise's own. out, back: added as a bump on the way to the
    turn and back. pace: durations are multiplied by it.
    """

    turn: Key = field(default_factory=dict)
    end: Key = field(default_factory=dict)
    out: Key = field(default_factory=dict)
    back: Key = field(default_factory=dict)
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement.

    support: what carries the body (see `supports`).
    start, turn: the two ends. What is named in one end only is at rest in the other.
    out, back: bumps on the way.
    mirrored: every second repetition is done with the sides exchanged.
    advance: what each repetition adds for good.
    timed: held, not repeated.
    props: what lies in the room or in the hands (see `props`).
    natural: how much repetitions differ, standard deviation of the share of the way done.
    """

    support: str
    start: Key
    turn: Key
    out: Key = field(default_factory=dict)
    back: Key = field(default_factory=dict)
    tempo: Tempo = Tempo()
    faults: Mapping[str, Fault] = field(default_factory=dict)
    mirrored: bool = False
    advance: Key = field(default_factory=dict)
    timed: bool = False
    props: tuple[str, ...] = ()
    natural: float = 0.015


TOO_FAST = Fault(pace=0.35)
