"""The port `Player`: whatever shows or says the signals; and `Players`, several as one."""

from collections.abc import Callable, Sequence
from typing import Protocol

from edge.errors import FeedbackError, PlayerFailedError
from edge.feedback.cue import Cue

Report = Callable[[FeedbackError], None]
"""Told once about each player that cannot be used or has failed; may be called by any thread."""


class Player(Protocol):
    """Shows or says what the coach tells. Neither call blocks: the vision thread makes them."""

    def play(self, cue: Cue) -> None:
        """Begin the cue now, whatever is being given; the newest cue wins."""
        ...

    def show(self, position: float | None) -> None:
        """The position in the movement, 0..1; None = nobody is followed."""
        ...

    def close(self) -> None:
        """Be dark and silent, and let go of the device. May be called twice."""
        ...


class Players:
    """Several players as one. One that raises is reported once and left out from then on."""

    def __init__(self, players: Sequence[Player], report: Report) -> None:
        self._players = list(players)
        self._report = report

    def play(self, cue: Cue) -> None:
        """See `Player.play`."""
        self._each(lambda player: player.play(cue))

    def show(self, position: float | None) -> None:
        """See `Player.show`."""
        self._each(lambda player: player.show(position))

    def close(self) -> None:
        """See `Player.close`."""
        self._each(lambda player: player.close())
        self._players.clear()

    def _each(self, call: Callable[[Player], None]) -> None:
        for player in tuple(self._players):
            try:
                call(player)
            except Exception as error:  # noqa: BLE001 - no player may stop the station
                self._players.remove(player)
                self._report(as_feedback_error(error, type(player).__name__))


def as_feedback_error(error: Exception, name: str) -> FeedbackError:
    """What a player or its driver raised, as an error of ours. name: what a person calls it."""
    if isinstance(error, FeedbackError):
        return error
    words = str(error) or type(error).__name__
    return PlayerFailedError(f"has failed: {words}", where=name, remedy="the others go on")
