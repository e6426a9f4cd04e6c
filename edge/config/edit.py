"""Change single settings in the text of a YAML file; comments and everything else stay."""

import json
from collections.abc import Iterator, Sequence
from itertools import takewhile

import yaml

from edge.errors import ConfigError

Path = tuple[str, ...]
INDENT = 2
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./")


def get(text: str, path: Path) -> object:
    """The value at a path, of plain YAML types; raises KeyError."""
    found = _find(text, path)
    if found is None:
        raise KeyError(".".join(path))
    return yaml.safe_load(text[slice(*_span(found[1]))])


def has(text: str, path: Path) -> bool:
    """Whether there is a value at this path."""
    return _find(text, path) is not None


def put(text: str, path: Path, value: object) -> str:
    """The text with the value at the path: in place of the old one, else as a new line.

    Raises ConfigError where a plain value stands in the way of a mapping, or the other way round.
    """
    if found := _find(text, path):
        begin, end = _span(found[1])
        if isinstance(found[1], yaml.MappingNode) and not found[1].flow_style:
            raise ConfigError("holds keys and cannot become one value", where=".".join(path))
        space = " " if begin == end else ""  # `key:` without a value
        return f"{text[:begin]}{space}{written(value)}{text[end:]}"
    return _insert(text, path, value)


def rename(text: str, path: Path, name: str) -> str:
    """The text with the last key of the path under another name; unchanged where it is not."""
    if found := _find(text, path):
        key = found[0]
        return f"{text[: key.start_mark.index]}{name}{text[key.end_mark.index :]}"
    return text


def remove(text: str, path: Path) -> str:
    """The text without the key, its value and the comment right above it."""
    found = _find(text, path)
    if found is None:
        return text
    parent = _find(text, path[:-1]) if len(path) > 1 else None
    if parent and len(parent[1].value) == 1:
        return remove(text, path[:-1])  # a mapping without keys would be an empty value
    if parent and isinstance(parent[1], yaml.MappingNode) and parent[1].flow_style:
        raise ConfigError("stands between braces, where it cannot be removed", where=".".join(path))
    lines = text.splitlines(keepends=True)
    first, last = found[0].start_mark.line, _last_line(found[1])
    above = takewhile(lambda line: line.lstrip().startswith("#"), reversed(lines[:first]))
    return "".join(lines[: first - len(list(above))] + lines[last + 1 :])


def move(text: str, old: Path, new: Path) -> str:
    """The text with the value of `old` at `new`; unchanged where there is none."""
    if not has(text, old):
        return text
    value = get(text, old)
    return put(remove(text, old), new, value)


def written(value: object) -> str:
    """A value as it stands behind a key, on one line."""
    match value:
        case list() | tuple():
            return f"[{', '.join(map(written, value))}]"
        case dict():
            return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
        case str() if _is_plain(value):
            return value
        case _:
            # What JSON writes is YAML as well.
            return json.dumps(value, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    return (
        bool(text)
        and (text[0].isalpha() or text[0] == "/")
        and set(text) <= _PLAIN
        and yaml.safe_load(text) == text
    )


def _insert(text: str, path: Path, value: object) -> str:
    """A new line under the nearest parent that is there."""
    *parents, name = path
    for depth in range(len(parents), 0, -1):
        found = _find(text, path[:depth])
        if found is None:
            continue
        key, node = found
        rest: object = value
        for part in reversed(path[depth + 1 :]):
            rest = {part: rest}
        child = path[depth]
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            column = node.value[0][0].start_mark.column
            return _with_line(text, key.start_mark.line + 1, f"{' ' * column}{child}: ", rest)
        old = yaml.safe_load(text[slice(*_span(node))])
        if old is not None and not isinstance(old, dict):
            raise ConfigError("is a plain value and cannot hold keys", where=".".join(path[:depth]))
        return put(text, path[:depth], {**(old or {}), child: rest})
    lines = [f"{' ' * INDENT * depth}{part}:" for depth, part in enumerate(parents)]
    lines.append(f"{' ' * INDENT * len(parents)}{name}: {written(value)}")
    gap = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{gap}{chr(10).join(lines)}\n"


def _with_line(text: str, line: int, begin: str, value: object) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:line], f"{begin}{written(value)}\n", *lines[line:]])


def _find(text: str, path: Path) -> tuple[yaml.ScalarNode, yaml.Node] | None:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    found: tuple[yaml.ScalarNode, yaml.Node] | None = None
    for part in path:
        pairs: Sequence[tuple[yaml.ScalarNode, yaml.Node]] = ()
        if isinstance(node, yaml.MappingNode):
            pairs = node.value
        found = next((pair for pair in pairs if pair[0].value == part), None)
        if found is None:
            return None
        node = found[1]
    return found


def _span(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def _last_line(node: yaml.Node) -> int:
    """The line of the node's last character; a block's own end mark lies behind what follows it."""
    return max(leaf.end_mark.line for leaf in _leaves(node))


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        for pair in node.value:
            for part in pair:
                yield from _leaves(part)
    elif isinstance(node, yaml.SequenceNode) and not node.flow_style:
        for part in node.value:
            yield from _leaves(part)
    else:
        yield node
