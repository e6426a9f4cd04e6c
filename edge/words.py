"""The packs' words in the language of the station."""

from collections.abc import Sequence
from typing import Literal

from edge.config.pack import ExercisePack

Language = Literal["en", "ko"]


class Words:
    """What members call each exercise, and what the coach says of each fault."""

    def __init__(self, packs: Sequence[ExercisePack], language: Language) -> None:
        self._names = {pack.id: str(getattr(pack.name, language)) for pack in packs}
        self._cues = {
            (pack.id, condition.id): str(getattr(condition.cue, language))
            for pack in packs
            for condition in pack.conditions
        }

    def exercise(self, exercise: str) -> str:
        """The exercise's name; its id where no pack has it, as for `other`."""
        return self._names.get(exercise, exercise)

    def cue(self, exercise: str, condition: str) -> str:
        """What to do about a fault; the condition's id where no pack has it."""
        return self._cues.get((exercise, condition), condition)
