"""The id of an exercise, as a station names it."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo

from edge.config.words import did_you_mean

KNOWN_EXERCISES = "known_exercises"
"""Key of the validation context that holds the ids to accept; without it any id is accepted."""

_FORM = re.compile(r"[a-z][a-z0-9_]{0,39}")


def _checked(exercise: str, info: ValidationInfo) -> str:
    if not _FORM.fullmatch(exercise):
        raise ValueError("is no exercise id; allowed: lower-case letters, digits and _")
    known = (info.context or {}).get(KNOWN_EXERCISES, ())
    if known and exercise not in known:
        close = did_you_mean(exercise, known)
        hint = f'; did you mean "{close}"?' if close else ""
        raise ValueError(f'"{exercise}" has no pack; allowed: {", ".join(known)}{hint}')
    return exercise


ExerciseId = Annotated[str, AfterValidator(_checked), Field(examples=["squat"])]
