"""YAML text to a `Document`: plain values, the place of each, and a message for what is no YAML.

PyYAML splits the text into events; putting them together is ours, because its own loaders drop the
places, accept a key written twice, and unfold aliases without limit.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

from edge.config.document import Document, KeyPath, Mark, Problem
from edge.config.scalars import plain_scalar
from edge.config.source import CONTROL_CHARACTER, check_characters, read_text
from edge.errors import ConfigError

MAX_DEPTH = 20
"""Mappings and lists inside one another; our files need five."""
MAX_NODES = 5_000
"""Values in one file; our longest has a few hundred. Bounds the time, on a Raspberry Pi too."""

_HINTS = {
    "mapping values are not allowed here": "check the indentation, or quote text with a colon",
    "could not find expected ':'": "a key needs a colon and a space after it",
    "found unexpected end of stream": "a quote or bracket is not closed",
    "found character '\\t' that cannot start any token": "use spaces instead of the tab",
}


def load_yaml(path: Path) -> Document:
    """The content of the YAML file `path`; raises `ConfigError` for everything that is none."""
    document = compose(read_text(path), str(path))
    if document.problems:
        raise ConfigError("\n".join(map(str, document.problems)))
    return document


def compose(text: str, source: str) -> Document:
    """The `Document` of `text`; `source` names the file in messages.

    Raises `ConfigError` for invalid YAML, anchors, aliases, tags, several documents, too many
    values or too deep ones. Keys written twice are in the document's `problems`.
    """
    check_characters(text, source)
    try:
        return _Composer(text, source).document()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, source) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        if isinstance(error, ConfigError):
            raise
        # Escapes and directives with numbers beyond all bounds end here.
        raise ConfigError("not valid YAML", where=source) from None


def _syntax_error(error: yaml.MarkedYAMLError, source: str) -> ConfigError:
    mark = error.problem_mark or error.context_mark
    where = f"{source}:{mark.line + 1}:{mark.column + 1}" if mark else source
    problem = error.problem or "unreadable"
    context = f" ({error.context})" if error.context else ""
    return ConfigError(
        f"not valid YAML: {problem}{context}", where=where, remedy=_HINTS.get(problem)
    )


class _Composer:
    """Builds one document from the events of `text`, depth first."""

    def __init__(self, text: str, source: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.SafeLoader)
        self._source = source
        self._values: dict[KeyPath, Mark] = {}
        self._keys: dict[KeyPath, Mark] = {}
        self._problems: list[Problem] = []
        self._nodes = 0

    def document(self) -> Document:
        next(self._events)  # the start of the stream
        event = next(self._events)
        data: object = None
        if isinstance(event, yaml.DocumentStartEvent):
            data = self._node(next(self._events), ())
            next(self._events)  # the end of the document
            event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._refusal(event, "a second document (---)", "one file holds one document")
        return Document(self._source, data, self._values, self._keys, tuple(self._problems))

    def _node(self, event: yaml.Event, path: KeyPath) -> object:
        self._check(event, path)
        self._values[path] = _mark(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        raise self._refusal(event, f"{type(event).__name__}", "write a plain value")

    def _check(self, event: yaml.Event, path: KeyPath) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._refusal(event, f"more than {MAX_NODES} values", "is this the right file?")
        if len(path) > MAX_DEPTH:
            raise self._refusal(event, f"nested deeper than {MAX_DEPTH} levels", "flatten it")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self._refusal(event, "an anchor or alias (&name, *name)", "write the value out")
        if getattr(event, "tag", None) is not None:
            raise self._refusal(event, "a tag (!name)", "write the plain value")

    def _mapping(self, path: KeyPath) -> dict[str, object]:
        result: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            self._check(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refusal(event, "a key that is no plain word", "write `key: value`")
            key = event.value
            if key not in result:
                self._keys[(*path, key)] = _mark(event)
                result[key] = self._node(next(self._events), (*path, key))
                continue
            self._report_duplicate((*path, key), _mark(event))
            # Read over the second value. An index under a mapping's path is nobody's place.
            self._node(next(self._events), (*path, 0))
        return result

    def _sequence(self, path: KeyPath) -> list[object]:
        result: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            result.append(self._node(event, (*path, len(result))))
        return result

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        text: str = event.value
        unquoted = event.implicit[0]
        value = plain_scalar(text) if unquoted else text
        if isinstance(value, str) and CONTROL_CHARACTER.search(value):
            raise self._refusal(event, "an escaped control character", "write printable text")
        return value

    def _report_duplicate(self, path: KeyPath, mark: Mark) -> None:
        first = self._keys[path].line
        where = f"{self._source}:{mark.line}:{mark.column}"
        message = f"this key is already on line {first}; keep one of them"
        self._problems.append(Problem(where, path, message, mark))

    def _refusal(self, event: yaml.Event, what: str, remedy: str) -> ConfigError:
        mark = _mark(event)
        where = f"{self._source}:{mark.line}:{mark.column}"
        return ConfigError(f"{what} is not accepted here", where=where, remedy=remedy)


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    return Mark(start.line + 1, start.column + 1) if start else Mark(1, 1)
