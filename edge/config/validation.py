"""A `Document` to a frozen model, with every error at once, each with its place."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from edge.config.compose import compose
from edge.config.document import Document, KeyPath, Mark, Problem, dotted
from edge.config.explain import explain, is_about_kind
from edge.config.source import read_text
from edge.config.words import SchemaWords
from edge.errors import ConfigError

M = TypeVar("M", bound=BaseModel)

MAX_PROBLEMS = 50
"""Problems shown; a file with more is of another kind."""


class Places(Protocol):
    """Tells where a value or key was written; a `Document` is one."""

    def where(self, path: KeyPath, *, of_key: bool = False) -> str:
        """The place for a person."""
        ...

    def mark(self, path: KeyPath, *, of_key: bool = False) -> Mark:
        """The place for sorting."""
        ...


def load_model(path: Path, model: type[M], *, context: Mapping[str, Any] | None = None) -> M:
    """The YAML file `path` as a `model`; `context` is handed to the model's validators.

    Raises `ConfigError`; its message has a line `file:line:column: key.path: what is wrong, what
    is allowed` for everything that is wrong.
    """
    return validate(load_document(path), model, context=context)


def load_document(path: Path) -> Document:
    """The file `path`, which must hold keys; keys written twice are left to `validate`."""
    document = compose(read_text(path), str(path))
    if document.data is None:
        raise ConfigError(
            "the file holds no key",
            where=document.source,
            remedy="write a key, or use no file at all to run on the defaults",
        )
    if not isinstance(document.data, dict):
        raise ConfigError(
            "the file holds no `key: value` lines", where=document.where(()), remedy="add a key"
        )
    return document


def validate(
    document: Document,
    model: type[M],
    *,
    places: Places | None = None,
    context: Mapping[str, Any] | None = None,
) -> M:
    """`document.data` as a `model`. Raises `ConfigError` with a line for every problem."""
    problems = list(document.problems)
    try:
        # JSON mode is pydantic's strict mode for text files: a list may become a tuple and text a
        # path, but "5" never becomes 5.
        result = model.model_validate_json(
            json.dumps(document.data, default=str), context=dict(context) if context else None
        )
    except ValidationError as error:
        words = SchemaWords(model.model_json_schema())
        problems += _problems(error.errors(), document.data, places or document, words)
        raise _config_error(problems) from None
    if problems:
        raise _config_error(problems)
    return result


def _problems(
    errors: Iterable[ErrorDetails], data: object, places: Places, words: SchemaWords
) -> list[Problem]:
    # Of the members of a union, the one that fits the value's kind has the best complaint.
    ordered = sorted(errors, key=is_about_kind)[: MAX_PROBLEMS + 1]
    faults = [fault for error in ordered for fault in explain(error, data, words)]
    found: dict[tuple[KeyPath, str], Problem] = {}
    for fault in faults:
        if fault.of_value and any(_is_inside(other.path, fault.path) for other in faults):
            continue  # pydantic calls a list too short when its items are wrong
        where = places.where(fault.path, of_key=fault.of_key)
        mark = places.mark(fault.path, of_key=fault.of_key)
        key = (fault.path, "" if fault.of_value else fault.message)
        found.setdefault(key, Problem(where, fault.path, fault.message, mark))
    return list(found.values())


def _is_inside(path: KeyPath, parent: KeyPath) -> bool:
    return len(path) > len(parent) and path[: len(parent)] == parent


def _config_error(problems: list[Problem]) -> ConfigError:
    ordered = sorted(problems, key=lambda problem: (problem.mark, dotted(problem.path)))
    lines = [str(problem) for problem in ordered[:MAX_PROBLEMS]]
    if len(ordered) > MAX_PROBLEMS:
        lines.append("… and more; is this the right file?")
    return ConfigError("\n".join(lines))
