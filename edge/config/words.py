"""A JSON Schema in words: which keys a place has and which values it takes.

The schema is the one that pydantic makes of a model, so that messages, editors and validation
never disagree.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from edge.config.document import KeyPath, shortened
from edge.config.secret import masked

Schema = Mapping[str, Any]

_LONGEST_GUESS = 64
"""Longer words are no misspelling of a key, and comparing them takes long."""


class SchemaWords:
    """Answers about the places of one model's JSON Schema."""

    def __init__(self, schema: Schema) -> None:
        self._root = schema
        self._definitions: Mapping[str, Schema] = schema.get("$defs", {})

    def keys(self, path: KeyPath) -> tuple[str, ...]:
        """The keys that the mapping at `path` may have."""
        found: dict[str, None] = {}
        for node in self._at(path):
            found.update(dict.fromkeys(node.get("properties", {})))
        return tuple(found)

    def is_secret(self, path: KeyPath) -> bool:
        """Whether the value at `path` must never be shown."""
        return any(node.get("writeOnly") for node in self._at(path))

    def allowed(self, path: KeyPath) -> str:
        """What the value at `path` may be: `a whole number from 1 to 8`."""
        return " or ".join(dict.fromkeys(_phrase(node) for node in self._at(path)))

    def choices(self, path: KeyPath) -> tuple[str, ...]:
        """The words that the value at `path` may be, if it is one of a fixed set."""
        return tuple(
            choice for node in self._at(path) for choice in _enum(node) if isinstance(choice, str)
        )

    def home_of(self, key: str) -> str | None:
        """The dotted place of `key` elsewhere in the schema, if there is exactly one."""
        homes = list(self._homes(key, self._root, ""))
        return homes[0] if len(homes) == 1 else None

    def _homes(self, key: str, node: Schema, prefix: str) -> Iterator[str]:
        for name, child in node.get("properties", {}).items():
            if name == key:
                yield f"{prefix}{name}"
            for branch in self._branches(child):
                yield from self._homes(key, branch, f"{prefix}{name}.")

    def _at(self, path: KeyPath) -> list[Schema]:
        nodes = list(self._branches(self._root))
        for part in path:
            nodes = [
                branch
                for node in nodes
                for child in _children(node, part)
                for branch in self._branches(child)
            ]
        return nodes

    def _branches(self, node: Schema) -> Iterator[Schema]:
        """`node` with its references followed, and its alternatives one by one."""
        if "$ref" in node:
            yield from self._branches(self._definitions[node["$ref"].rpartition("/")[2]])
            return
        alternatives = [*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())]
        if not alternatives:
            yield node
        for alternative in alternatives:
            yield from self._branches(alternative)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is most likely a misspelling of."""
    folded = {name.lower().replace("-", "_"): name for name in known}
    guess = word[:_LONGEST_GUESS].lower().replace("-", "_")
    close = difflib.get_close_matches(guess, folded, n=1, cutoff=0.65)
    return folded[close[0]] if close else None


def found(value: object) -> str:
    """A value as messages quote it: short, on one line."""
    match value:
        case None:
            return "an empty value"
        case bool():
            return str(value).lower()
        case str():
            return f'"{shortened(masked(value))}"'
        case int() | float():
            return shortened(repr(value))
        case Mapping():
            return "a mapping"
        case _:
            return "a list"


def _children(node: Schema, part: str | int) -> Iterator[Schema]:
    if isinstance(part, int):
        prefix = node.get("prefixItems", ())
        child = prefix[part] if part < len(prefix) else node.get("items")
    else:
        child = node.get("properties", {}).get(part, node.get("additionalProperties"))
    if isinstance(child, Mapping):
        yield child


def _enum(node: Schema) -> tuple[object, ...]:
    return (node["const"],) if "const" in node else tuple(node.get("enum", ()))


def _phrase(node: Schema) -> str:
    if "x-allowed" in node:
        return str(node["x-allowed"])
    if choices := _enum(node):
        words = [str(choice) for choice in choices]
        return words[0] if len(words) == 1 else f"one of {', '.join(words)}"
    match node.get("type"):
        case "integer":
            return f"a whole number{_range(node)}"
        case "number":
            return f"a number{_range(node)}"
        case "string":
            return _text_phrase(node)
        case "array":
            return _list_phrase(node)
        case "object":
            keys = ", ".join(node.get("properties", {}))
            return f"a mapping with the keys {keys}" if keys else "a mapping"
        case "boolean":
            return "true or false"
        case kind:
            return str(kind or "any value")


def _range(node: Schema) -> str:
    low, high = node.get("minimum"), node.get("maximum")
    above, below = node.get("exclusiveMinimum"), node.get("exclusiveMaximum")
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}"
    parts = [
        f"{word} {limit:g}"
        for word, limit in (
            ("at least", low),
            ("above", above),
            ("at most", high),
            ("below", below),
        )
        if limit is not None
    ]
    return " " + " and ".join(parts) if parts else ""


def _text_phrase(node: Schema) -> str:
    examples = node.get("examples")
    like = f" such as {examples[0]}" if examples else ""
    pattern = f" that matches {node['pattern']}" if "pattern" in node else ""
    longest = f" of at most {node['maxLength']} characters" if "maxLength" in node else ""
    return f"text{longest}{pattern}{like}"


def _list_phrase(node: Schema) -> str:
    low, high = node.get("minItems"), node.get("maxItems")
    if low is not None and low == high:
        return f"a list of {low} items"
    parts = [
        f"{word} {limit}"
        for word, limit in (("at least", low), ("at most", high))
        if limit is not None
    ]
    size = f" of {' and '.join(parts)} items" if parts else ""
    return f"a list{size}"
