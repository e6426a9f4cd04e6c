"""The base of every configuration model."""

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

CONFLICT = "config_conflict"
"""The pydantic error type that carries the conflicts of a model."""


class ConfigModel(BaseModel):
    """A frozen set of settings: unknown keys are refused and no value is converted silently.

    Every field has a title and a description (they are the JSON Schema and the error messages).
    What one field cannot know, `conflicts` tells. Only enums and paths are `strict=False`, so that
    Python code may write them as text, as a file does.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
    )

    def conflicts(self) -> Iterable[tuple[str, str]]:
        """Settings that cannot stand together, as (key, what is wrong and what is allowed)."""
        return ()

    @model_validator(mode="after")
    def _refuse_conflicts(self) -> Self:
        found = list(self.conflicts())
        if found:
            keys = "; ".join(f"{key}: {message}" for key, message in found)
            raise PydanticCustomError(CONFLICT, "{keys}", {"keys": keys, "found": found})
        return self
