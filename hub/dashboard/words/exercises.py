"""Names of exercises and conditions, as the packs give them."""

from collections.abc import Mapping
from functools import cache

from edge.config.pack import ExercisePack, load_packs
from hub.dashboard.words.text import Language, Text

OTHER = Text("Other movement", "기타 동작")


def exercise(id_: str, language: Language) -> str:
    """What members call it; a gym's own exercise by its id."""
    known = _exercises().get(id_)
    return known.in_(language) if known else id_.replace("_", " ")


def condition(exercise_id: str, id_: str, language: Language) -> str:
    """What a condition of form is called."""
    known = _conditions().get((exercise_id, id_))
    return known.in_(language) if known else id_.replace("_", " ")


def exercises() -> tuple[str, ...]:
    """Every exercise that has a name."""
    return tuple(_exercises())


@cache
def _packs() -> tuple[ExercisePack, ...]:
    return load_packs(None)


@cache
def _exercises() -> Mapping[str, Text]:
    named = {pack.id: Text(pack.name.en, pack.name.ko) for pack in _packs()}
    return {**named, "other": OTHER}


@cache
def _conditions() -> Mapping[tuple[str, str], Text]:
    return {
        (pack.id, each.id): Text(each.name.en, each.name.ko)
        for pack in _packs()
        for each in pack.conditions
    }
