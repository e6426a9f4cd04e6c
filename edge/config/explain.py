"""The validation library's errors in the words of someone who edits a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from edge.config.document import KeyPath
from edge.config.model import CONFLICT
from edge.config.words import SchemaWords, did_you_mean, found

_WRONG = {
    "greater_than": "is too small",
    "greater_than_equal": "is too small",
    "less_than": "is too large",
    "less_than_equal": "is too large",
    "too_short": "is too short",
    "too_long": "is too long",
    "string_too_short": "is too short",
    "string_too_long": "is too long",
    "finite_number": "is not a finite number",
    "literal_error": "is not among the choices",
    "enum": "is not among the choices",
    "string_pattern_mismatch": "does not fit",
    "multiple_of": "does not fit",
}
_WRONG_TYPE_ENDINGS = ("_type", "_parsing", "_from_float", "_from_data")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong at `path`.

    `of_key`: the key itself is wrong. `of_value`: the message describes the value by the schema.
    """

    path: KeyPath
    message: str
    of_key: bool = False
    of_value: bool = False


def is_about_kind(error: ErrorDetails) -> bool:
    """Whether `error` says no more than that the value is of another kind."""
    return error["type"].endswith(_WRONG_TYPE_ENDINGS)


def explain(error: ErrorDetails, data: object, words: SchemaWords) -> Iterator[Fault]:
    """The faults that `error` stands for. `data` is what was validated."""
    kind = error["type"]
    path = _path_in(data, error["loc"], kind)
    context = error.get("ctx", {})
    if kind == CONFLICT:
        yield from (Fault((*path, key), message) for key, message in context["found"])
    elif kind == "extra_forbidden":
        yield Fault(path, _unknown_key(path, words), of_key=True)
    elif kind == "missing":
        yield Fault(path, f"this key is needed; allowed: {words.allowed(path)}")
    elif kind in {"union_tag_invalid", "union_tag_not_found"}:
        name = context["discriminator"].strip("'")
        yield _wrong_tag((*path, name), context, words)
    elif kind in _WRONG or is_about_kind(error):
        yield Fault(path, _wrong_value(error, path, words), of_value=True)
    else:
        yield Fault(path, error["msg"].removeprefix("Value error, "))


def _path_in(data: Any, location: tuple[str | int, ...], kind: str) -> KeyPath:
    """The part of pydantic's `location` that is in the file: without the names of union members."""
    path: KeyPath = ()
    for position, part in enumerate(location):
        if _holds(data, part):
            data = data[part]
        elif not (kind == "missing" and position == len(location) - 1):
            continue
        path = (*path, part)
    return path


def _holds(data: object, part: str | int) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def _unknown_key(path: KeyPath, words: SchemaWords) -> str:
    key, known = str(path[-1]), words.keys(path[:-1])
    if close := did_you_mean(key, known):
        return f'unknown key; did you mean "{close}"?'
    if home := words.home_of(key):
        return f'unknown key here; did you mean "{home}"?'
    return f"unknown key; allowed: {', '.join(known)}"


def _wrong_tag(path: KeyPath, context: dict[str, Any], words: SchemaWords) -> Fault:
    choices = context.get("expected_tags") or ", ".join(words.choices(path))
    wrong = f'"{context["tag"]}" is not among the choices' if "tag" in context else "is needed"
    return Fault(path, f"{wrong}; allowed: {choices.replace(chr(39), '')}")


def _wrong_value(error: ErrorDetails, path: KeyPath, words: SchemaWords) -> str:
    value = error["input"]
    other = "is text" if isinstance(value, str) else "does not belong here"
    wrong = _WRONG.get(error["type"], other)
    subject = "the value" if words.is_secret(path) else found(value)
    message = f"{subject} {wrong}; allowed: {words.allowed(path)}"
    if isinstance(value, str) and (close := did_you_mean(value, words.choices(path))):
        message += f'; did you mean "{close}"?'
    return message
