"""Settings from the command line laid over those of a file."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass

from edge.config.compose import compose
from edge.config.document import Document, KeyPath, Mark
from edge.errors import ConfigError

COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class LayeredPlaces:
    """Where a setting comes from: the command line for `overridden` paths, else the file."""

    document: Document
    overridden: frozenset[KeyPath]

    def where(self, path: KeyPath, *, of_key: bool = False) -> str:
        """`command line` or `file:line:column`."""
        if self._is_overridden(path):
            return COMMAND_LINE
        return self.document.where(path, of_key=of_key)

    def mark(self, path: KeyPath, *, of_key: bool = False) -> Mark:
        """The place in the file; the command line comes first."""
        return Mark(0, 0) if self._is_overridden(path) else self.document.mark(path, of_key=of_key)

    def _is_overridden(self, path: KeyPath) -> bool:
        in_file = path in self.document.values
        return any(
            path[: len(override)] == override or (not in_file and override[: len(path)] == path)
            for override in self.overridden
        )


def parse_assignments(assignments: Iterable[str]) -> dict[str, object]:
    """`["camera.fps=15"]` to `{"camera.fps": 15}`; the value is read as YAML."""
    overrides: dict[str, object] = {}
    for assignment in assignments:
        key, separator, text = assignment.partition("=")
        if not separator:
            raise ConfigError(
                "is no setting", where=repr(assignment), remedy="write KEY=VALUE: camera.fps=15"
            )
        overrides[key.strip()] = compose(text, f"{COMMAND_LINE}, {key.strip()}").data
    return overrides


def overlay(document: Document, overrides: Mapping[str, object]) -> tuple[Document, LayeredPlaces]:
    """`document` with the dotted `overrides` in it, and the places of both."""
    data = deepcopy(document.data)
    paths = {_split(key): value for key, value in overrides.items()}
    for path, value in paths.items():
        _put(data, path, value)
    merged = Document(document.source, data, document.values, document.keys, document.problems)
    return merged, LayeredPlaces(document, frozenset(paths))


def _split(key: str) -> tuple[str, ...]:
    path = tuple(key.split("."))
    if not all(path):
        raise ConfigError(
            f"{key!r} is no key", where=COMMAND_LINE, remedy="write a dotted one: camera.fps"
        )
    return path


def _put(data: object, path: tuple[str, ...], value: object) -> None:
    for part in path[:-1]:
        if not isinstance(data, dict):
            return  # the file has a plain value where keys belong, which validation will say
        if data.get(part) is None:
            data[part] = {}
        data = data[part]
    if isinstance(data, dict):
        data[path[-1]] = value
