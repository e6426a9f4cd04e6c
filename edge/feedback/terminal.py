"""The player that writes one line a cue, for a station without lights."""

from collections.abc import Callable

from edge.feedback.cue import Cue
from edge.feedback.phrases import Language
from edge.feedback.table import SignalTable


class TerminalPlayer:
    """Writes each signal's name, rhythm and words. say: writes a line."""

    def __init__(self, table: SignalTable, language: Language, say: Callable[[str], None]) -> None:
        self._table = table
        self._language = language
        self._say = say

    def play(self, cue: Cue) -> None:
        """See `Player.play`."""
        pattern = self._table.signals[cue.signal]
        rhythm = " ".join(self._table.flashes[name].sign for name in pattern.light.rhythm)
        spoken = f": {cue.text}" if cue.text else ""
        self._say(f"{rhythm}  {getattr(pattern.name, self._language)}{spoken}")

    def show(self, position: float | None) -> None:
        """The live view shows the position."""

    def close(self) -> None:
        """Nothing is held."""
