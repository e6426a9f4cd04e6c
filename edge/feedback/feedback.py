"""`Feedback`: coach and players as the station uses them."""

from edge.feedback.coach import Coach
from edge.feedback.cue import Cue
from edge.feedback.player import Player
from edge.feedback.signal import Signal
from edge.feedback.situation import Situation


class Feedback:
    """Tells the athlete how it goes; used by one thread."""

    def __init__(self, coach: Coach, player: Player) -> None:
        self._coach = coach
        self._player = player

    def tell(self, situation: Situation) -> Cue | None:
        """Give what is to be given at this instant; never blocks. Returns the cue that began."""
        cue = self._coach.update(situation)
        if cue is not None:
            self._player.play(cue)
        self._player.show(situation.position)
        return cue

    def demonstrate(self, signal: Signal) -> None:
        """Show a signal for whoever tries the station; never blocks."""
        self._player.play(self._coach.example(signal))

    def close(self) -> None:
        """Leave the light dark, the buzzer silent, and the pins released."""
        self._player.close()
