"""A YAML file in memory: its plain values and where each of them stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

KeyPath = tuple[str | int, ...]
"""The keys and list positions that lead to a value: `("camera", "url")`."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the place, the key and the words for a person."""

    where: str
    path: KeyPath
    message: str
    mark: Mark = Mark(0, 0)

    def __str__(self) -> str:
        subject = f"{dotted(self.path)}: " if self.path else ""
        return f"{self.where}: {subject}{self.message}"


@dataclass(frozen=True)
class Document:
    """The content of one YAML file.

    `data` holds dicts with text keys, lists, str, int, float, bool and None. `values` and `keys`
    give the place of each value and of each key; `problems` are those that leave the rest readable
    (a key written twice).
    """

    source: str
    data: object
    values: Mapping[KeyPath, Mark] = field(default_factory=dict)
    keys: Mapping[KeyPath, Mark] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def mark(self, path: KeyPath, *, of_key: bool = False) -> Mark:
        """The place of the value at `path` (or of its key); of the nearest parent if absent."""
        if of_key and path in self.keys:
            return self.keys[path]
        if path in self.values:
            return self.values[path]
        return self.mark(path[:-1], of_key=True) if path else Mark(1, 1)

    def where(self, path: KeyPath, *, of_key: bool = False) -> str:
        """The same as `file:line:column`; the source alone where no place is known."""
        if not self.values:
            return self.source
        mark = self.mark(path, of_key=of_key)
        return f"{self.source}:{mark.line}:{mark.column}"


def dotted(path: KeyPath) -> str:
    """A key path as people write it: `camera.mannequin.seed`, `exercises[1]`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += ("." if text else "") + shortened(part)
    return text


def shortened(text: str, longest: int = 40) -> str:
    """`text` on one line, cut to `longest` characters, with nothing that a terminal would obey."""
    clean = "".join(char if char.isprintable() else "�" for char in text[: longest + 1])
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"
