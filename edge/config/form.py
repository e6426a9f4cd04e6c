"""A station's own limits for conditions of form."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field

from edge.config.condition import ConditionSpec
from edge.config.exercise import ExerciseId
from edge.config.model import ConfigModel
from edge.config.pack import ExercisePack
from edge.config.words import did_you_mean
from edge.errors import ConfigError


class ConditionSetting(ConfigModel):
    """What a station changes in one condition of a pack."""

    limit: float | None = Field(
        default=None,
        title="Limit",
        description="Instead of the pack's limit, in the same unit.",
    )
    judged: bool = Field(
        default=True, title="Judged", description="false: the condition is left out here."
    )


FormSettings = Mapping[ExerciseId, Mapping[str, ConditionSetting]]


def with_settings(packs: Sequence[ExercisePack], form: FormSettings) -> tuple[ExercisePack, ...]:
    """The packs as this station judges them; raises ConfigError for a condition that is none.

    Settings of exercises that are not among the packs are left aside.
    """
    return tuple(_with(pack, form.get(pack.id, {})) for pack in packs)


def _with(pack: ExercisePack, settings: Mapping[str, ConditionSetting]) -> ExercisePack:
    known = [condition.id for condition in pack.conditions]
    for name in settings:
        if name not in known:
            guess = did_you_mean(name, known)
            raise ConfigError(
                f"{pack.id} has no condition {name!r}" + (f", did you mean {guess}?" * bool(guess)),
                where=f"form.{pack.id}.{name}",
                remedy=f"choose from {', '.join(known) or 'none'}",
            )
    if not settings:
        return pack
    return pack.model_copy(update={"conditions": tuple(_changed(pack.conditions, settings))})


def _changed(
    conditions: Iterable[ConditionSpec], settings: Mapping[str, ConditionSetting]
) -> Iterable[ConditionSpec]:
    for condition in conditions:
        setting = settings.get(condition.id, ConditionSetting())
        if setting.judged:
            limit = setting.limit
            yield condition if limit is None else condition.with_limit(limit)
